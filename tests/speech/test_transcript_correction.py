"""What was misheard is put right, and every word keeps its place in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.transcript_correction import corrected
from greenroom.speech.words import Transcript, Word

HEARD = Transcript(
    (
        Word("We", 0.0, 0.2, 0.9),
        Word("used", 0.2, 0.5, 0.9),
        Word("lotion,", 0.5, 1.1, 0.3),
        Word("um,", 1.4, 1.8, 0.6, "filled_pause", "sound"),
        Word("weekly.", 2.0, 2.6, 0.8),
    )
)


def test_one_word_for_another_keeps_its_time_and_is_certain():
    words = corrected(HEARD, 2, "LoRA,").words
    assert words[2] == Word("LoRA,", 0.5, 1.1, 1.0)
    assert words[:2] + words[3:] == HEARD.words[:2] + HEARD.words[3:]


def test_two_words_share_the_time_by_their_length():
    words = corrected(HEARD, 2, " a potion,  ").words
    assert [word.text for word in words] == ["We", "used", "a", "potion,", "um,", "weekly."]
    assert words[2].end == words[3].start == pytest.approx(0.5 + 0.6 / 8)
    assert words[3].end == 1.1


def test_no_text_takes_the_word_away():
    assert corrected(HEARD, 3, "  ").text == "We used lotion, weekly."


def test_a_word_can_turn_out_to_be_a_filled_pause_and_back():
    assert corrected(HEARD, 2, "uh,").words[2].kind == "filled_pause"
    assert corrected(HEARD, 3, "them").words[3] == Word("them", 1.4, 1.8, 1.0)


def test_there_is_no_sixth_word():
    with pytest.raises(IndexError):
        corrected(HEARD, 5, "x")


@given(st.integers(0, 4), st.text(" ab,.", max_size=30))
def test_words_stay_in_the_order_of_their_times(place: int, text: str):
    words = corrected(HEARD, place, text).words
    edges = [edge for word in words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert corrected(HEARD, place, text).text.split() == [
        *(word.text for word in HEARD.words[:place]),
        *text.split(),
        *(word.text for word in HEARD.words[place + 1 :]),
    ]

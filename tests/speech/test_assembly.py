"""Recognized words are put where they were heard."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.assembly import heard_words, later
from greenroom.speech.span import Span
from greenroom.speech.words import Word

SPEECH = (Span(1.0, 2.0), Span(3.0, 4.0))


def test_the_first_word_after_a_silence_never_begins_before_the_sound() -> None:
    (word,) = heard_words([Word("Well,", 0.1, 1.4)], SPEECH)
    assert word.span == Span(1.0, 1.4)


def test_the_last_word_before_a_silence_ends_with_the_sound() -> None:
    (word,) = heard_words([Word("done.", 1.6, 2.7)], SPEECH)
    assert word.span == Span(1.6, 2.0)


def test_a_word_in_the_silence_close_to_speech_moves_there() -> None:
    early, late = heard_words([Word("I", 0.8, 0.9), Word("so.", 2.1, 2.2)], SPEECH)
    assert early.start == 1.0
    assert late.start == 2.0


def test_a_word_far_from_all_speech_was_invented() -> None:
    assert heard_words([Word("Thank", 5.0, 5.2), Word("you.", 5.2, 5.4)], SPEECH) == ()
    assert heard_words([Word("Hello", 0.0, 1.0)], ()) == ()


def test_words_squeezed_at_the_beginning_of_speech_get_room() -> None:
    squeezed = [Word("I", 0.8, 0.9), Word("don't", 0.9, 1.0), Word("get", 1.0, 1.6)]
    words = heard_words(squeezed, SPEECH)
    assert all(word.span.seconds > 0.05 for word in words)
    assert words[-1].end == 1.6


def test_what_kind_a_word_is_was_decided_before() -> None:
    said = [Word("Um,", 1.0, 1.2), Word("like,", 1.2, 1.5, kind="filled_pause")]
    assert [word.kind for word in heard_words(said, SPEECH)] == ["word", "filled_pause"]


def test_a_filled_pause_lies_in_one_stretch_of_speech_and_a_word_may_lie_in_two() -> None:
    (pause,) = heard_words([Word("Um,", 1.8, 3.5, kind="filled_pause")], SPEECH)
    (word,) = heard_words([Word("Well,", 1.8, 3.5)], SPEECH)
    assert pause.span == Span(3.0, 3.5)
    assert word.span == Span(1.8, 3.5)


def test_later_moves_both_ends() -> None:
    (word,) = later([Word("so", 1.0, 1.5, confidence=0.5)], 10)
    assert word == replace(word, start=11.0, end=11.5, confidence=0.5)


@given(
    st.lists(st.tuples(st.floats(0, 5), st.floats(0, 2), st.text("abu m,.", max_size=8))),
)
def test_words_stay_in_order_and_never_overlap(raw: list[tuple[float, float, str]]) -> None:
    said = [Word(text, start, start + length) for start, length, text in sorted(raw)]
    words = heard_words(said, SPEECH)
    assert all(word.end > word.start for word in words)
    for one, other in pairwise(words):
        assert one.end <= other.start + 1e-9
    assert all(word.start >= SPEECH[0].start for word in words)


@pytest.mark.parametrize(("start", "end"), [(1.2, 1.9), (3.0, 4.0)])
def test_a_word_inside_speech_stays_as_it_is(start: float, end: float) -> None:
    assert heard_words([Word("plain", start, end)], SPEECH) == (Word("plain", start, end),)


def test_a_filled_pause_that_was_heard_stays_where_it_sounds() -> None:
    sounding = Word("uh,", 0.2, 0.5, 0.9, "filled_pause", "sound")
    words = heard_words([sounding, Word("so", 1.0, 1.4)], [Span(1.1, 1.3)])
    assert words[0] == sounding, "no speech was noticed there"
    assert words[1].span == Span(1.1, 1.3)


@pytest.mark.parametrize("middle", [1.04, 1.5])
def test_a_repetition_that_nobody_had_time_for_was_not_said(middle: float) -> None:
    said = [Word("testing,", 1.0, middle), Word("testing.", middle, 1.54)]
    (word,) = heard_words(said, [Span(0.5, 2.0)])
    assert (word.text, word.start, word.end) == ("testing.", 1.0, 1.54)


def test_what_people_repeat_stays() -> None:
    said = [Word("I-", 1.0, 1.1), Word("I", 1.1, 1.2), Word("I", 1.2, 1.3), Word("mean", 1.3, 1.6)]
    words = heard_words(said, [Span(0.5, 2.0)])
    assert [word.text for word in words] == ["I-", "I", "I", "mean"]


def test_filled_pauses_one_after_the_other_stay() -> None:
    said = [Word("um,", at, at + 0.02, kind="filled_pause") for at in (1.0, 1.1, 1.2)]
    assert len(heard_words(said, [Span(0.5, 2.0)])) == 3

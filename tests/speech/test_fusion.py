"""What the ear and the recognizer tell of filled pauses, put together."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.clip import SAMPLE_RATE
from greenroom.speech.fusion import with_hesitations
from greenroom.speech.hesitations import FRAME_SECONDS
from greenroom.speech.words import Word

SECONDS = 6.0
FRAMES = round(SECONDS / FRAME_SECONDS)
BEFORE, BEHIND = Word("data", 1.0, 1.5, 0.75), Word("we", 3.0, 3.4, 0.75)
WRITTEN = Word("um,", 1.6, 2.9, 0.8, "filled_pause")
BREAK = (1.8, 1.95)
"""Just before what sounds like a filled pause at 2.0 s."""


def heard(*sounds: tuple[float, float, float]) -> np.ndarray:
    """Probabilities that are 0.01 but for these stretches: from, to, how probable."""
    probabilities = np.full(FRAMES, 0.01, np.float32)
    for start, end, probability in sounds:
        probabilities[round(start / FRAME_SECONDS) : round(end / FRAME_SECONDS)] = probability
    return probabilities


def loud(*quiet: tuple[float, float]) -> np.ndarray:
    """A voice all the time, but for these stretches."""
    samples = 0.3 * np.sin(np.arange(round(SECONDS * SAMPLE_RATE)) / 20).astype(np.float32)
    for start, end in quiet:
        samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)] *= 0.003
    return samples


def test_what_both_tell_of_lies_where_it_sounds() -> None:
    words = with_hesitations((BEFORE, WRITTEN, BEHIND), heard((2.0, 2.4, 0.9)), loud())
    assert [word.text for word in words] == ["data", "um,", "we"]
    assert (words[1].start, words[1].end) == (pytest.approx(2.0), pytest.approx(2.4))
    assert words[1].found_by == "both"


def test_what_was_written_half_heartedly_and_sounds_like_none_is_left_out() -> None:
    assert with_hesitations((BEFORE, WRITTEN, BEHIND), heard(), loud()) == (BEFORE, BEHIND)


def test_what_the_recognizer_doubts_counts_if_it_sounds_like_one() -> None:
    doubted = replace(WRITTEN, confidence=0.2)
    words = with_hesitations((BEFORE, doubted, BEHIND), heard((2.0, 2.4, 0.95)), loud())
    assert [word.text for word in words] == ["data", "um,", "we"]
    words = with_hesitations((BEFORE, doubted, BEHIND), heard((2.0, 2.4, 0.35)), loud())
    assert [word.text for word in words] == ["data", "we"]


def test_among_words_that_are_not_understood_a_written_one_is_worth_less() -> None:
    sound = heard((2.0, 2.4, 0.2))
    clear = [replace(word, confidence=0.9) for word in (BEFORE, BEHIND)]
    words = with_hesitations((clear[0], WRITTEN, clear[1]), sound, loud())
    assert [word.text for word in words] == ["data", "um,", "we"]
    guessed = [replace(word, confidence=0.3) for word in (BEFORE, BEHIND)]
    words = with_hesitations((guessed[0], WRITTEN, guessed[1]), sound, loud())
    assert [word.text for word in words] == ["data", "we"]


def test_one_alone_is_judged_by_itself_and_its_sound() -> None:
    assert with_hesitations((WRITTEN,), heard((2.0, 2.4, 0.2)), loud()) == (WRITTEN,)
    assert with_hesitations((WRITTEN,), heard(), loud()) == ()


def test_what_was_written_into_a_silence_is_left_out() -> None:
    silent = loud((1.9, 2.5))
    words = with_hesitations((BEFORE, WRITTEN, BEHIND), heard((2.0, 2.4, 0.9)), silent)
    assert words == (BEFORE, BEHIND)


def test_what_was_not_written_is_put_where_it_sounds_and_words_give_way() -> None:
    stretched = replace(BEFORE, end=2.6)
    words = with_hesitations((stretched, BEHIND), heard((2.0, 2.4, 0.9)), loud(BREAK))
    assert [(word.text, word.kind, word.found_by) for word in words] == [
        ("data", "word", "words"),
        ("uh,", "filled_pause", "sound"),
        ("we", "word", "words"),
    ]
    assert (words[1].start, words[1].end) == (pytest.approx(2.0), pytest.approx(2.4))
    assert words[0].end == pytest.approx(2.0)


def test_a_word_stretched_over_a_hesitation_goes_where_there_is_room_for_it() -> None:
    early = Word("I'm", 1.9, 2.9)
    words = with_hesitations((BEFORE, early, BEHIND), heard((1.94, 2.6, 0.9)), loud((1.8, 1.9)))
    assert [word.text for word in words] == ["data", "uh,", "I'm", "we"]
    assert words[2].start == pytest.approx(2.6)


def test_silence_before_a_hesitation_is_no_room_for_a_word() -> None:
    first = Word("I'm", 0.0, 0.9)
    sound, spoken = heard((0.4, 0.88, 0.9)), loud((0.25, 0.36))
    assert [word.text for word in with_hesitations((first,), sound, spoken)] == ["I'm", "uh,"]
    late = with_hesitations((first,), sound, loud((0.0, 0.4)))
    assert [word.text for word in late] == ["uh,", "I'm"]


def test_one_with_which_a_clip_begins_needs_no_break_before_it() -> None:
    words = with_hesitations((BEFORE, BEHIND), heard((0.0, 0.4, 0.9)), loud())
    assert [word.text for word in words] == ["uh,", "data", "we"]


@pytest.mark.parametrize(
    ("sound", "samples"),
    [
        ((2.0, 2.4, 0.35), loud(BREAK)),
        ((2.0, 2.08, 0.95), loud(BREAK)),
        ((2.0, 2.4, 0.95), loud((1.9, 2.5))),
        ((2.0, 2.4, 0.95), loud()),
        ((2.0, 2.4, 0.95), loud((1.5, 1.78))),
    ],
    ids=["not sure", "too short", "a breath", "a word drawn out", "a break too early"],
)
def test_what_was_not_written_has_to_be_sure_and_long_and_loud_and_apart(
    sound: tuple[float, float, float], samples: np.ndarray
) -> None:
    assert with_hesitations((BEFORE, BEHIND), heard(sound), samples) == (BEFORE, BEHIND)


def test_one_that_was_written_is_not_told_twice() -> None:
    two = (replace(WRITTEN, end=2.0), replace(WRITTEN, start=2.0, end=2.3))
    words = with_hesitations((BEFORE, *two, BEHIND), heard((1.7, 2.3, 0.9)), loud())
    assert words == (BEFORE, *two, BEHIND), "one sound for two words tells of neither's place"


def test_music_without_words_holds_no_filled_pauses() -> None:
    assert with_hesitations((), heard((2.0, 2.4, 1.0)), loud()) == ()


def test_what_was_written_outside_of_the_clip_is_no_filled_pause() -> None:
    beyond = Word("um,", SECONDS + 1, SECONDS + 1.5, 0.99, "filled_pause")
    assert with_hesitations((BEFORE, beyond), heard(), loud()) == (BEFORE,)


@given(
    starts=st.lists(st.floats(0, 5.5), max_size=8).map(sorted),
    sounds=st.lists(
        st.tuples(st.floats(0, 5.5), st.floats(0.02, 0.5), st.floats(0, 1)), max_size=6
    ),
)
def test_no_word_is_ever_lost_or_moved_past_another(
    starts: list[float], sounds: list[tuple[float, float, float]]
) -> None:
    said = [Word(f"w{number}", start, start + 0.3) for number, start in enumerate(starts)]
    stretches = [(start, start + long, probability) for start, long, probability in sounds]
    breaks = [(max(0.0, start - 0.1), start) for start, _, _ in sounds]
    words = with_hesitations(said, heard(*stretches), loud(*breaks))
    lexical = [word for word in words if word.kind == "word"]
    assert [word.text for word in lexical] == [word.text for word in said]
    assert all(word.found_by == "sound" for word in words if word.kind == "filled_pause")
    for before, after in zip(lexical, said, strict=True):
        assert after.start <= before.start < before.end <= after.end

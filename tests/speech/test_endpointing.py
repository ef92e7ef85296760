"""A hands-free answer ends after a long silence behind a finished sentence, and not before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.endpointing import EndpointRules, finishes_sentence, seconds_left
from greenroom.speech.words import Word

PATIENCE = EndpointRules(after_sentence=4.0, in_sentence=10.0, unseen=1.0)


def said(text: str) -> list[Word]:
    return [Word(part, float(i), i + 0.5) for i, part in enumerate(text.split())]


DONE = said("And that is how we shipped it.")


def test_before_the_first_word_nothing_is_counted() -> None:
    assert seconds_left(None, None, PATIENCE) is None
    assert seconds_left(None, (), PATIENCE) is None


def test_behind_a_finished_sentence_it_counts_down_to_nothing() -> None:
    silences = (0.0, 0.9, 1.0, 2.5, 4.0, 5.0)
    left = [seconds_left(silence, DONE, PATIENCE) for silence in silences]
    assert left == [None, None, 3.0, 1.5, 0.0, 0.0]


def test_in_the_middle_of_a_sentence_it_is_more_patient() -> None:
    for words in (said("And then we,"), said("And then"), None, []):
        assert seconds_left(5.0, words, PATIENCE) == 5.0


def test_speaking_again_cancels() -> None:
    assert seconds_left(3.9, DONE, PATIENCE) == pytest.approx(0.1)
    assert seconds_left(0.0, DONE, PATIENCE) is None


@given(st.floats(0, 3.0), st.sampled_from([DONE, said("so."), None]))
def test_a_thinking_pause_of_three_seconds_never_ends_an_answer(
    silence: float, words: list[Word] | None
) -> None:
    assert seconds_left(silence, words, EndpointRules()) != 0.0


@pytest.mark.parametrize("text", ["We shipped it.", "Right?", "Yes!", 'He said "no way."'])
def test_finished(text: str) -> None:
    assert finishes_sentence(said(text))


@pytest.mark.parametrize(
    "text", ["We shipped", "We shipped,", "and so.", "I took the.", "Well...", "Hm…", ""]
)
def test_not_finished(text: str) -> None:
    assert not finishes_sentence(said(text))


def test_a_filled_pause_finishes_nothing() -> None:
    assert not finishes_sentence([*DONE, Word("um.", 9, 10, kind="filled_pause")])

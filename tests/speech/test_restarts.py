"""Words said twice and words broken off."""

import pytest

from greenroom.speech.restarts import is_broken_off, without_broken_off_words, without_repeats


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("we, we had", "we had"),
        ("We we had had it", "We had it"),
        ("I think, I think so", "I think so"),
        ("so that is so that is so that is it", "so that is it"),
        ("a b c d a b c d", "a b c d a b c d"),  # four words are said again on purpose
        ("the theory", "the theory"),
    ],
)
def test_what_is_said_again_at_once_is_there_once(text: str, left: str):
    assert without_repeats(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("so I- I mean the mod—, the model", "so I mean the the model"),
        ("a well-known one", "a well-known one"),
        ("before - after", "before - after"),
    ],
)
def test_broken_off_words_are_taken_out(text: str, left: str):
    assert " ".join(without_broken_off_words(text).split()) == left
    assert [word for word in text.split() if not is_broken_off(word)] == left.split()

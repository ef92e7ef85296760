"""Filled pauses by their spelling."""

import pytest

from greenroom.speech.filled_pauses import is_filled_pause, with_kind
from greenroom.speech.words import Word


@pytest.mark.parametrize(
    "text",
    ["um", "Um,", "uh.", "Uhh…", "ummm", "er", "Erm,", "ah", "Hmm", "mm", "eh?", "uh-um", "—um,"],
)
def test_these_are(text: str) -> None:
    assert is_filled_pause(text)


@pytest.mark.parametrize(
    "text",
    [
        "her",
        "hum",
        "ham",
        "a",
        "m",
        "h",
        "oh",
        "am",
        "arm",
        "error",
        "uh-huh",
        "era",
        "",
        "...",
        "I-",
        "mhm2x",
    ],
)
def test_these_are_not(text: str) -> None:
    assert not is_filled_pause(text)


def test_a_word_is_known_by_its_spelling() -> None:
    pause, word = with_kind(Word("Um,", 0, 1)), with_kind(Word("Her", 1, 2))
    assert (pause.kind, word.kind) == ("filled_pause", "word")

"""Filled pauses by their spelling."""

import pytest

from greenroom.speech.filled_pauses import is_filled_pause, with_kind, without_filled_pauses
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
        "ER",
        "ER.",
        "MM,",
        "UM",
        "AH",
        "HMM",
        "HMM-based",
    ],
)
def test_these_are_not(text: str) -> None:
    assert not is_filled_pause(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Um, we built it for the ER.", "we built it for the ER."),
        ("The, uh, HMM was, hmm, 5 MM off", "The HMM was 5 MM off"),
        ("Uh-um, well, er", "well"),
        ("uh-huh, I'm here", "uh-huh, I'm here"),
        ("Her error in the summer", "Her error in the summer"),
    ],
)
def test_they_are_taken_out_of_a_text(text: str, left: str) -> None:
    assert " ".join(without_filled_pauses(text).split()) == left


def test_a_word_is_known_by_its_spelling() -> None:
    pause, word = with_kind(Word("Um,", 0, 1)), with_kind(Word("Her", 1, 2))
    assert (pause.kind, word.kind) == ("filled_pause", "word")

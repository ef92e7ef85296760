"""Filled pauses by their spelling."""

import pytest

from greenroom.speech.filled_pauses import is_filled_pause


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

"""A recognizer that goes round in circles is told from people who hesitate."""

import pytest

from greenroom.speech.decoding_loops import goes_round


@pytest.mark.parametrize(
    "text",
    [
        "I'll get you out of work. " * 4,
        "We had a look. We had a look. We had a look.",
        "And the, the, the, the, the, the, the, the",
        "uh, um, uh, so, um",
        "Thank you. " * 12,
    ],
)
def test_circles_are_seen(text: str) -> None:
    assert goes_round(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Um.",
        "Testing, testing, testing, testing, onward.",
        "No, no, no, no, that was the other model.",
        "I, uh, I, uh, I, uh, wrote it down.",
        "Um, um, um, operator.",
        "So, um, we, uh, looked at the, um, the data, and, uh, it was, you know, fine.",
        "I trained the model, and then I trained the model again, and it was the model.",
    ],
)
def test_hesitating_is_not_going_round(text: str) -> None:
    assert not goes_round(text)

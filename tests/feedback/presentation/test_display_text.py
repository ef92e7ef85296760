"""Numbers as people read them."""

import pytest

from greenroom.delivery.measure import Measure
from greenroom.feedback.presentation.display_text import number


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (Measure("x", 131.5, "wpm"), "132"),
        (Measure("x", 9, "count", plus_minus=1), "9 (±1)"),
        (Measure("x", -2.25, "dB"), "−2.2"),
        (Measure("x", None, "s"), "–"),
        (Measure("x", float("nan"), "s"), "–"),
    ],
)
def test_numbers_have_as_many_digits_as_they_deserve(measure: Measure, text: str) -> None:
    assert number(measure) == text

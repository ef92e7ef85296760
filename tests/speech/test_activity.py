"""Speech probabilities become spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.activity import WINDOW_SECONDS, speech_spans
from greenroom.speech.span import Span


def windows(seconds: float, probability: float) -> list[float]:
    return [probability] * round(seconds / WINDOW_SECONDS)


def test_speech_between_silences() -> None:
    (span,) = speech_spans([*windows(1, 0.01), *windows(2, 0.9), *windows(1, 0.01)])
    assert span.start == pytest.approx(1, abs=WINDOW_SECONDS)
    assert span.end == pytest.approx(3, abs=WINDOW_SECONDS)


def test_a_dip_that_stays_above_the_lower_threshold_does_not_end_speech() -> None:
    assert len(speech_spans([0.9] * 10 + [0.4] * 10 + [0.9] * 10)) == 1
    assert len(speech_spans([0.9] * 10 + [0.3] * 10 + [0.9] * 10)) == 2


def test_short_silences_are_bridged_and_clicks_passed_over() -> None:
    assert len(speech_spans([0.9] * 10 + [0.0] * 2 + [0.9] * 10)) == 1
    assert speech_spans([0.0] * 10 + [0.9] + [0.0] * 10) == ()


def test_speech_up_to_the_end_ends_with_the_sound() -> None:
    assert speech_spans([0.0, 0.9, 0.9]) == (Span(WINDOW_SECONDS, 3 * WINDOW_SECONDS),)


@given(st.lists(st.floats(0, 1), max_size=200))
def test_spans_are_in_order_apart_and_inside(probabilities: list[float]) -> None:
    spans = speech_spans(probabilities)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(probabilities) * WINDOW_SECONDS for edge in edges)
    assert all(span.seconds > 0 for span in spans)

"""An answer over time: its pitch line, which slices are spoken, round seconds."""

import pytest

from greenroom.delivery.measure import Contour
from greenroom.feedback.presentation.answer_timeline import covered, pitch_lines, ticks
from greenroom.speech.span import Span


def test_the_line_breaks_where_nothing_is_voiced_and_single_points_are_left_out():
    contour = Contour(0.1, (100, 200, 0, 100, 0, 0, 100, 50))
    first, second = pitch_lines(contour)
    assert [moment for moment, _ in first] == pytest.approx([0.0, 0.1])
    assert [moment for moment, _ in second] == pytest.approx([0.6, 0.7])
    assert [semitones for _, semitones in first + second] == pytest.approx([0, 12, 0, -12])


@pytest.mark.parametrize("contour", [None, Contour(0.1, ()), Contour(0.1, (0, 0))])
def test_without_a_voice_there_is_no_line(contour: Contour | None):
    assert pitch_lines(contour) == ()


def test_words_stand_in_for_the_sound():
    inside = covered([Span(1, 2), Span(3.9, 4)], 4, 8)
    assert inside == [False, False, True, True, True, False, False, True]


def test_nothing_is_covered_in_an_answer_without_length():
    assert covered([Span(0, 1)], 0, 3) == [False, False, False]


@pytest.mark.parametrize(
    ("seconds", "most", "step"), [(8.5, 9, 1), (51, 9, 10), (95, 9, 15), (1500, 9, 300)]
)
def test_ticks_are_round_and_no_more_than_asked_for(seconds: float, most: int, step: int):
    made = ticks(seconds, most)
    assert made[:2] == (0, step)
    assert made[-1] <= seconds
    assert len(made) <= most + 1

"""The pitch line: where it breaks, how high it lies, and that it finds its way to the screen."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from rehearsed import analysis, answer, rubric

from greenroom.delivery.measure import Contour
from greenroom.ui.review import pitch_line
from greenroom.ui.review.pitch_line import pitch_lines
from greenroom.ui.review.presentation import opened
from greenroom.ui.review.timeline import Timeline


def test_the_line_breaks_where_nothing_is_voiced_and_single_points_are_left_out():
    contour = Contour(0.1, (100, 200, 0, 100, 0, 0, 100, 50))
    first, second = pitch_lines(contour)
    assert [moment for moment, _ in first] == pytest.approx([0.0, 0.1])
    assert [moment for moment, _ in second] == pytest.approx([0.6, 0.7])
    assert [semitones for _, semitones in first + second] == pytest.approx([0, 12, 0, -12])


@pytest.mark.parametrize("contour", [None, Contour(0.1, ()), Contour(0.1, (0, 0))])
def test_without_a_voice_there_is_no_line(contour: Contour | None):
    assert pitch_lines(contour) == ()


def test_a_timeline_has_a_strip_for_it_only_where_it_is_known(qtbot: QtBot):
    known = analysis()
    melody = replace(known, delivery=replace(known.delivery, contour=Contour(0.1, (100,) * 20)))
    timeline = Timeline()
    qtbot.addWidget(timeline)
    heights: list[int] = []
    for one in (known, melody):
        shown = opened(answer(analysis=one), "Question 1", {"star": rubric()})
        timeline.show_picture(shown.picture, ())
        heights.append(timeline.sizeHint().height())
        timeline.grab()
    assert heights[1] - heights[0] == pitch_line.HEIGHT

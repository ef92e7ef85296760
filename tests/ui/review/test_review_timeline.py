"""The timeline has room for what is known, and no more."""

from dataclasses import replace

from pytestqt.qtbot import QtBot
from rehearsed import analysis, answer, rubric

from greenroom.delivery.measure import Contour
from greenroom.ui.review import strips
from greenroom.ui.review.timeline import Timeline
from greenroom.ui.review.view import opened_answer


def test_the_pitch_has_a_strip_only_where_it_is_known(qtbot: QtBot):
    known = analysis()
    melody = replace(known, delivery=replace(known.delivery, contour=Contour(0.1, (100,) * 20)))
    timeline = Timeline()
    qtbot.addWidget(timeline)
    heights: list[int] = []
    for one in (known, melody):
        shown = opened_answer(answer(analysis=one), "Question 1", {"star": rubric()})
        timeline.show_answer(shown.timeline, ())
        heights.append(timeline.sizeHint().height())
        timeline.grab()
    assert heights[1] - heights[0] == strips.PITCH_HEIGHT

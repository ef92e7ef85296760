"""Where moments lie on the timeline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.span import Span
from greenroom.ui.review.axis import Axis

AXIS = Axis(10, 400, 100)


@given(st.floats(0, 100))
def test_a_moment_is_found_where_it_is_drawn(moment: float):
    assert AXIS.moment(AXIS.x(moment)) == pytest.approx(moment, abs=1e-9)


def test_what_lies_outside_is_held_inside():
    assert AXIS.x(-5) == 10
    assert AXIS.x(500) == 410
    assert AXIS.moment(0) == 0
    assert AXIS.moment(999) == 100


def test_a_short_span_is_widened_around_its_middle_and_stays_inside():
    assert AXIS.between(Span(50, 51)) == (210, 4)
    assert AXIS.between(Span(50, 51), 8) == (208, 8)
    assert AXIS.between(Span(99.5, 100), 20) == (390, 20)
    assert AXIS.between(Span(0, 0.5), 20) == (10, 20)


@pytest.mark.parametrize(
    ("width", "seconds", "step"), [(400, 9, 2), (400, 51, 10), (900, 51, 5), (400, 3600, 900)]
)
def test_ticks_are_round_and_have_room(width: float, seconds: float, step: int):
    ticks = Axis(0, width, seconds).ticks()
    assert ticks[:2] == (0, step)
    assert ticks[-1] <= seconds


def test_an_answer_without_length_has_one_tick():
    assert Axis(0, 400, 0).ticks() == (0,)
    assert Axis(0, 400, 0).x(3) == 0

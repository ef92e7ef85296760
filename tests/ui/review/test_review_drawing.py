"""Where moments lie on the timeline, and what is found under the pointer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.span import Span
from greenroom.ui.review import marks
from greenroom.ui.review.axis import Axis
from greenroom.ui.review.view import Mark
from greenroom.ui.review.wave import bars_in, from_words, heights

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


def test_each_bar_is_as_high_as_the_loudest_of_its_peaks():
    assert heights([0, 1, 0, 0, 0.5, 0], 3) == [1, 0, 0.5]
    assert heights([0.2, 0.4], 4) == [0.2, 0.2, 0.4, 0.4]
    assert heights([], 3) == [0, 0, 0]
    assert bars_in(23) == 5


def test_words_stand_in_for_the_sound():
    bars = from_words([Span(1, 2), Span(3.9, 4)], 4, 8)
    assert [bar > 0 for bar in bars] == [False, False, True, True, True, False, False, True]


LONG = Mark("long_pause", "2.0 s of silence", Span(40, 60))
UM = Mark("filled_pause", "um", Span(50, 50.2))


def test_the_nearest_mark_is_meant_and_the_shorter_of_two():
    assert marks.hit((LONG, UM), AXIS, AXIS.x(50)) is UM
    assert marks.hit((LONG, UM), AXIS, AXIS.x(42)) is LONG
    assert marks.hit((LONG, UM), AXIS, AXIS.x(60) + 4) is LONG
    assert marks.hit((LONG, UM), AXIS, AXIS.x(70)) is None
    assert marks.hit((), AXIS, 50) is None

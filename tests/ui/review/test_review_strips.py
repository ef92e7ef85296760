"""What the strips of the timeline show, and what is found under the pointer."""

from greenroom.feedback.presentation.answer_timeline import Mark
from greenroom.speech.span import Span
from greenroom.ui.review.axis import Axis
from greenroom.ui.review.strips import bars_in, mark_at

AXIS = Axis(10, 400, 100)


def test_as_many_bars_as_fit():
    assert bars_in(23) == 5


LONG = Mark("long_pause", "2.0 s of silence", Span(40, 60))
UM = Mark("filled_pause", "um", Span(50, 50.2))


def test_the_nearest_mark_is_meant_and_the_shorter_of_two():
    assert mark_at((LONG, UM), AXIS, AXIS.x(50)) is UM
    assert mark_at((LONG, UM), AXIS, AXIS.x(42)) is LONG
    assert mark_at((LONG, UM), AXIS, AXIS.x(60) + 4) is LONG
    assert mark_at((LONG, UM), AXIS, AXIS.x(70)) is None
    assert mark_at((), AXIS, 50) is None

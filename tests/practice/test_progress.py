"""Only what is more than noise is called a change."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.delivery.limits import Limits
from greenroom.delivery.measure import Measure
from greenroom.practice.progress import (
    AnswerKind,
    MeasuredAnswer,
    Range,
    kinds,
    own_range,
    toward_typical,
    trends,
)

STAR = AnswerKind("star")
BEGAN = datetime(2025, 6, 1, 9, tzinfo=UTC)


def rate(value: float | None, plus_minus: float | None = None) -> Measure:
    return Measure("speaking_rate", value, "wpm", plus_minus=plus_minus)


def answer(day: int, measures: dict[str, Measure], kind: AnswerKind) -> MeasuredAnswer:
    return MeasuredAnswer(f"a{day}", f"s{day}", BEGAN + timedelta(days=day), kind, measures)


def answers(*values: float | None, kind: AnswerKind = STAR) -> list[MeasuredAnswer]:
    return [answer(day, {"speaking_rate": rate(value)}, kind) for day, value in enumerate(values)]


def last_change(*values: float) -> float | None:
    (trend,) = trends(answers(*values), STAR)
    return trend.change


def test_the_range_is_the_median_of_the_last_five_and_their_deviation():
    values = [rate(value) for value in (500, 120, 130, 140, 150, 200)]
    assert own_range(values) == Range(130, 140, 150)  # deviations 20, 10, 0, 10, 60


def test_four_answers_are_too_few():
    assert own_range([rate(120)] * 4) is None
    assert last_change(120, 130, 140, 150, 160) is None


def test_inside_the_range_nothing_changed():
    assert last_change(120, 130, 140, 150, 200, 150) == 0
    assert last_change(120, 130, 140, 150, 200, 150.1) == pytest.approx(10.1)
    assert last_change(120, 130, 140, 150, 200, 120) == -20


def test_a_change_is_never_smaller_than_the_measure_is_exact():
    exact = [rate(9)] * 5
    assert own_range(exact) == Range(9, 9, 9)
    assert own_range([*exact[:4], rate(9, plus_minus=1.5)]) == Range(7.5, 9, 10.5)


def test_the_answer_itself_does_not_count_toward_its_range():
    (trend,) = trends(answers(100, 100, 100, 100, 100, 190), STAR)
    assert trend.last.own == Range(100, 100, 100)
    assert [point.own for point in trend.points[:5]] == [None] * 5


def test_answers_of_another_kind_are_not_compared():
    follow_ups = answers(60, 60, 60, 60, 60, kind=AnswerKind("star", follow_up=True))
    mixed = [*answers(100, 110, 120), *follow_ups]
    (trend,) = trends(mixed, STAR)
    assert [point.value for point in trend.points] == [100, 110, 120]
    assert kinds(mixed) == (AnswerKind("star", follow_up=True), STAR)


def test_answers_without_a_value_are_left_out():
    (trend,) = trends(answers(100, None, 120), STAR)
    assert [(point.answer_id, point.value) for point in trend.points] == [("a0", 100), ("a2", 120)]
    assert trends(answers(None), STAR) == ()


def test_points_stand_in_the_order_of_time():
    (trend,) = trends(answers(1, 2, 3)[::-1], STAR)
    assert [point.value for point in trend.points] == [1, 2, 3]


@pytest.mark.parametrize(
    ("before", "after", "toward"),
    [
        (190, 170, True),
        (150, 190, False),
        (120, 150, None),  # both typical
        (200, 75, None),  # on the other side, as far outside: both 35/20 of the way to red
    ],
)
def test_toward_the_typical_range(before: float, after: float, toward: bool | None):
    limits = Limits(110, 165, 90, 185)
    assert toward_typical(after - before, after, limits) is toward


def test_without_a_typical_range_no_change_is_good_or_bad():
    assert toward_typical(20, 120, None) is None
    assert toward_typical(0, 120, Limits(110, 165)) is None


@given(st.lists(st.floats(0, 300), min_size=6, max_size=20))
def test_a_change_is_more_than_one_deviation_or_none_at_all(values: list[float]):
    (trend,) = trends(answers(*values), STAR)
    own, change = trend.last.own, trend.change
    assert own is not None
    assert change is not None
    assert change == 0 or abs(change) >= (own.high - own.middle) * (1 - 1e-9)

"""The rows of measures and their gauges."""

import pytest

from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import Measure
from greenroom.feedback.presentation.measure_rows import Gauge, measure_rows


def percents(gauge: Gauge | None) -> tuple[float, ...]:
    assert gauge
    values = (gauge.typical_from, gauge.typical_to, gauge.value)
    return tuple(round(100 * gauge.share(value), 1) for value in values)


@pytest.mark.parametrize(
    ("value", "gauge"),
    [
        (110.0, (29.2, 70.8, 29.2)),
        (165.0, (29.2, 70.8, 70.8)),
        (300.0, (29.2, 70.8, 100.0)),
    ],
)
def test_a_gauge_shows_the_value_against_the_typical_range(
    value: float, gauge: tuple[float, ...]
) -> None:
    (row,) = measure_rows([measured("speaking_rate", value, n=90)], 0)
    assert percents(row.gauge) == gauge
    assert row.gauge
    assert (row.gauge.typical_from, row.gauge.typical_to) == (110, 165)


def test_what_was_not_judged_has_no_gauge() -> None:
    few, none = measure_rows(
        [measured("speaking_rate", 130, n=4), measured("silent_pauses", 9, n=90)], 0
    )
    assert few.gauge is None
    assert few.verdict == "too little to judge"
    assert none.gauge is None


def test_the_range_of_the_length_is_that_of_the_question() -> None:
    length = Measure("answer_length", 60, "s", band="green")
    (short,) = measure_rows([length], 60)
    (long,) = measure_rows([length], 120)
    assert short.gauge
    assert long.gauge
    assert percents(short.gauge)[2] > percents(long.gauge)[2]
    assert measure_rows([length], 0)[0].gauge is None


def test_measures_come_in_the_order_of_the_catalog() -> None:
    rows = measure_rows([measured("hedges", 1, n=90), measured("speaking_rate", 130, n=90)], 0)
    assert [row.name for row in rows] == ["speaking_rate", "hedges"]

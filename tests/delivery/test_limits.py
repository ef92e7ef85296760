import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.delivery.limits import Limits

PACE = Limits(110, 165, 90, 185)


@pytest.mark.parametrize(
    ("value", "band"),
    [(89, "red"), (90, "amber"), (109, "amber"), (110, "green"), (165, "green"), (166, "amber"),
     (185, "red"), (220, "red")],
)  # fmt: skip
def test_pace_has_three_colors(value: float, band: str) -> None:
    assert PACE.band(value) == band


def test_twelve_filled_pauses_a_minute_are_red_and_five_are_not_amber() -> None:
    fillers = Limits(green_to=5, red_from=12)
    assert [fillers.band(value) for value in (0, 5, 5.1, 11.9, 12)] == [
        "green", "green", "amber", "amber", "red",
    ]  # fmt: skip


def test_no_limits_give_no_band() -> None:
    assert Limits().band(3) == "none"


def test_the_distance_is_one_at_the_red_limit() -> None:
    assert PACE.outside(185) == pytest.approx(1)
    assert PACE.outside(90) == pytest.approx(1)
    assert PACE.outside(140) == 0
    assert Limits(green_from=2).outside(1) == pytest.approx(1)
    assert Limits(green_to=0).outside(2) == pytest.approx(2)


@given(st.floats(-500, 500))
def test_only_what_is_green_is_inside(value: float) -> None:
    assert (PACE.outside(value) == 0) == (PACE.band(value) == "green")


@given(st.floats(0.1, 10), st.floats(0, 400))
def test_scaled_limits_judge_scaled_values_alike(factor: float, value: float) -> None:
    assert PACE.scaled(factor).outside(value * factor) == pytest.approx(
        PACE.outside(value), abs=1e-6
    )

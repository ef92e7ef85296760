"""What the bench makes of its figures."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import window
from bench.figures import Figure, quantile, read_baseline, save_baseline, table

FAST = Figure("fast", "how long", 0.5, limit=1.0)
SLOW = Figure("slow", "how long again", 1.5, limit=1.0)
MANY = Figure("many", "times faster", 6.0, "", 8.0, "more", 1.0)


def test_a_figure_over_its_limit_is_missed_and_one_without_never():
    assert FAST.reached
    assert not SLOW.reached
    assert not MANY.reached
    assert Figure("free", "anything", 1e9).reached


@pytest.mark.parametrize(
    ("figure", "before", "worse"),
    [
        (FAST, 0.5, False),
        (FAST, 0.43, False),
        (FAST, 0.4, True),
        (FAST, 0.9, False),
        (Figure("tiny", "", 0.04), 0.01, False),
        (MANY, 6.5, False),
        (MANY, 8.0, True),
        (MANY, 3.0, False),
    ],
)
def test_much_worse_is_a_fifth_and_more_than_the_grain(figure: Figure, before: float, worse: bool):
    assert figure.much_worse_than(before) is worse


def test_the_table_says_what_was_missed_and_what_got_worse():
    missed, worse = table([SLOW, FAST], {"fast": 0.2}).splitlines()[1:]
    assert missed.endswith("MISSED")
    assert "1.5" in missed
    assert "≤ 1" in missed
    assert worse.endswith("0.2  WORSE")


def test_a_saved_baseline_is_read_and_the_other_mode_left_alone(tmp_path: Path):
    file = tmp_path / "baseline.json"
    assert read_baseline(file, "quick") == {}
    save_baseline(file, "quick", [FAST, SLOW])
    save_baseline(file, "full", [MANY])
    save_baseline(file, "quick", [Figure("fast", "", 0.123456)])
    assert read_baseline(file, "quick")["figures"] == {"fast": 0.1235, "slow": 1.5}
    assert read_baseline(file, "full")["figures"] == {"many": 6.0}
    assert read_baseline(file, "full")["machine"]["python"]


@given(st.lists(st.floats(0, 1e6), min_size=1), st.sampled_from([0.05, 0.5, 0.95, 1.0]))
def test_a_quantile_is_a_value_that_this_share_does_not_exceed(values: list[float], share: float):
    found = quantile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)
    assert sum(value < found for value in values) < share * len(values)


def test_the_window_is_judged_by_the_least_of_its_tries():
    kept, missed = window.figures({"search": [0.2, 0.04], "memory": [1.2]})
    assert (kept.value, kept.limit, kept.unit, kept.reached) == (0.04, 0.05, "s", True)
    assert (missed.key, missed.reached) == ("window.memory", False)

from datetime import datetime, timedelta

import pytest

from greenroom.formatting import clock
from greenroom.ui.services.quantities import counted, minutes, size, when

NOW = datetime(2026, 11, 21, 10, 0).astimezone()  # a Saturday


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=5), "Today, 09:55"),
        (timedelta(hours=11), "Yesterday, 23:00"),
        (timedelta(days=2), "Thursday, 10:00"),
        (timedelta(days=6), "Sunday, 10:00"),
        (timedelta(days=7), "14 November"),
        (timedelta(days=400), "17 October 2025"),
        (timedelta(minutes=-5), "Today, 10:05"),  # a clock that was set back
    ],
)
def test_moments(ago: timedelta, said: str):
    assert when(NOW - ago, NOW) == said


def test_lengths():
    assert [clock(0), clock(7.9), clock(750), clock(3723)] == ["0:00", "0:07", "12:30", "1:02:03"]
    assert minutes(20) == "about 1 minute"
    assert minutes(8 * 60) == "about 8 minutes"
    assert minutes(23 * 60) == "about 25 minutes"


def test_sizes_and_counts():
    assert [size(0), size(999_499), size(999_600), size(2.4e8)] == [
        "0 KB", "999 KB", "1 MB", "240 MB",
    ]  # fmt: skip
    assert size(1.24e9) == "1.2 GB"
    assert [counted(0, "answer"), counted(1, "answer"), counted(10_000, "answer")] == [
        "0 answers", "1 answer", "10,000 answers",
    ]  # fmt: skip

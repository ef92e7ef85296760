"""Lengths and dates as people read them."""

import locale
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import greenroom
from greenroom.formatting import (
    clock,
    counted,
    date_and_time,
    lowered,
    month,
    rough_minutes,
    size,
    weekday,
    when,
)
from greenroom.practice.history import period
from greenroom.terminal.screen import live_line

APP = Path(greenroom.__file__).parent
NOW = datetime(2026, 11, 21, 10, 0).astimezone()  # a Saturday


def installed(name: str) -> bool:
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_ALL, before)
    return True


@pytest.fixture(params=[*filter(installed, ["C.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8"])])
def _locale(request: pytest.FixtureRequest) -> Iterator[None]:
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, request.param)
    yield
    locale.setlocale(locale.LC_ALL, before)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(-3, "0:00"), (7.9, "0:07"), (750, "12:30"), (3_599.9, "59:59"), (4_503, "1:15:03")],
)
def test_a_length_is_shown_as_clocks_do(seconds: float, shown: str):
    assert clock(seconds) == shown


def test_the_terminal_knows_hours():
    assert live_line(-20.0, 4_503, 0).endswith("  1:15:03")


@pytest.mark.usefixtures("_locale")
def test_dates_are_in_english_and_local_time_whatever_the_locale():
    moment = datetime(2025, 3, 3, 9, 5, tzinfo=UTC)
    local = moment.astimezone()
    assert date_and_time(moment) == f"{local.day} March 2025, {local.hour:02}:{local.minute:02}"
    assert (month(date(2025, 12, 31)), weekday(date(2025, 12, 31))) == ("December", "Wednesday")
    assert period(date(2024, 5, 1), date(2025, 3, 3)) == "May 2024"


def test_nothing_is_written_by_the_locale():
    """Few machines have a locale in which the test above could fail."""
    by_locale = re.compile(r"%[aAbBcxXp]\b")
    used = [path.name for path in APP.rglob("*.py") if by_locale.search(path.read_text("utf-8"))]
    assert used == []


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
    assert rough_minutes(20) == "about 1 minute"
    assert rough_minutes(8 * 60) == "about 8 minutes"
    assert rough_minutes(23 * 60) == "about 25 minutes"


def test_sizes_and_counts():
    assert [size(0), size(999_499), size(999_600), size(2.4e8)] == [
        "0 KB", "999 KB", "1 MB", "240 MB",
    ]  # fmt: skip
    assert size(1.24e9) == "1.2 GB"
    assert [counted(0, "answer"), counted(1, "answer"), counted(10_000, "answer")] == [
        "0 answers", "1 answer", "10,000 answers",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Your action", "your action"),
        ("SQL query", "SQL query"),
        ("I checked", "I checked"),
        ("", ""),
    ],
)
def test_a_title_inside_a_sentence_keeps_its_abbreviations(title: str, inside: str) -> None:
    assert lowered(title) == inside


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59.99, "0:59"), (125, "2:05"), (3725, "1:02:05"), (-1, "0:00")],
)
def test_times_are_read_as_on_a_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text

"""Lengths and dates as people read them."""

import locale
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import greenroom
from greenroom.formatting import clock, date_and_time, lowered, month, weekday
from greenroom.practice.history import period
from greenroom.terminal.screen import live_line

APP = Path(greenroom.__file__).parent


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
    ("seconds", "text"),
    [(0, "0:00"), (59.99, "0:59"), (125, "2:05"), (3725, "1:02:05"), (-1, "0:00")],
)
def test_times_are_read_as_on_a_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


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

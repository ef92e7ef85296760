"""Sessions lie under the headings that one looks for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from greenroom.feedback.session import Session
from greenroom.practice.history import lasted, period, periods

WEDNESDAY = date(2025, 6, 18)
NOON = datetime(2025, 6, 18, 12).astimezone()


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(2025, 6, 19), "Today"),  # a clock that was set back
        (date(2025, 6, 18), "Today"),
        (date(2025, 6, 17), "Yesterday"),
        (date(2025, 6, 16), "This week"),
        (date(2025, 6, 15), "Last week"),
        (date(2025, 6, 9), "Last week"),
        (date(2025, 6, 8), "June"),
        (date(2025, 5, 31), "May"),
        (date(2024, 12, 31), "December 2024"),
    ],
)
def test_a_day_has_its_heading(day: date, title: str):
    assert period(day, WEDNESDAY) == title


def test_on_a_monday_sunday_was_yesterday_not_last_week():
    assert period(date(2025, 6, 15), date(2025, 6, 16)) == "Yesterday"


def session(name: str, days: int) -> Session:
    return Session(name, "behavioral", "Behavioral", NOON - timedelta(days=days))


def test_sessions_keep_their_order_under_the_headings():
    sessions = [session("a", 0), session("b", 0), session("c", 4), session("d", 400)]
    found = [(it.title, [one.id for one in it.sessions]) for it in periods(sessions, NOON)]
    assert found == [("Today", ["a", "b"]), ("Last week", ["c"]), ("May 2024", ["d"])]


def test_nothing_rehearsed_has_no_headings():
    assert periods([], NOON) == ()


def test_a_session_lasts_from_its_beginning_to_its_end():
    began = datetime(2025, 6, 18, 9, 30, tzinfo=UTC)
    ended = Session("a", "b", "B", began, began + timedelta(minutes=25))
    assert lasted(ended) == 1500
    assert lasted(Session("a", "b", "B", began)) is None
    assert lasted(Session("a", "b", "B", began, began - timedelta(minutes=1))) == 0

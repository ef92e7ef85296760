"""Past sessions in stretches of time as people remember them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from greenroom.feedback.session import Session
from greenroom.formatting import month


@dataclass(frozen=True, slots=True)
class Period:
    """Sessions of one stretch of time, newest first."""

    title: str
    sessions: tuple[Session, ...]


def periods(sessions: Sequence[Session], now: datetime) -> tuple[Period, ...]:
    """Group the sessions under headings such as "This week" and "March 2025".

    Args:
        sessions: newest first.
        now: the moment from which one looks back; with time zone.
    """
    today = now.astimezone().date()

    def title(session: Session) -> str:
        return period(session.started_at.astimezone().date(), today)

    return tuple(Period(name, tuple(group)) for name, group in groupby(sessions, title))


def period(day: date, today: date) -> str:
    """Name the stretch of time that a day lies in; weeks begin on Monday."""
    this_week = today - timedelta(days=today.weekday())
    if day >= today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    if day >= this_week:
        return "This week"
    if day >= this_week - timedelta(days=7):
        return "Last week"
    return month(day) if day.year == today.year else f"{month(day)} {day.year}"


def lasted(session: Session) -> float | None:
    """Return the seconds from a session's beginning to its end; None while it has no end."""
    if session.finished_at is None:
        return None
    return max(0.0, (session.finished_at - session.started_at).total_seconds())

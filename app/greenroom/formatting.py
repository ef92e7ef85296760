"""Lengths, dates and titles as people read them: in English and local time in every locale."""

import math
from datetime import date, datetime
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def clock(seconds: float) -> str:
    """Return a length or a moment as clocks show it: 0:07, 12:30, 1:02:05; 0:00 below 0."""
    minutes, rest = divmod(math.floor(max(seconds, 0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def time_of_day(moment: datetime) -> str:
    """Return 09:30 for a moment with time zone, in the time zone of this computer."""
    local = moment.astimezone()
    return f"{local.hour:02}:{local.minute:02}"


def month(day: date) -> str:
    """Return "March"."""
    return MONTHS[day.month - 1]


def weekday(day: date) -> str:
    """Return "Monday"."""
    return WEEKDAYS[day.weekday()]


def date_and_time(moment: datetime) -> str:
    """Return "1 June 2025, 09:30" for a moment with time zone, in that of this computer."""
    local = moment.astimezone()
    return f"{local.day} {month(local)} {local.year}, {time_of_day(local)}"


def lowered(title: str) -> str:
    """Return a title as it stands inside a sentence; abbreviations and "I" keep their capitals."""
    keeps = title[1:2].isupper() or title.startswith("I ")
    return title if keeps else title[:1].lower() + title[1:]

"""Lengths, dates, sizes, counts, and titles as people read them: in English and local time."""

import math
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MOST_EXACT_MINUTES = 10


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


def when(moment: datetime, now: datetime) -> str:
    """Return a moment as people say it: "Today, 18:40", "Sunday, 11:05", "3 May", "3 May 2024"."""
    moment, now = moment.astimezone(), now.astimezone()
    days = (now.date() - moment.date()) / timedelta(days=1)
    time = time_of_day(moment)
    if days <= 0:
        return f"Today, {time}"
    if days == 1:
        return f"Yesterday, {time}"
    if days < len(WEEKDAYS):
        return f"{weekday(moment)}, {time}"
    day = f"{moment.day} {month(moment)}"
    return day if moment.year == now.year else f"{day} {moment.year}"


def rough_minutes(seconds: float) -> str:
    """Return a length that is only known roughly: "about 4 minutes", "about 25 minutes"."""
    count = max(1, round(seconds / 60))
    if count > _MOST_EXACT_MINUTES:
        count = 5 * round(count / 5)
    return f"about {counted(count, 'minute')}"


def counted(count: int, noun: str) -> str:
    """Return the number with its noun: "1 answer", "3 answers"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def size(count: float) -> str:
    """Return bytes in words: "0 KB", "240 MB", "1.2 GB"."""
    for unit, divisor in (("KB", 1e3), ("MB", 1e6)):
        if count < 999.5 * divisor:
            return f"{count / divisor:.0f} {unit}"
    return f"{count / 1e9:.1f} GB"


def short_path(folder: Path) -> str:
    """Return the folder as people in their own home write it."""
    with suppress(ValueError, RuntimeError):
        return f"~/{folder.relative_to(Path.home()).as_posix()}"
    return str(folder)


def lowered(text: str) -> str:
    """Return a title for the middle of a sentence; abbreviations and "I" keep their capitals."""
    return text if text[1:2].isupper() or text.startswith("I ") else text[:1].lower() + text[1:]

"""Moments, lengths, sizes and counts in words, the same on every screen."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from greenroom.formatting import month, time_of_day, weekday


def when(moment: datetime, now: datetime) -> str:
    """Return a moment as people say it: "Today, 18:40", "Sunday, 11:05", "3 May", "3 May 2024"."""
    moment, now = moment.astimezone(), now.astimezone()
    days = (now.date() - moment.date()) / timedelta(days=1)
    clock = time_of_day(moment)
    if days <= 0:
        return f"Today, {clock}"
    if days == 1:
        return f"Yesterday, {clock}"
    if days < 7:
        return f"{weekday(moment)}, {clock}"
    day = f"{moment.day} {month(moment)}"
    return day if moment.year == now.year else f"{day} {moment.year}"


def minutes(seconds: float) -> str:
    """Return a length that is only known roughly: "about 4 minutes", "about 25 minutes"."""
    count = max(1, round(seconds / 60))
    if count > 10:
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

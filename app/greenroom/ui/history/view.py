"""What the history shows: sessions, what a search found, and how measures went along."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session; the texts are ready to be shown."""

    id: str
    title: str
    when: str
    answers: int
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """An answer that a search found; `snippet` in parts, each with whether it matches."""

    session_id: str
    answer_id: str
    question: str
    when: str
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over time.

    Attributes:
        points: when and how much, oldest first.
        own_range: where the middle half of one's own values lies; None while there are too few.
        typical: the published band; None where there is none.
    """

    measure: str
    title: str
    unit: str
    points: tuple[tuple[datetime, float], ...]
    own_range: tuple[float, float] | None = None
    typical: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The whole history.

    Attributes:
        query: what is searched for; empty for all sessions.
        sessions: newest first.
        found: what the search found, best first; only with a query.
        trends: one per measure that has at least two values.
    """

    loading: bool = True
    query: str = ""
    sessions: tuple[SessionLine, ...] = ()
    found: tuple[FoundAnswer, ...] = ()
    trends: tuple[Trend, ...] = ()

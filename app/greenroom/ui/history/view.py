"""What the history shows: sessions, what a search found, how measures went along."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session; `facts` such as "5 answers · 25 minutes"."""

    id: str
    title: str
    when: str
    facts: str


@dataclass(frozen=True, slots=True)
class Section:
    """Sessions of one stretch of time, newest first."""

    title: str
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """An answer that a search found; `snippet` in parts, each with whether it matches."""

    session_id: str
    answer_id: str
    question: str
    when: str
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One answer's value; `own` is one's own range before it, None while it is not known."""

    session_id: str
    answer_id: str
    when: str
    value: float
    text: str
    own: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One measure over comparable answers.

    Attributes:
        value: the latest, with its unit.
        change: what became of it in words, such as "14 above your usual 131"; may be empty.
        tone: "good" where it came closer to the typical range, "warn" where it went away from
            it, else "muted".
        about: what the measure is, for whoever asks.
        points: oldest first.
        typical: edges of the typical range; None on a side that is open or not known.
    """

    measure: str
    title: str
    value: str
    change: str
    tone: str
    about: str
    points: tuple[TrendPoint, ...]
    typical: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The whole history.

    Attributes:
        loading: nothing is known yet.
        total: how many sessions there are.
        query: what is searched for; empty for all sessions.
        found: what the search found, best first; only with a query.
        kinds: value and title of the kinds of answers that can be compared.
        kind: the one whose trends are shown.
        until_range: how many more answers it takes until one's own range is known.
    """

    loading: bool = True
    total: int = 0
    query: str = ""
    sections: tuple[Section, ...] = ()
    found: tuple[FoundAnswer, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    trends: tuple[TrendLine, ...] = ()
    until_range: int = 0

"""What the history shows: sessions, what a search found, how measures changed over time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from greenroom.delivery.catalog import CATALOG, Entry
from greenroom.delivery.measure import Measure
from greenroom.feedback.presentation import display_text
from greenroom.feedback.presentation.display_text import Rubrics
from greenroom.feedback.session import Hit, Session
from greenroom.formatting import counted, when
from greenroom.practice.history import lasted, periods
from greenroom.practice.progress import (
    LOOK_BACK,
    AnswerKind,
    MeasuredAnswer,
    Point,
    Trend,
    toward_typical,
    trends,
)

FIRST = ("speaking_rate", "filled_pause_rate", "long_pauses", "mid_clause_pause_share",
         "answer_length", "disfluencies")  # fmt: skip
"""What is looked at most stands first; the rest follows in the catalog's order."""

_LAST_POINTS = 40
_FOLLOW_UP = "+"


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
        change: how it changed in words, such as "14 above your usual 131"; may be empty.
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


def sections(
    sessions: Sequence[Session], answers: Mapping[str, int], now: datetime
) -> tuple[Section, ...]:
    """Return the list of sessions, newest first.

    Args:
        sessions: newest first.
        answers: how many answers each has, by its id.
        now: the moment from which one looks back.
    """
    return tuple(
        Section(
            period.title,
            tuple(_line(session, answers.get(session.id, 0), now) for session in period.sessions),
        )
        for period in periods(sessions, now)
    )


def found_answers(hits: Sequence[Hit], now: datetime) -> tuple[FoundAnswer, ...]:
    """Return what a search found."""
    return tuple(
        FoundAnswer(
            hit.session_id, hit.answer_id, hit.question, when(hit.started_at, now), hit.snippet
        )
        for hit in hits
    )


def kind_value(kind: AnswerKind) -> str:
    """Return a kind as the value of a choice."""
    return kind.rubric_id + (_FOLLOW_UP if kind.follow_up else "")


def kind_of(value: str) -> AnswerKind:
    """Return the kind that a choice stands for."""
    return AnswerKind(value.removesuffix(_FOLLOW_UP), value.endswith(_FOLLOW_UP))


def kind_title(kind: AnswerKind, rubrics: Rubrics) -> str:
    """Return a kind in words."""
    title = display_text.rubric_title(kind.rubric_id, rubrics)
    return f"{title}, follow-ups" if kind.follow_up else title


def trend_lines(
    answers: Sequence[MeasuredAnswer], kind: AnswerKind, now: datetime
) -> tuple[TrendLine, ...]:
    """Return the trends of one kind of answer, those looked at most first."""
    by_measure = {trend.measure: trend for trend in trends(answers, kind)}
    first = [name for name in FIRST if name in by_measure]
    rest = [name for name in by_measure if name not in FIRST]
    return tuple(_trend(by_measure[name], now) for name in (*first, *rest))


def until_range(lines: Sequence[TrendLine]) -> int:
    """Return how many more answers it takes until one's own range is known."""
    most = max((len(line.points) for line in lines), default=0)
    return max(0, LOOK_BACK + 1 - most)


def _line(session: Session, answers: int, now: datetime) -> SessionLine:
    return SessionLine(
        session.id,
        session.title,
        when(session.started_at, now),
        " · ".join(_facts(session, answers)),
    )


def _facts(session: Session, answers: int) -> Iterator[str]:
    yield counted(answers, "answer")
    seconds = lasted(session)
    if seconds is None:
        yield "not finished"
    elif seconds >= 30:
        yield counted(round(seconds / 60) or 1, "minute")


def _trend(trend: Trend, now: datetime) -> TrendLine:
    about, last = CATALOG[trend.measure], trend.last
    limits = about.limits
    change = trend.change
    toward = toward_typical(change, last.value, limits) if change else None
    return TrendLine(
        measure=trend.measure,
        title=about.title,
        value=_text(about, last.value),
        change=_change(trend, about),
        tone={True: "good", False: "warn", None: "muted"}[toward],
        about=_about(about),
        points=tuple(_point(point, about, now) for point in trend.points[-_LAST_POINTS:]),
        typical=(limits.green_from, limits.green_to) if limits else (None, None),
    )


def _point(point: Point, about: Entry, now: datetime) -> TrendPoint:
    own = (point.own.low, point.own.high) if point.own else None
    text = _text(about, point.value)
    return TrendPoint(
        point.session_id, point.answer_id, when(point.at, now), point.value, text, own
    )


def _change(trend: Trend, about: Entry) -> str:
    """Return how the latest answer compares with one's own range; empty until that is known."""
    own, change = trend.last.own, trend.change
    if own is None or change is None:
        return ""
    if change:
        way = "above" if change > 0 else "below"
        return f"{_number(about, abs(change))} {way} your usual {_number(about, own.middle)}"
    low, high = _number(about, max(0.0, own.low)), _number(about, own.high)
    return f"As usual, {low}" if low == high else f"Within your usual {low}–{high}"


def _about(about: Entry) -> str:
    typical = f"Typical: {about.typical}." if about.typical else ""
    return "\n".join(filter(None, (about.definition, typical, about.source)))


def _text(about: Entry, value: float) -> str:
    measure = Measure(about.name, value, about.unit)
    return f"{display_text.number(measure)} {display_text.unit(measure)}".strip()


def _number(about: Entry, value: float) -> str:
    return display_text.number(Measure(about.name, value, about.unit))

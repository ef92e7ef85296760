"""The history after three months of rehearsing, a search in it, and the history of nobody yet."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from greenroom.delivery.catalog import CATALOG
from greenroom.delivery.measure import Measure
from greenroom.feedback.session import Hit, Session
from greenroom.practice.progress import AnswerKind, MeasuredAnswer
from greenroom.ui.history.screen import HistoryScreen
from greenroom.ui.history.view import (
    HistoryView,
    found_answers,
    kind_title,
    kind_value,
    sections,
    trend_lines,
)
from pictures.answers import MISTAKE, RUBRICS
from pictures.shot import Shot

_NOW = datetime.now(UTC).replace(hour=19, minute=5)
_AGES = (0.1, 1.2, 3.1, 6.3, 8.2, 9.9, 12.4, 15.1, 19.7, 24.2, 29.5, 33.1, 38.0, 47.6, 55.2, 63.0)
"""In days; the sessions, newest first."""

_TITLES = (
    "Behavioral",
    "Machine learning fundamentals",
    "Behavioral",
    "Project deep dive",
    "Machine learning system design",
)
_COURSES = {
    "speaking_rate": (176.0, -2.1, 6.0),
    "filled_pause_rate": (7.2, -0.31, 0.7),
    "long_pauses": (2.6, -0.09, 0.4),
    "answer_length": (158.0, -2.2, 11.0),
}
"""Of each measure: where it began, what each answer changed, and how much it varies."""

_KINDS = (AnswerKind("star", follow_up=False), AnswerKind("star", follow_up=True))


def _sessions() -> list[Session]:
    return [
        Session(
            f"{number:032x}",
            "behavioral",
            _TITLES[number % len(_TITLES)],
            begun := _NOW - timedelta(days=age),
            begun + timedelta(minutes=11 + number * 7 % 13),
        )
        for number, age in enumerate(_AGES)
    ]


def _measured() -> list[MeasuredAnswer]:
    chance = random.Random(7)  # noqa: S311 - only to look like life
    return [
        MeasuredAnswer(
            session_id=session.id,
            answer_id=session.id,
            started_at=session.started_at,
            kind=_KINDS[0],
            measures={
                name: Measure(
                    name,
                    max(0.0, begin + step * number + chance.gauss(0, spread)),
                    CATALOG[name].unit,
                )
                for name, (begin, step, spread) in _COURSES.items()
            },
        )
        for number, session in enumerate(reversed(_sessions()))
    ]


def _view(**changes: object) -> HistoryView:
    listed, measured = _sessions(), _measured()
    counts = {session.id: 3 + number % 4 for number, session in enumerate(listed)}
    made: dict[str, object] = {
        "loading": False,
        "total": len(listed),
        "sections": sections(listed, counts, _NOW),
        "kinds": tuple((kind_value(kind), kind_title(kind, RUBRICS)) for kind in _KINDS),
        "kind": kind_value(_KINDS[0]),
        "trends": trend_lines(measured, _KINDS[0], _NOW),
    }
    return HistoryView(**{**made, **changes})  # pyright: ignore[reportArgumentType]


def _hits() -> list[Hit]:
    ends = (
        "anything goes live, and I called the support lead to explain.",
        "it goes to one percent first, and eleven were stopped that way.",
        "we wrote down why, and looked at it again after a month.",
    )
    return [
        Hit(
            session.id,
            session.id,
            MISTAKE.ask,
            session.started_at,
            (("… Then I wrote a check that runs before every ", False), ("release", True),
             (f": {end}", False)),
        )
        for session, end in zip(_sessions()[::2], ends, strict=False)
    ]  # fmt: skip


def _pose(make: Callable[[], HistoryView]) -> Callable[[QWidget], None]:
    def pose(screen: QWidget) -> None:
        assert isinstance(screen, HistoryScreen)
        view = make()
        _field(screen).setText(view.query)
        screen.show_view(view)

    return pose


def _field(screen: QWidget) -> QLineEdit:
    field = screen.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


SHOTS = (
    Shot("history", "history", _pose(_view)),
    Shot(
        "history-search",
        "history",
        _pose(lambda: _view(query="release", found=found_answers(_hits(), _NOW))),
    ),
    Shot("history-empty", "history", _pose(lambda: HistoryView(loading=False))),
)

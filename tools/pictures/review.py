"""The review of the sample candidate's answers: one opened, in its tabs, and two takes compared."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from greenroom.feedback.session import Answer
from greenroom.ui.review.comparison import comparison
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.review.view import (
    Playing,
    ReviewView,
    answer_heads,
    opened_answer,
    take_heads,
)
from pictures.answers import BROKEN_OFF, FOLLOW_UP, MISTAKE, RUBRICS, WHOLE, Sample, analysis
from pictures.shot import Shot

_NOW = datetime(2026, 4, 16, 19, 5, tzinfo=UTC)
_NOTE = "Say the four thousand pounds first next time. Do not begin with “Okay, so, um”."
_ASKED_ON = "You said you rolled it back yourself. What did those forty minutes cost?"


def _answer(number: int, sample: Sample | None, **changes: object) -> Answer:
    answer = Answer(
        id=f"{number:032x}",
        session_id="5e" * 16,
        turn=number,
        question_id=MISTAKE.id,
        question=MISTAKE.ask,
        rubric_id=MISTAKE.rubric,
        started_at=_NOW - timedelta(minutes=20 - 3 * number),
        target_seconds=MISTAKE.target_seconds,
        clip="answer.flac",
        analysis=analysis(sample) if sample else None,
    )
    return replace(answer, **changes)


@cache
def _answers() -> tuple[Answer, ...]:
    others = (
        "Tell me about a time you disagreed with somebody whose word counted for more than yours.",
        "When did you last have to become useful in a field you knew nothing about?",
    )
    return (
        _answer(1, WHOLE),
        _answer(2, FOLLOW_UP, question=_ASKED_ON, follow_up=True, probes="result"),
        *(
            _answer(number, None, question=question, question_id=f"other-{number}")
            for number, question in enumerate(others, start=3)
        ),
    )


def _earlier() -> Answer:
    return _answer(9, BROKEN_OFF, started_at=_NOW - timedelta(days=2, hours=1))


@cache
def _view() -> ReviewView:
    answer, listed = _answers()[0], answer_heads(_answers())
    others = take_heads((_earlier(), answer), answer, _NOW)
    return ReviewView(
        session_id=answer.session_id,
        title="Behavioral",
        when="Today, 18:45",
        loading=False,
        answers=listed,
        opened=opened_answer(answer, listed[0].label, RUBRICS, _NOTE, others),
    )


def _pose(key: Qt.Key | None = None, *, compared: bool = False) -> Callable[[QWidget], None]:
    def pose(screen: QWidget) -> None:
        assert isinstance(screen, ReviewScreen)
        view, answer = _view(), _answers()[0]
        if compared:
            view = replace(view, compared=comparison(_earlier(), answer, RUBRICS, _NOW))
        screen.show_view(view)
        screen.show_sound(answer.id, WHOLE.peaks)
        screen.show_playing(Playing(25.2, running=True))
        if key:
            QTest.keyClick(screen, key)

    return pose


SHOTS = (
    Shot("review", "review", _pose()),
    Shot("review-structure", "review", _pose(Qt.Key.Key_2)),
    Shot("review-measures", "review", _pose(Qt.Key.Key_3)),
    Shot("review-notes", "review", _pose(Qt.Key.Key_4)),
    Shot("review-compare", "review", _pose(compared=True)),
)

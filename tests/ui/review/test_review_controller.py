"""The review with a real store, real recordings and the real judging behind it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from person import deliver
from PySide6.QtCore import QStandardPaths
from pytestqt.qtbot import QtBot
from rehearsed import EACH, NOON, SAID, answer, hertz, record, session, sound

from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import Contour
from greenroom.delivery.measurement import with_prosody
from greenroom.delivery.prosody import Prosody
from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.feedback.session import Answer
from greenroom.paths import Paths
from greenroom.ports import Output
from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.span import Span
from greenroom.ui.review import controller as review_controller
from greenroom.ui.review.controller import ReviewController
from greenroom.ui.review.playback_controller import PlaybackController
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.review.tasks import ReviewWork
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.widgets.bar import Message

WORDS = SAID.split()


class TranscriptionResult(Output):
    """A speaker that is heard at once."""

    def __init__(self) -> None:
        self.blocks: list[Samples] = []

    @property
    def waiting(self) -> float:
        return 0.0

    def open(self) -> None: ...

    def write(self, samples: Samples) -> None:
        self.blocks.append(samples)

    def drop(self) -> None: ...

    def close(self) -> None: ...

    @property
    def hertz(self) -> float:
        """The tone of the first word that was heard."""
        first = np.concatenate(self.blocks)[SAMPLE_RATE // 20 : SAMPLE_RATE // 4]
        return float(np.argmax(np.abs(np.fft.rfft(first, SAMPLE_RATE))))


@pytest.fixture
def answers() -> list[Answer]:
    earlier = answer(5, started_at=NOON.replace(day=1), session_id="0a" * 16)
    return [answer(1), answer(2, question_id="other", question="Why?"), earlier]


@pytest.fixture
def store(paths: Paths, answers: list[Answer]) -> Iterator[SqliteHistory]:
    made = SqliteHistory(paths)
    for one in (session(), replace(session(), id="0a" * 16, started_at=NOON.replace(day=1))):
        folder = made.begin(one)
        for each in answers:
            if each.session_id == one.id:
                record(each, folder)
                made.save_answer(each)
        made.finish(one.id)
    yield made
    made.close()


class Watched:
    """The controller with all that it told."""

    def __init__(self, screen: ReviewScreen, paths: Paths, background: BackgroundTasks) -> None:
        self.screen = screen
        self.heard = TranscriptionResult()
        self.playback = PlaybackController(lambda: "default", lambda _: self.heard, screen)
        work = ReviewWork(SqliteHistory(paths), paths)
        self.controller = ReviewController(screen, work, background.group("review"), self.playback)
        self.messages: list[Message] = [Message("")][:0]
        self.problems: list[str] = []
        self.controller.said.connect(self.messages.append)
        self.controller.failed.connect(lambda problem: self.problems.append(problem.sentence))

    @property
    def opened(self) -> str:
        """The id of the answer that is shown."""
        return self.screen._view.opened.id if self.screen._view.opened else ""


@pytest.fixture
def watched(
    qtbot: QtBot, store: SqliteHistory, paths: Paths, background: BackgroundTasks
) -> Iterator[Watched]:
    screen = ReviewScreen()
    qtbot.addWidget(screen)
    made = Watched(screen, paths, background)
    yield made
    made.controller.close()


def open_(qtbot: QtBot, watched: Watched, one: Answer) -> None:
    watched.controller.open(one.session_id, one.id)
    qtbot.waitUntil(lambda: watched.screen._peaks[0] == one.id)


def test_a_session_opens_at_its_first_answer_and_its_sound_follows(
    qtbot: QtBot, watched: Watched, answers: list[Answer]
):
    watched.controller.open(answers[0].session_id)
    qtbot.waitUntil(lambda: watched.opened == answers[0].id)
    view = watched.screen._view
    assert view.title == "Behavioral"
    assert [head.id for head in view.answers] == [answers[0].id, answers[1].id]
    qtbot.waitUntil(lambda: bool(watched.screen._peaks[1]))
    assert len(watched.screen._peaks[1]) == 2_000


def test_the_word_that_was_clicked_is_the_one_that_is_heard(
    qtbot: QtBot, watched: Watched, answers: list[Answer]
):
    open_(qtbot, watched, answers[0])
    for word in ("forecast", "bakers"):
        number = WORDS.index(word)
        watched.heard.blocks.clear()
        watched.screen.play_wanted.emit(EACH * number)
        qtbot.waitUntil(lambda: len(watched.heard.blocks) > 8)
        watched.screen.pause_wanted.emit()
        qtbot.waitUntil(lambda: not watched.playback._open_playback().played.running)
        assert watched.heard.hertz == pytest.approx(hertz(number), abs=6)


def test_a_moment_is_heard_to_its_end_and_the_window_is_told(
    qtbot: QtBot, watched: Watched, answers: list[Answer]
):
    open_(qtbot, watched, answers[0])
    positions: list[float] = []
    watched.playback.moved.connect(lambda playing: positions.append(playing.position))
    watched.screen.part_wanted.emit(Span(2.0, 2.8))
    qtbot.waitUntil(lambda: bool(positions) and positions[-1] == pytest.approx(2.8))
    written = np.concatenate(watched.heard.blocks)
    assert np.flatnonzero(written)[-1] / SAMPLE_RATE == pytest.approx(0.8, abs=0.01)


def test_a_corrected_word_is_kept_and_everything_made_of_words_is_renewed(
    qtbot: QtBot, watched: Watched, answers: list[Answer], store: SqliteHistory
):
    open_(qtbot, watched, answers[0])
    um = WORDS.index("um,")
    watched.screen.word_corrected.emit(answers[0].id, um, "then,")
    qtbot.waitUntil(lambda: bool(watched.messages), timeout=20_000)
    assert watched.messages[0].sentence == "“um,” is now “then,”."
    kept = store.answer(answers[0].id).analysis
    before = answers[0].analysis
    assert kept is not None
    assert before is not None
    assert kept.transcript.words[um].text == "then,"
    assert [word.span for word in kept.transcript.words] == [
        it.span for it in before.transcript.words
    ]
    assert kept.delivery.measures["filled_pauses"].value == 1
    assert search_answers(store.database, "then")[0].answer_id == answers[0].id
    opened = watched.screen._view.opened
    assert opened is not None
    assert not opened.renewing
    assert len([it for it in opened.timeline.marks if it.kind == "filled_pause"]) == 1
    report = store.folder(answers[0].session_id) / "report.md"
    qtbot.waitUntil(lambda: report.exists() and "then," in report.read_text(), timeout=20_000)


def test_a_correction_can_be_undone(
    qtbot: QtBot, watched: Watched, answers: list[Answer], store: SqliteHistory
):
    open_(qtbot, watched, answers[0])
    watched.screen.word_corrected.emit(answers[0].id, 0, "")
    qtbot.waitUntil(lambda: bool(watched.messages), timeout=20_000)
    assert watched.messages[0].sentence == "“Last” was removed."
    assert watched.messages[0].act is not None
    watched.messages[0].act()
    qtbot.waitUntil(lambda: _words(store, answers[0])[0] == "Last", timeout=20_000)
    assert store.answer(answers[0].id) == answers[0]


def _words(store: SqliteHistory, one: Answer) -> list[str]:
    known = store.answer(one.id).analysis
    assert known is not None
    return [word.text for word in known.transcript.words]


def test_notes_are_kept_and_come_back(
    qtbot: QtBot, watched: Watched, answers: list[Answer], store: SqliteHistory
):
    open_(qtbot, watched, answers[0])
    watched.screen.note_changed.emit(answers[0].id, "Name the number first.")
    qtbot.waitUntil(lambda: store.note(answers[0].id) != "")
    open_(qtbot, watched, answers[1])
    open_(qtbot, watched, answers[0])
    opened = watched.screen._view.opened
    assert opened is not None
    assert opened.note == "Name the number first."


def test_a_take_of_another_session_is_compared_and_heard(
    qtbot: QtBot, watched: Watched, answers: list[Answer]
):
    open_(qtbot, watched, answers[0])
    opened = watched.screen._view.opened
    assert opened is not None
    assert [head.id for head in opened.takes] == [answers[2].id]
    watched.screen.compare_wanted.emit(answers[2].id)
    qtbot.waitUntil(lambda: watched.screen._view.compared is not None)
    compared = watched.screen._view.compared
    assert compared is not None
    assert (compared.earlier.id, compared.later.id) == (answers[2].id, answers[0].id)
    watched.screen.take_wanted.emit(answers[2].id, Span(1.2, 1.6))
    qtbot.waitUntil(lambda: watched.opened == answers[2].id)
    qtbot.waitUntil(lambda: len(watched.heard.blocks) > 8)
    assert watched.heard.hertz == pytest.approx(hertz(3), abs=6)
    assert watched.screen._view.compared == compared
    watched.screen.compare_wanted.emit("")
    assert watched.screen._view.compared is None


def test_again_names_script_and_question(qtbot: QtBot, watched: Watched, answers: list[Answer]):
    open_(qtbot, watched, answers[0])
    with qtbot.waitSignal(watched.controller.again_wanted) as wanted:
        watched.screen.again_wanted.emit(answers[0].id)
    assert wanted.args == ["behavioral", "waste"]


def test_the_session_is_exported_beside_an_earlier_export(
    qtbot: QtBot,
    watched: Watched,
    answers: list[Answer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(review_controller, "documents", lambda: tmp_path / "Documents")
    open_(qtbot, watched, answers[0])
    for _ in range(2):
        watched.messages.clear()
        watched.screen.export_wanted.emit(answers[0].session_id)
        qtbot.waitUntil(lambda: bool(watched.messages), timeout=20_000)
    folders = sorted((tmp_path / "Documents" / "Greenroom").iterdir())
    assert [bool(re.search(r"-2$", folder.name)) for folder in folders] == [False, True]
    for folder in folders:
        assert {"report.html", "report.md", "report.json", "answer-01.flac"} <= {
            path.name for path in folder.iterdir()
        }
    assert watched.messages[0].hint == str(folders[1])


def test_documents_are_where_the_system_keeps_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: "")
    assert review_controller.documents() == Path.home()


def test_a_recording_that_is_gone_is_said_and_the_words_stay(
    qtbot: QtBot, watched: Watched, answers: list[Answer], store: SqliteHistory
):
    (store.folder(answers[0].session_id) / answers[0].clip).unlink()
    watched.controller.open(answers[0].session_id, answers[0].id)
    qtbot.waitUntil(lambda: bool(watched.problems))
    assert "There is no file" in watched.problems[0]
    opened = watched.screen._view.opened
    assert opened is not None
    assert not opened.has_sound
    assert opened.lines


def test_a_session_that_is_gone_is_said(qtbot: QtBot, watched: Watched):
    watched.controller.open("ff" * 16)
    qtbot.waitUntil(lambda: bool(watched.problems))
    assert "There is no session" in watched.problems[0]


def test_the_last_of_two_openings_wins(qtbot: QtBot, watched: Watched, answers: list[Answer]):
    watched.controller.open(answers[0].session_id, answers[0].id)
    watched.controller.open(answers[1].session_id, answers[1].id)
    qtbot.waitUntil(lambda: watched.screen._peaks[0] == answers[1].id)
    deliver()
    assert watched.opened == answers[1].id


def test_what_was_asked_for_instead_of_answering_is_not_listed(
    qtbot: QtBot, watched: Watched, answers: list[Answer], store: SqliteHistory
):
    store.save_answer(answer(3, request="repeat", analysis=None))
    watched.controller.open(answers[0].session_id)
    qtbot.waitUntil(lambda: bool(watched.opened))
    assert len(watched.screen._view.answers) == 2


def test_the_sound_of_an_answer_is_what_was_said(answers: list[Answer]):
    assert sound(answers[0]).seconds == pytest.approx(EACH * len(WORDS), abs=0.01)


def test_the_pitch_is_kept_unless_the_words_were_corrected_meanwhile(
    watched: Watched, answers: list[Answer]
):
    work, one = watched.controller._work, answers[0]
    assert one.analysis
    contour = Contour(0.064, (120, 130))
    melody = replace(one.analysis, delivery=replace(one.analysis.delivery, contour=contour))
    found = replace(one, analysis=melody)
    kept = work.keep_pitch(found)
    assert kept
    assert kept.analysis == work._store.answer(one.id).analysis == melody
    work.keep(work.correct(kept, 0, "Never"))
    corrected = work._store.answer(one.id)
    assert corrected.analysis
    assert corrected.analysis.delivery.contour == contour, "a correction leaves the voice alone"
    assert work.keep_pitch(found) is None
    assert work._store.answer(one.id) == corrected


def test_a_pitch_that_is_found_after_the_deletion_says_nothing(
    qtbot: QtBot, watched: Watched, store: SqliteHistory, answers: list[Answer]
):
    one = answers[0]
    open_(qtbot, watched, one)
    store.delete(one.session_id)
    watched.controller._keep_pitch(one)
    tasks = watched.controller._tasks
    done: list[None] = []
    tasks.run(lambda: None, done.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert watched.problems == []


def test_the_report_tells_of_a_pitch_that_was_found(
    qtbot: QtBot, watched: Watched, store: SqliteHistory, answers: list[Answer]
):
    one = answers[0]
    open_(qtbot, watched, one)
    assert one.analysis
    found = Prosody(Contour(0.064, (120, 130)), (measured("rising_ends", 25, n=8),))
    delivery = with_prosody(one.analysis.delivery, one.analysis.transcript, found)
    watched.controller._keep_pitch(replace(one, analysis=replace(one.analysis, delivery=delivery)))
    report = store.folder(one.session_id) / "report.html"
    qtbot.waitUntil(
        lambda: report.exists() and "Rising ends" in report.read_text("utf-8"), timeout=20_000
    )

"""The review's controller: what is shown, and what is done when the user asks for something."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer, Session
from greenroom.speech.span import Span
from greenroom.ui.review.comparison import Comparison
from greenroom.ui.review.playback_controller import PlaybackController
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.review.tasks import (
    OpenedSession,
    PitchFinder,
    Recording,
    ReviewWork,
    log_pitch_failure,
)
from greenroom.ui.review.view import OpenedAnswer, ReviewView
from greenroom.ui.services.background import AtClose, Failed, TaskGroup
from greenroom.ui.widgets.bar import Message

WHOLE = Span(0.0, float("inf"))

_log = logging.getLogger(__name__)


class ReviewController(QObject):
    """The owner of the session that is shown; its screen knows only the view."""

    again_wanted = Signal(str, str)
    """Ask this script's question of this id once more."""
    delete_wanted = Signal(str, str)
    """The session of this id and title."""
    changed = Signal()
    """What is known of a session has changed."""
    said = Signal(Message)
    failed = Signal(GreenroomError)

    def __init__(
        self,
        screen: ReviewScreen,
        work: ReviewWork,
        tasks: TaskGroup,
        playback: PlaybackController,
        pitch_finder: PitchFinder | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            screen: shows what this one knows.
            work: done by `tasks` alone.
            tasks: this one's own.
            playback: plays what is asked for; this one's own.
            pitch_finder: finds the line that is drawn under the sound; without it there is none.
        """
        super().__init__(screen)
        self._screen = screen
        self._work = work
        self._tasks = tasks
        self._playback = playback
        self._pitch_finder = pitch_finder
        self._view = ReviewView()
        self._session: Session | None = None
        self._answer: Answer | None = None
        self._round = 0  # of openings: what an earlier one reads is of no interest any more
        self._connect()

    @property
    def session_id(self) -> str:
        """Return the session that is shown; empty for none."""
        return self._session.id if self._session else ""

    def open(self, session_id: str, answer_id: str = "", part: Span | None = None) -> None:
        """Show a session, opened at this answer or else its first, and play `part` of that."""
        self._playback.pause()
        self._round += 1
        this = self._round
        self._tasks.run(
            lambda: self._work.read(session_id, answer_id),
            lambda opened: self._show_session(this, opened, part),
            self._fail,
        )

    def close(self) -> None:
        """End what is under way."""
        if self._pitch_finder:
            self._pitch_finder.close()
        self._playback.close()
        self._tasks.close(last=self._work.close)

    def _connect(self) -> None:
        screen, playback = self._screen, self._playback
        screen.toggle_wanted.connect(playback.toggle)
        screen.pause_wanted.connect(playback.pause)
        screen.play_wanted.connect(playback.play_from)
        screen.seek_wanted.connect(playback.seek)
        screen.part_wanted.connect(playback.play_part)
        screen.loop_wanted.connect(playback.repeat)
        screen.speed_wanted.connect(playback.set_speed)
        playback.moved.connect(screen.show_playing)
        playback.failed.connect(lambda sentence: self.said.emit(Message(sentence, mood="warn")))
        screen.answer_wanted.connect(lambda name: self.open(self.session_id, name))
        screen.take_wanted.connect(self._open_take)
        screen.compare_wanted.connect(self._compare)
        screen.word_corrected.connect(self._correct)
        screen.note_changed.connect(self._keep_note)
        screen.again_wanted.connect(lambda _: self._again())
        screen.export_wanted.connect(self._export)
        screen.folder_wanted.connect(self._show_folder)
        screen.delete_wanted.connect(lambda name: self.delete_wanted.emit(name, self._view.title))

    def _show_session(self, this: int, opened: OpenedSession, part: Span | None) -> None:
        if this != self._round:
            return
        before, answer = self._answer, opened.answer
        self._session, self._answer = opened.session, answer
        same = before is not None and answer is not None and before.id == answer.id
        compared = self._view.compared if _holds(self._view.compared, answer) else None
        self._show(replace(opened.view, compared=compared))
        if not same:
            self._playback.unload()
            self._load_sound(this, part)
        elif part:
            self._playback.play_part(part)

    def _load_sound(self, this: int, part: Span | None) -> None:
        """Read the recording: to be played, and for its shape."""
        answer = self._answer
        if answer is None or not answer.clip:
            return

        def show(recording: Recording) -> None:
            if this == self._round:
                self._screen.show_sound(answer.id, recording.peaks)
                self._playback.load(recording.clip)
                if part:
                    self._playback.play_part(part)
                if self._pitch_finder:
                    self._pitch_finder.find(answer, recording.clip, self._keep_pitch)

        def fail(problem: GreenroomError) -> None:
            if this == self._round and self._view.opened:
                silent = replace(self._view.opened, has_sound=False)
                self._show(replace(self._view, opened=silent))
                self._fail(problem)

        self._tasks.run(lambda: self._work.recording(answer), show, fail)

    def _keep_pitch(self, with_pitch: Answer) -> None:
        """Keep the pitch unless the words have changed; show it if the answer is still open."""
        session = self._session
        if session is None or with_pitch.session_id != session.id:
            return

        def work() -> tuple[Answer, OpenedAnswer] | None:
            kept = self._work.keep_pitch(with_pitch)
            return (kept, self._work.opened(session, kept)) if kept else None

        def show(result: tuple[Answer, OpenedAnswer] | None) -> None:
            if result is None:
                return
            if self._answer and self._answer.id == result[0].id:
                self._answer, opened = result
                self._show(replace(self._view, opened=opened))
            self._write_report(session.id, log_pitch_failure)

        self._tasks.run(work, show, log_pitch_failure)

    def _write_report(self, session_id: str, on_error: Failed) -> None:
        """Have the report beside the recordings say the same as the screen."""
        self._tasks.run(
            lambda: self._work.write_report(session_id), _done, on_error, at_close=AtClose.STORE
        )

    def _open_take(self, answer_id: str, part: Span | None) -> None:
        """Open another take, which may lie in another session."""
        if self._answer and self._answer.id == answer_id:
            self._playback.play_part(part or WHOLE)
            return
        self._tasks.run(
            lambda: self._work.session_of(answer_id),
            lambda session_id: self.open(session_id, answer_id, part or WHOLE),
            self._fail,
        )

    def _compare(self, other_id: str) -> None:
        answer, this = self._answer, self._round
        if not other_id or answer is None:
            self._show(replace(self._view, compared=None))
            return

        def show(compared: Comparison | None) -> None:
            if compared is None:
                self.said.emit(Message("One of the takes has not been analyzed.", mood="warn"))
            if this == self._round:
                self._show(replace(self._view, compared=compared))

        self._tasks.run(lambda: self._work.compare(answer, other_id), show, self._fail)

    def _correct(self, answer_id: str, word: int, text: str) -> None:
        before = self._answer
        if before is None or before.id != answer_id or before.analysis is None:
            return
        old = before.analysis.transcript.words[word].text
        sentence = f"“{old}” is now “{text}”." if text else f"“{old}” was removed."
        message = Message(
            sentence,
            "Everything that depends on the words was measured and evaluated again.",
            mood="good",
            action="Undo",
            act=lambda: self._renew(lambda: before, None),
        )
        self._renew(lambda: self._work.correct(before, word, text), message)

    def _renew(self, make: Callable[[], Answer], message: Message | None) -> None:
        """Keep another analysis of the answer, show it, and rewrite the report."""
        session, this = self._session, self._round
        if session is None or self._view.opened is None:
            return
        self._show_renewing(renewing=True)

        def work() -> tuple[Answer, OpenedAnswer]:
            answer = make()
            self._work.keep(answer)
            return answer, self._work.opened(session, answer)

        def show(result: tuple[Answer, OpenedAnswer]) -> None:
            if this == self._round:
                self._answer, opened = result
                self._show(replace(self._view, opened=opened, compared=None))
            if message:
                self.said.emit(message)
            self.changed.emit()
            self._write_report(session.id, self._fail)

        def fail(problem: GreenroomError) -> None:
            self._show_renewing(renewing=False)
            self._fail(problem)

        self._tasks.run(work, show, fail, at_close=AtClose.STORE)

    def _show_renewing(self, *, renewing: bool) -> None:
        if self._view.opened:
            opened = replace(self._view.opened, renewing=renewing)
            self._show(replace(self._view, opened=opened))

    def _keep_note(self, answer_id: str, text: str) -> None:
        self._tasks.run(
            lambda: self._work.keep_note(answer_id, text),
            _done,
            self._fail,
            at_close=AtClose.STORE,
        )

    def _again(self) -> None:
        if self._session and self._answer:
            self._playback.pause()
            self.again_wanted.emit(self._session.script_id, self._answer.question_id)

    def _export(self, session_id: str) -> None:
        def announce(target: Path) -> None:
            self.said.emit(
                Message(
                    "The report and recordings were exported.",
                    str(target),
                    mood="good",
                    action="Show",
                    act=lambda: _reveal(target),
                )
            )

        into = documents() / "Greenroom"
        self._tasks.run(
            lambda: self._work.export(session_id, into),
            announce,
            self._fail,
            at_close=AtClose.STORE,
        )

    def _show_folder(self, session_id: str) -> None:
        self._tasks.run(lambda: self._work.folder(session_id), _reveal, self._fail)

    def _fail(self, problem: GreenroomError) -> None:
        _log.warning("%s", problem.sentence)
        self.failed.emit(problem)

    def _show(self, view: ReviewView) -> None:
        self._view = view
        self._screen.show_view(view)


def documents() -> Path:
    """Return where people keep their documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def _holds(compared: Comparison | None, answer: Answer | None) -> bool:
    return bool(compared and answer and answer.id in (compared.earlier.id, compared.later.id))


def _reveal(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _done(_nothing: object) -> None:
    """Say nothing: all went well."""

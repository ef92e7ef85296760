"""What the review shows, and what becomes of what the user wants there."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer, Session
from greenroom.speech.span import Span
from greenroom.ui.review.pitch_lines import PitchLines
from greenroom.ui.review.playback_controller import Listener
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.review.tasks import Read, ReviewWork, Sound
from greenroom.ui.review.view import Comparison, Opened, ReviewView
from greenroom.ui.services.background import AtClose, TaskGroup
from greenroom.ui.widgets.bar import Message

WHOLE = Span(0.0, float("inf"))

_log = logging.getLogger(__name__)


class ReviewController(QObject):
    """Knows the session that is shown; its screen knows only the view."""

    again_wanted = Signal(str, str)
    """Ask this script's question of this id once more."""
    delete_wanted = Signal(str, str)
    """The session of this id and title."""
    changed = Signal()
    """What is known of a session is another now."""
    said = Signal(Message)
    failed = Signal(GreenroomError)

    def __init__(
        self,
        screen: ReviewScreen,
        work: ReviewWork,
        tasks: TaskGroup,
        listener: Listener,
        pitch_lines: PitchLines | None = None,
    ) -> None:
        """Nothing is opened yet.

        Args:
            screen: shows what this one knows.
            work: done by `tasks` alone.
            tasks: this one's own.
            listener: plays what is asked for; this one's own.
            pitch_lines: finds the line that is drawn under the sound; without it there is none.
        """
        super().__init__(screen)
        self._screen = screen
        self._work = work
        self._tasks = tasks
        self._listener = listener
        self._pitch_lines = pitch_lines
        self._view = ReviewView()
        self._session: Session | None = None
        self._answer: Answer | None = None
        self._round = 0  # of openings: what an earlier one reads is of no interest any more
        self._connect()

    @property
    def session_id(self) -> str:
        """The session that is shown; empty for none."""
        return self._session.id if self._session else ""

    def open(self, session_id: str, answer_id: str = "", part: Span | None = None) -> None:
        """Show a session, opened at this answer or else its first, and play `part` of that."""
        self._listener.pause()
        self._round += 1
        this = self._round
        self._tasks.run(
            lambda: self._work.read(session_id, answer_id),
            lambda read: self._show_read(this, read, part),
            self._fail,
        )

    def close(self) -> None:
        """End what is under way."""
        if self._pitch_lines:
            self._pitch_lines.close()
        self._listener.close()
        self._tasks.close(last=self._work.close)

    def _connect(self) -> None:
        screen, listener = self._screen, self._listener
        screen.toggle_wanted.connect(listener.toggle)
        screen.pause_wanted.connect(listener.pause)
        screen.play_wanted.connect(listener.play_from)
        screen.seek_wanted.connect(listener.seek)
        screen.part_wanted.connect(listener.play_part)
        screen.loop_wanted.connect(listener.repeat)
        screen.speed_wanted.connect(listener.set_speed)
        listener.moved.connect(screen.show_playing)
        listener.failed.connect(lambda sentence: self.said.emit(Message(sentence, mood="warn")))
        screen.answer_wanted.connect(lambda name: self.open(self.session_id, name))
        screen.take_wanted.connect(self._open_take)
        screen.compare_wanted.connect(self._compare)
        screen.word_corrected.connect(self._correct)
        screen.note_changed.connect(self._keep_note)
        screen.again_wanted.connect(lambda _: self._again())
        screen.export_wanted.connect(self._export)
        screen.folder_wanted.connect(self._show_folder)
        screen.delete_wanted.connect(lambda name: self.delete_wanted.emit(name, self._view.title))

    def _show_read(self, this: int, read: Read, part: Span | None) -> None:
        if this != self._round:
            return
        before, self._session, self._answer = self._answer, read.session, read.answer
        same = before is not None and read.answer is not None and before.id == read.answer.id
        kept = self._view.compared if _holds(self._view.compared, read.answer) else None
        self._show(replace(read.view, compared=kept))
        if not same:
            self._listener.unload()
            self._hear(this, part)
        elif part:
            self._listener.play_part(part)

    def _hear(self, this: int, part: Span | None) -> None:
        """Read the recording: to be played, and for its shape."""
        answer = self._answer
        if answer is None or not answer.clip:
            return

        def show(sound: Sound) -> None:
            if this == self._round:
                self._screen.show_sound(answer.id, sound.peaks)
                self._listener.load(sound.clip)
                if part:
                    self._listener.play_part(part)
                if self._pitch_lines:
                    self._pitch_lines.find(answer, sound.clip, self._keep_melody)

        def fail(problem: GreenroomError) -> None:
            if this == self._round and self._view.opened:
                unheard = replace(self._view.opened, has_sound=False)
                self._show(replace(self._view, opened=unheard))
                self._fail(problem)

        self._tasks.run(lambda: self._work.sound(answer), show, fail)

    def _keep_melody(self, found: Answer) -> None:
        """Keep what was found unless its words are others now; show it if it is still open."""
        session = self._session
        if session is None or found.session_id != session.id:
            return

        def work() -> tuple[Answer, Opened] | None:
            kept = self._work.keep_melody(found)
            return (kept, self._work.opened(session, kept)) if kept else None

        def show(made: tuple[Answer, Opened] | None) -> None:
            if made is None:
                return
            if self._answer and self._answer.id == made[0].id:
                self._answer = made[0]
                self._show(replace(self._view, opened=made[1]))
            self._write_report(session.id)

        self._tasks.run(work, show, self._fail)

    def _open_take(self, answer_id: str, part: Span | None) -> None:
        """Another take may lie in another session."""
        if self._answer and self._answer.id == answer_id:
            self._listener.play_part(part or WHOLE)
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
                self.said.emit(Message("One of the takes has not been analysed.", mood="warn"))
            if this == self._round:
                self._show(replace(self._view, compared=compared))

        self._tasks.run(lambda: self._work.compare(answer, other_id), show, self._fail)

    def _correct(self, answer_id: str, word: int, text: str) -> None:
        before = self._answer
        if before is None or before.id != answer_id or before.analysis is None:
            return
        heard = before.analysis.transcript.words[word].text
        sentence = f"“{heard}” is now “{text}”." if text else f"“{heard}” is taken away."
        message = Message(
            sentence,
            "What is made of words was measured and judged again.",
            mood="good",
            action="Undo",
            act=lambda: self._renew(lambda: before, None),
        )
        self._renew(lambda: self._work.correct(before, word, text), message)

    def _renew(self, make: Callable[[], Answer], message: Message | None) -> None:
        """Keep another analysis of the answer, show it, and write the report anew."""
        session, this = self._session, self._round
        if session is None or self._view.opened is None:
            return
        self._show_renewing(renewing=True)

        def work() -> tuple[Answer, Opened]:
            answer = make()
            self._work.keep(answer)
            return answer, self._work.opened(session, answer)

        def show(made: tuple[Answer, Opened]) -> None:
            if this == self._round:
                self._answer = made[0]
                self._show(replace(self._view, opened=made[1], compared=None))
            if message:
                self.said.emit(message)
            self.changed.emit()
            self._write_report(session.id)

        def fail(problem: GreenroomError) -> None:
            self._show_renewing(renewing=False)
            self._fail(problem)

        self._tasks.run(work, show, fail, at_close=AtClose.STORE)

    def _show_renewing(self, *, renewing: bool) -> None:
        if self._view.opened:
            opened = replace(self._view.opened, renewing=renewing)
            self._show(replace(self._view, opened=opened))

    def _write_report(self, session_id: str) -> None:
        """Have the report beside the recordings say the same as the screen."""
        self._tasks.run(
            lambda: self._work.write_report(session_id), _done, self._fail, at_close=AtClose.STORE
        )

    def _keep_note(self, answer_id: str, text: str) -> None:
        self._tasks.run(
            lambda: self._work.keep_note(answer_id, text),
            _done,
            self._fail,
            at_close=AtClose.STORE,
        )

    def _again(self) -> None:
        if self._session and self._answer:
            self._listener.pause()
            self.again_wanted.emit(self._session.script_id, self._answer.question_id)

    def _export(self, session_id: str) -> None:
        def tell(target: Path) -> None:
            self.said.emit(
                Message(
                    "Report and recordings are exported.",
                    str(target),
                    mood="good",
                    action="Show",
                    act=lambda: _reveal(target),
                )
            )

        into = documents() / "Greenroom"
        self._tasks.run(
            lambda: self._work.export(session_id, into),
            tell,
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
    """Where people keep what is theirs."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def _holds(compared: Comparison | None, answer: Answer | None) -> bool:
    return bool(compared and answer and answer.id in (compared.earlier.id, compared.later.id))


def _reveal(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _done(_nothing: object) -> None:
    """It needs no words when all went well."""

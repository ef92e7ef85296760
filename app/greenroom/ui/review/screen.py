"""The review: hear an answer again, see what was in it, and what to change."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from greenroom.ui.review.answers import AnswerList, QuestionHead, SessionActions, as_choices
from greenroom.ui.review.comparison_pane import ComparisonPane
from greenroom.ui.review.insight import Insight
from greenroom.ui.review.player import Player
from greenroom.ui.review.transcript import Transcript
from greenroom.ui.review.view import OpenedAnswer, Playing, ReviewView
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.card import Card
from greenroom.ui.widgets.choice import Select
from greenroom.ui.widgets.page import Page
from greenroom.ui.widgets.text import label, paragraph

_WIDEST = 1760
_WITH_LIST = 1080
"""From this width on the answers are listed beside the opened one."""


class ReviewScreen(Page):
    """Answers on the left; the player above transcript and insight.

    Keys: Space plays and pauses, N and B go to the next mark and the one before, R repeats, minus
    and plus change the speed, 1 to 4 show feedback, structure, measures and notes, T tries again.
    """

    answer_wanted = Signal(str)
    """Open this answer of the session."""
    toggle_wanted = Signal()
    """Play if silent, silence if playing."""
    pause_wanted = Signal()
    play_wanted = Signal(float)
    """Play from this moment on."""
    seek_wanted = Signal(float)
    """Go there, and go on playing if it plays."""
    part_wanted = Signal(object)
    """Hear this span alone."""
    loop_wanted = Signal(object)
    """Repeat this span; None for no repeating."""
    speed_wanted = Signal(float)
    word_corrected = Signal(str, int, str)
    """In this answer word number … was really …; nothing for a word that was not there."""
    note_changed = Signal(str, str)
    """The user's notes on this answer."""
    again_wanted = Signal(str)
    """Answer the question of this answer once more."""
    compare_wanted = Signal(str)
    """Show this other take beside the opened one; empty for none."""
    take_wanted = Signal(str, object)
    """Open this take and hear this span, or all of it with None."""
    export_wanted = Signal(str)
    folder_wanted = Signal(str)
    delete_wanted = Signal(str)
    """The session with this id: write its report, show its files, delete it."""

    def __init__(self) -> None:
        super().__init__("", widest=_WIDEST)
        self._view = ReviewView()
        self._peaks: tuple[str, tuple[float, ...]] = ("", ())
        self._when = label("", Type.BODY, "muted")
        self._actions = SessionActions()
        self._list = AnswerList()
        self._choice = Select()
        self._head = QuestionHead()
        self._player = Player()
        self._transcript = Transcript()
        self._insight = Insight()
        self._comparison = ComparisonPane()
        self._below = QStackedWidget()
        self._nothing = paragraph("", Type.LEAD, "muted")
        self._lay_out()
        self._connect()
        self.show_view(self._view)

    def show_view(self, view: ReviewView) -> None:
        """Show the whole screen."""
        self._view = view
        self.heading.setText(view.title)
        self._when.setText(view.when)
        self._actions.setVisible(bool(view.session_id))
        self._list.show_view(view)
        self._choice.set_choices(as_choices(view), view.opened.id if view.opened else None)
        self._main.setVisible(view.opened is not None)
        self._nothing.setVisible(view.opened is None)
        self._nothing.setText(_why_nothing(view))
        self._arrange()
        if view.opened:
            self._show_answer(view.opened)
        self._comparison.show_comparison(view.compared)
        self._below.setCurrentIndex(1 if view.compared else 0)

    def show_sound(self, answer_id: str, peaks: tuple[float, ...]) -> None:
        """Show the sound of this answer, which has been read now."""
        self._peaks = (answer_id, peaks)
        if self._view.opened and self._view.opened.id == answer_id:
            self._player.show_answer(self._view.opened, peaks)

    def show_playing(self, playing: Playing) -> None:
        """Show where the playback stands."""
        self._player.show_playing(playing)
        self._transcript.show_position(playing.position, running=playing.running)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on keys that no control with the keyboard took for itself."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~_SHIFT or not self._act(
            event
        ):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show a list where there is room, a choice where there is not."""
        super().resizeEvent(event)
        self._arrange()

    def _act(self, event: QKeyEvent) -> bool:
        if self._view.opened is None:
            return False
        acts = {
            "n": lambda: self._player.step_mark(1),
            "b": lambda: self._player.step_mark(-1),
            "r": self._player.loop.click,
            "+": lambda: self._player.step_speed(1),
            "-": lambda: self._player.step_speed(-1),
            "t": self._try_again,
            " ": self.toggle_wanted.emit,
            **{key: lambda key=key: self._insight.show_tab(int(key) - 1) for key in "1234"},
        }
        act = acts.get(event.text().lower())
        if act:
            act()
        return act is not None

    def _show_answer(self, opened: OpenedAnswer) -> None:
        peaks = self._peaks[1] if self._peaks[0] == opened.id else ()
        self._player.show_answer(opened, peaks)
        self._transcript.show_lines(opened.lines, correctable=not opened.renewing)
        self._insight.show_answer(opened)

    def _arrange(self) -> None:
        several = len(self._view.answers) > 1
        wide = self.width() >= _WITH_LIST
        self._list.setVisible(several and wide)
        self._choice.setVisible(several and not wide)
        self._head.show_view(self._view, with_question=wide or not several)

    def _lay_out(self) -> None:
        self.column.setSpacing(Space.SNUG)
        self.head.addWidget(self._when)
        self.head.addSpacing(Space.NORMAL)
        self.head.addWidget(self._actions)
        self._main = QWidget()
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(Space.SNUG)
        main.addWidget(self._choice)
        main.addWidget(self._head)
        main.addWidget(self._player)
        main.addWidget(self._below, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.NORMAL)
        row.addWidget(self._list)
        row.addWidget(self._main, 1)
        row.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row, 1)
        self._below.addWidget(self._both())
        self._below.addWidget(self._comparison)

    def _both(self) -> QWidget:
        """Return transcript and insight side by side."""
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SNUG)
        words = Card(inset=Space.SNUG)
        words.column.addWidget(self._transcript)
        row.addWidget(words, 1)
        row.addWidget(self._insight, 1)
        return whole

    def _connect(self) -> None:
        for source in (self._player, self._transcript, self._insight):
            source.part_wanted.connect(self.part_wanted)
        for source in (self._player, self._transcript):
            source.loop_wanted.connect(self.loop_wanted)
        self._player.toggle_wanted.connect(self.toggle_wanted)
        self._player.seek_wanted.connect(self.seek_wanted)
        self._player.speed_wanted.connect(self.speed_wanted)
        self._player.missing_wanted.connect(self._insight.show_missing)
        self._transcript.play_wanted.connect(self.play_wanted)
        self._transcript.correcting.connect(self.pause_wanted)
        self._transcript.corrected.connect(self._correct)
        self._insight.note_changed.connect(self.note_changed)
        self._list.answer_wanted.connect(self.answer_wanted)
        self._choice.chosen.connect(self.answer_wanted)
        self._head.again_wanted.connect(self._try_again)
        self._head.compare_wanted.connect(self.compare_wanted)
        self._comparison.take_wanted.connect(self.take_wanted)
        self._comparison.closed.connect(lambda: self.compare_wanted.emit(""))
        for clicked, signal in (
            (self._actions.export_wanted, self.export_wanted),
            (self._actions.folder_wanted, self.folder_wanted),
            (self._actions.delete_wanted, self.delete_wanted),
        ):
            clicked.connect(lambda signal=signal: signal.emit(self._view.session_id))
        export = QShortcut(QKeySequence("Ctrl+E"), self)
        export.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        export.activated.connect(self._actions.export_wanted)

    def _try_again(self) -> None:
        if self._view.opened:
            self.again_wanted.emit(self._view.opened.id)

    def _correct(self, word: int, text: str) -> None:
        if self._view.opened:
            self.word_corrected.emit(self._view.opened.id, word, text)


_SHIFT = Qt.KeyboardModifier.ShiftModifier


def _why_nothing(view: ReviewView) -> str:
    if view.loading:
        return "Reading …"
    return "Nothing was answered in this session."

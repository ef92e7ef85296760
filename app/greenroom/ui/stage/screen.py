"""The stage: the interviewer asks, the candidate speaks, and nothing else is in the way."""

from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from greenroom.ui.stage.conversation import Conversation
from greenroom.ui.stage.dock import Dock
from greenroom.ui.stage.head import Head
from greenroom.ui.stage.question import QuestionBlock
from greenroom.ui.stage.view import StageView
from greenroom.ui.theme.tokens import Space

_FRAME_MS = 16
_WIDEST = 1080
DEAF_MS = 350
"""How long the main key is ignored after its meaning changed: a second tap means the first."""

_MAIN_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StageScreen(QWidget):
    """A StageView painted sixty times a second; emits what the candidate wants."""

    finish_wanted = Signal()
    repeat_wanted = Signal()
    skip_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    end_wanted = Signal()
    still_thinking = Signal()
    captions_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._view = StageView()
        self._head = Head()
        self._conversation = Conversation()
        self._question = QuestionBlock()
        self._dock = Dock()
        self._scroll = QScrollArea()
        self._since_change = QElapsedTimer()
        self._since_frame = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._frame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()
        self._since_change.start()

    @property
    def view(self) -> StageView:
        """Return what is shown."""
        return self._view

    def show_view(self, view: StageView) -> None:
        """Show the whole stage; while somebody speaks, only the dock has to follow."""
        view_before, self._view = self._view, view
        if view == view_before:
            return
        if view.phase != view_before.phase:
            self._since_change.restart()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if view.phase == "preparing":
            self._dock.wave.clear()
        if _still(view) != _still(view_before):
            self._head.show_view(view)
            self._conversation.show_exchanges(view.conversation)
            self._question.show_view(view)
            self._dock.show_view(view)
        self._dock.show_time(view)

    def show_level(self, dbfs: float) -> None:
        """Show how loud the candidate is just now, in dBFS."""
        self._dock.wave.show_level(dbfs, "voice")
        self._dock.mark.show_level(dbfs)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the main button by Space or Enter, unless the focused button has taken the key."""
        if event.key() not in _MAIN_KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._main()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move the picture."""
        super().showEvent(event)
        self._since_frame.start()
        self._frames.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the picture: nothing moves behind another screen."""
        super().hideEvent(event)
        self._frames.stop()

    def advance(self, seconds: float) -> None:
        """Move caption, sound and mark on by this many seconds."""
        if self._view.phase == "paused":
            return
        self._question.advance(seconds)
        dbfs = self._question.voice_dbfs
        if self._view.phase in ("asking", "closing") and dbfs is not None:
            self._dock.wave.show_level(dbfs, "hush")
        self._dock.wave.advance(seconds)
        self._dock.mark.advance(seconds)

    def _frame(self) -> None:
        self.advance(self._since_frame.restart() / 1000)

    def _main(self) -> None:
        if not self._view.can_finish or self._since_change.elapsed() < DEAF_MS:
            return
        if self._view.phase == "paused":
            self.resume_wanted.emit()
        else:
            self.finish_wanted.emit()

    def _pause(self) -> None:
        if self._view.phase == "paused":
            self.resume_wanted.emit()
        elif self._view.can_pause:
            self.pause_wanted.emit()

    def _captions(self) -> None:
        if self._view.helped:
            self.captions_wanted.emit(not self._view.captions)

    def _connect(self) -> None:
        self._dock.main_wanted.connect(self._main)
        self._dock.repeat_wanted.connect(self.repeat_wanted)
        self._dock.skip_wanted.connect(self.skip_wanted)
        self._dock.pause_wanted.connect(self._pause)
        self._dock.still_thinking.connect(self.still_thinking)
        self._head.captions_wanted.connect(self._captions)
        self._head.end_wanted.connect(self.end_wanted)
        self._on_key("R", lambda: self._view.can_repeat and self.repeat_wanted.emit())
        self._on_key("S", lambda: self._view.can_skip and self.skip_wanted.emit())
        self._on_key("P", self._pause)
        self._on_key("T", lambda: self._view.countdown is not None and self.still_thinking.emit())
        self._on_key("C", self._captions)
        self._on_key("Esc", self.end_wanted.emit)

    def _on_key(self, key: str, act: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        inside, middle = QWidget(), QWidget()
        middle.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        column.setSpacing(Space.NORMAL)
        column.addStretch(2)
        for part in (self._conversation, self._question):
            column.addWidget(part)
        column.addStretch(3)
        _center(QHBoxLayout(inside), middle)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.ROOMY, Space.NORMAL, Space.ROOMY, Space.ROOMY)
        whole.setSpacing(Space.NORMAL)
        whole.addWidget(self._head)
        whole.addWidget(self._scroll, 1)
        _center(foot := QHBoxLayout(), self._dock)
        whole.addLayout(foot)


def _still(view: StageView) -> StageView:
    """Return the view without what changes thirty times a second."""
    return replace(view, seconds=0.0, countdown=None)


def _center(row: QHBoxLayout, widget: QWidget) -> None:
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)

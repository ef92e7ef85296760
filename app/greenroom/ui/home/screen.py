"""The home screen."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from greenroom.ui.home.past_sessions import PastSessionsCard
from greenroom.ui.home.practice import PracticeCard
from greenroom.ui.home.readiness import ReadinessCard
from greenroom.ui.home.sound_check import SoundPanel
from greenroom.ui.home.view import Choices, HomeView
from greenroom.ui.theme import icons
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.page import Page, ScrollingColumn
from greenroom.ui.widgets.text import label

_SIDE = 388
_ROOM = (1084, 470)
"""The least width and height at which the cards lie side by side."""


class HomeScreen(Page):
    """What to practice on the left; whether all is ready, and what was last, on the right."""

    begin_wanted = Signal(Choices)
    choices_changed = Signal(Choices)
    microphone_chosen = Signal(str)
    speaker_chosen = Signal(str)
    sound_check_opened = Signal(bool)
    """The microphone is needed for the meter from now on, or no longer."""
    trial_wanted = Signal()
    playback_wanted = Signal()
    voice_wanted = Signal()
    look_again_wanted = Signal()
    fix_wanted = Signal(str)
    """Do what the check of this name offers, such as download a model."""
    session_wanted = Signal(str)
    resume_given = Signal(str)
    """The path of a résumé to be asked about."""
    advert_given = Signal(str)
    document_removed = Signal(str)
    storage_wanted = Signal()
    """The user wants to see what is stored where."""

    def __init__(self) -> None:
        super().__init__("What do you want to practice?")
        self._view = HomeView()
        self._practice = PracticeCard()
        self._readiness = ReadinessCard()
        self._sound = SoundPanel()
        self._past = PastSessionsCard()
        self._stored = label(role=Type.SMALL, tone="muted")
        self._lock, self._leaves = QLabel(), False
        self._storage = Button("What is stored where", kind="quiet")
        self._sound.setVisible(False)
        self._invited = False
        self._lay_out()
        self._connect()
        self._paint_lock()

    def show_view(self, view: HomeView) -> None:
        """Show the whole screen; behind another one, not before it is seen again.

        What is found out late must not hold up an interview that began meanwhile.
        """
        self._view = view
        if self.isVisible():
            self._show(view)

    def show_level(self, dbfs: float) -> None:
        """Show how loud it is just now, in dBFS, on the meter of the sound check."""
        self._sound.show_level(dbfs)

    def open_sound_check(self) -> None:
        """Show devices, meter and trial in place of the list of checks."""
        if self._sound.isHidden():
            self._sound.setVisible(True)
            self._readiness.setVisible(False)
            self.sound_check_opened.emit(True)

    def close_sound_check(self) -> None:
        """Go back to the list of checks; the microphone is released."""
        if not self._sound.isHidden():
            self._sound.setVisible(False)
            self._sound.rest()
            self._readiness.setVisible(True)
            self.heading.setText("What do you want to practice?")
            self.sound_check_opened.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to the scripts."""
        super().focusInEvent(event)
        self._practice.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has come meanwhile."""
        self._show(self._view)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no microphone open behind another screen."""
        super().hideEvent(event)
        self.close_sound_check()

    def changeEvent(self, event: QEvent) -> None:
        """Recolor the mark with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_lock"):
            self._paint_lock()

    def _show(self, view: HomeView) -> None:
        self._practice.show_view(view)
        self._readiness.show_view(view)
        self._past.show_view(view)
        self._sound.show_sound(view.sound)
        where = f" Recordings stay in {view.stored_at}." if view.stored_at else ""
        self._stored.setText(f"{view.leaving}{where}")
        if view.leaves != self._leaves:
            self._leaves = view.leaves
            self._paint_lock()
        if view.first_run and not self._invited:
            self._invited = True
            self.heading.setText("Welcome. Let's see whether you can be heard.")
            self.open_sound_check()

    def _lay_out(self) -> None:
        body = Body(self._practice, (self._sound, self._readiness, self._past))
        self.column.addWidget(body, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.TIGHT)
        foot.addWidget(self._lock)
        foot.addWidget(self._stored)
        foot.addStretch(1)
        foot.addWidget(self._storage)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self._practice.changed.connect(self.choices_changed)
        self._practice.begin_wanted.connect(self.begin_wanted)
        self._practice.documents.resume_given.connect(self.resume_given)
        self._practice.documents.advert_given.connect(self.advert_given)
        self._practice.documents.removed.connect(self.document_removed)
        self._readiness.check_wanted.connect(self.open_sound_check)
        self._readiness.look_again_wanted.connect(self.look_again_wanted)
        self._readiness.fix_wanted.connect(self.fix_wanted)
        self._sound.microphone_chosen.connect(self.microphone_chosen)
        self._sound.speaker_chosen.connect(self.speaker_chosen)
        self._sound.trial_wanted.connect(self.trial_wanted)
        self._sound.playback_wanted.connect(self.playback_wanted)
        self._sound.voice_wanted.connect(self.voice_wanted)
        self._sound.closed.connect(self.close_sound_check)
        self._past.session_wanted.connect(self.session_wanted)
        self._storage.clicked.connect(self.storage_wanted)

    def _paint_lock(self) -> None:
        name, tone = ("export", "warn") if self._leaves else ("lock", "muted")
        self._lock.setPixmap(icons.pixmap(name, tone, 18, self.devicePixelRatioF()))


class Body(QWidget):
    """The main card, and the others at its side; the main one never scrolls away from there."""

    def __init__(self, main: QWidget, others: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._main = main
        self._others = others
        self._stacked: bool | None = None
        self._side, self._all = ScrollingColumn(), ScrollingColumn()
        self._side.setFixedWidth(_SIDE)
        for column in (self._side.column, self._all.column):
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.NORMAL)
        self._row.addWidget(self._side)
        self._row.addWidget(self._all)
        self._arrange(stacked=False)

    def minimumSizeHint(self) -> QSize:
        """Return what the cards need below one another, or they would never come to lie so."""
        self._main.ensurePolished()
        column = self._all.minimumSizeHint()
        return QSize(max(column.width(), self._main.minimumSizeHint().width()), column.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._arrange(stacked=self.width() < _ROOM[0] or self.height() < _ROOM[1])

    def _arrange(self, *, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        if stacked:
            self._all.column.addWidget(self._main)
        else:
            self._row.insertWidget(0, self._main, 1)
        for card in self._others:
            (self._all if stacked else self._side).column.addWidget(card)
        self._all.setVisible(stacked)
        self._side.setVisible(not stacked)

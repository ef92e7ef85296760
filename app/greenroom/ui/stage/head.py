"""The line at the top of the stage: which interview, how far, what was sent, captions, the end."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from greenroom.ui.stage.view import Outgoing, StageView
from greenroom.ui.theme import icons
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import KeyButton
from greenroom.ui.widgets.text import label, set_tone

_PITCH = 14
_MOST = 20
"""More questions than this are not drawn as dots; the number beside them says it all."""
LIT_MS: Final = 2_500
"""How long a sending is highlighted; after that the mark stays, and is quiet."""

_ICON = 16


class Head(QWidget):
    """A quiet line, which does not draw the eye from the question."""

    captions_wanted = Signal()
    """Show them if they are hidden, hide them if they are shown."""
    end_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", Type.STRONG)
        self._progress = Progress()
        self._number = label("", Type.SMALL, "muted")
        self._outgoing = OutgoingMark()
        self._captions = KeyButton("Hide captions", "captions", "C", "bare")
        self._captions.setToolTip("Your words, as they are heard")
        self._end = KeyButton("End", "end", "Esc", "bare")
        self._end.setToolTip("End the interview and see the review")
        self._lay_out()
        self._captions.clicked.connect(self.captions_wanted)
        self._end.clicked.connect(self.end_wanted)

    def show_view(self, view: StageView) -> None:
        """Show what concerns this line."""
        self._title.setText(view.title)
        self._progress.show_progress(view.number, view.of)
        self._number.setText(f"Question {view.number} of {view.of}")
        self._outgoing.show_outgoing(view.outgoing)
        self._captions.setVisible(view.helped)
        self._captions.setText("Hide captions" if view.captions else "Show captions")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.NORMAL)
        row.addWidget(self._title)
        row.addWidget(self._progress)
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(self._outgoing)
        row.addWidget(self._captions)
        row.addWidget(self._end)


class Progress(QWidget):
    """Dots: done, here, to come."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._of = 1, 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_progress(self, number: int, of: int) -> None:
        """Show question `number` of `of`."""
        self._number, self._of = number, of
        self.setAccessibleName(f"Question {number} of {of}")
        self.setVisible(1 < of <= _MOST)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for one dot per question, side by side."""
        return QSize(self._of * _PITCH + _PITCH, _PITCH)

    def minimumSizeHint(self) -> QSize:
        """Return the same: it does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots; that of this question is a dash."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 3.0
        for number in range(1, self._of + 1):
            width = 20.0 if number == self._number else 6.0
            painter.setBrush(color("accent" if number <= self._number else "edge"))
            painter.drawRoundedRect(int(left), 4, int(width), 6, 3, 3)
            left += width + 8


class OutgoingMark(QWidget):
    """What was sent where: hidden before that, amber where text leaves the computer."""

    def __init__(self) -> None:
        super().__init__()
        self._outgoing: Outgoing | None = None
        self._tone = "muted"
        self._icon, self._text = QLabel(), label("", Type.SMALL, "muted")
        self._icon.setFixedWidth(_ICON)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        self._calm = QTimer(self, singleShot=True, interval=LIT_MS)
        self._calm.timeout.connect(lambda: self._paint("muted"))
        self.hide()

    def show_outgoing(self, outgoing: Outgoing | None) -> None:
        """Light up for each sending that is new."""
        last, self._outgoing = self._outgoing, outgoing
        self.setVisible(outgoing is not None)
        if outgoing and outgoing != last:
            where = "" if outgoing.leaves else ", on this computer"
            self._text.setText(f"Text goes to {outgoing.to}{where}")
            self.setToolTip("Words only, never sound. The preferences show what is sent.")
            self._paint("warn" if outgoing.leaves else "accent")
            self._calm.start()

    def changeEvent(self, event: QEvent) -> None:
        """Recolor the icon with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._outgoing:
            self._paint(self._tone)

    def _paint(self, tone: str) -> None:
        self._tone = tone
        set_tone(self._text, tone)
        self._icon.setPixmap(icons.pixmap("export", tone, _ICON, self.devicePixelRatioF()))

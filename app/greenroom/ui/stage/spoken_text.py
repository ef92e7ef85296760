"""Text that is being said aloud: what has been said stands out, the rest waits."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import TYPE_SCALE, Type

WIDEST = 940
"""Large text may run wider than what one reads at length."""

_LEADING = 1.28
_SILENT_DBFS = -50.0
"""What is softer than this is a pause of the voice, in which no words pass."""


class SpokenText(QLabel):
    """Running text; to screen readers an ordinary label.

    Painted by hand, because only the color of words changes while they are spoken: no line is
    ever broken again.
    """

    def __init__(self, role: Type = Type.HEADING, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._spoken: int | None = None
        self._layout = QTextLayout()
        self.setWordWrap(True)
        self.setMaximumWidth(WIDEST)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Show this text, none of it being spoken."""
        self._spoken = None
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self._break_lines(self.width())
            self.updateGeometry()
        self.update()

    def set_role(self, role: Type) -> None:
        """Choose another step of the type scale."""
        if role != self._role:
            self._role = role
            self._break_lines(self.width())
            self.updateGeometry()

    def follow(self, characters: int | None) -> None:
        """Show how many characters have been spoken; None where nothing is being said."""
        if characters != self._spoken:
            self._spoken = characters
            self.update()

    @property
    def spoken(self) -> int | None:
        """Return how many characters have been spoken; None where nothing is being said."""
        return self._spoken

    def hasHeightForWidth(self) -> bool:
        """Return True: the narrower it is, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its lines."""
        return round(self._broken(min(width, WIDEST))[1])

    def sizeHint(self) -> QSize:
        """Return the widest that it may be."""
        return QSize(WIDEST, self.heightForWidth(WIDEST))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow size: it may shrink."""
        return QSize(240, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines again."""
        super().resizeEvent(event)
        self._break_lines(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in two tones."""
        painter = QPainter(self)
        painter.setPen(color("text"))
        self._layout.draw(painter, QPointF(0, 0), self._waiting())

    def _waiting(self) -> list[QTextLayout.FormatRange]:
        """Return the part not spoken yet, from the beginning of its first word, in a quiet tone."""
        text = self.text()
        if self._spoken is None or self._spoken >= len(text):
            return []
        begin = _end_of_word(text, self._spoken) if self._spoken else 0
        waiting = QTextLayout.FormatRange()
        waiting.start, waiting.length = begin, len(text) - begin
        quiet = QTextCharFormat()
        quiet.setForeground(color("muted"))
        waiting.format = quiet
        return [waiting]

    def _break_lines(self, width: int) -> None:
        self._layout = self._broken(width)[0]

    def _broken(self, width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self.text(), fonts.font(self._role))
        pitch = TYPE_SCALE[self._role][0] * _LEADING
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, height + (pitch - line.height()) / 2))
            height += pitch
        layout.endLayout()
        return layout, height


def _end_of_word(text: str, place: int) -> int:
    end = text.find(" ", place)
    return len(text) if end < 0 else end


class SpokenPosition:
    """How far into one utterance a voice is, from its loudness over time.

    Args:
        text: what is said.
        levels: how loud it is, in dBFS, at even steps.
        step: seconds per level.
    """

    def __init__(self, text: str, levels: Sequence[float], step: float) -> None:
        self._text = text
        self._step = step
        self._levels = tuple(levels)
        self._voiced = tuple(accumulate(int(level > _SILENT_DBFS) for level in levels))

    @property
    def seconds(self) -> float:
        """Return how long the utterance takes."""
        return len(self._levels) * self._step

    def characters(self, seconds: float) -> int:
        """Return how many characters of the text have been said after this many seconds."""
        place = int(seconds / self._step)
        if place >= len(self._voiced) or not self._voiced[-1]:
            return len(self._text)
        voiced = self._voiced[place - 1] if place > 0 else 0
        return round(len(self._text) * voiced / self._voiced[-1])

    def level(self, seconds: float) -> float | None:
        """Return how loud the voice is just then, in dBFS; None when it has ended."""
        place = int(seconds / self._step)
        return self._levels[place] if place < len(self._levels) else None

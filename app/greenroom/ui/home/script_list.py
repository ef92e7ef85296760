"""The scripts as a list: title, what it is about, how many questions."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from greenroom.ui.home.view import ScriptChoice
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type

_ROW = 58
_LEAST = 9 * _ROW // 4  # the third row, cut, says that there is more
_COUNT = 96
_SCRIPT = Qt.ItemDataRole.UserRole


class ScriptList(QListWidget):
    """One script is chosen; arrow keys, typing its first letters, and a click choose another."""

    chosen = Signal(str)
    """The id of the script that the user chose."""

    begun = Signal()
    """The user pressed Enter on a script, or clicked it twice."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Scripts")
        self.setItemDelegate(_Row(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_LEAST)
        self.setMouseTracking(True)
        self._scripts: tuple[ScriptChoice, ...] = ()
        self.currentItemChanged.connect(self._changed)
        self.itemActivated.connect(self.begun)

    def show_scripts(self, scripts: Sequence[ScriptChoice], chosen: str) -> None:
        """Show these, with one of them chosen."""
        before = self.blockSignals(True)
        if tuple(scripts) != self._scripts:
            self._scripts = tuple(scripts)
            self._fill()
        for row, script in enumerate(self._scripts):
            if script.id == chosen and row != self.currentRow():
                self.setCurrentRow(row)
        self.blockSignals(before)

    def _fill(self) -> None:
        self.clear()
        for script in self._scripts:
            item = QListWidgetItem(script.title)
            item.setData(_SCRIPT, script)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, script.about)
            item.setToolTip(script.about)
            self.addItem(item)

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(cast("ScriptChoice", item.data(_SCRIPT)).id)


class _Row(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        script = cast("ScriptChoice", index.data(_SCRIPT))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        inside = option.rect.adjusted(Space.NORMAL, 9, -Space.NORMAL, -9)
        usable = bool(option.state & QStyle.StateFlag.State_Enabled)
        self._paint_words(painter, inside, script, "text" if usable else "muted")
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        usable = bool(option.state & QStyle.StateFlag.State_Enabled)
        chosen = usable and bool(option.state & QStyle.StateFlag.State_Selected)
        under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(color("accent"), 2) if chosen and focus else Qt.PenStyle.NoPen)
        painter.setBrush(
            color("accent_soft") if chosen else color("sunken") if under else Qt.BrushStyle.NoBrush
        )
        painter.drawRoundedRect(option.rect.adjusted(1, 2, -1, -2), SMALL_RADIUS, SMALL_RADIUS)

    def _paint_words(
        self, painter: QPainter, inside: QRect, script: ScriptChoice, role: str
    ) -> None:
        left = inside.adjusted(0, 0, -_COUNT, 0)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        foot = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.setPen(color(role))
        painter.setFont(fonts.font(Type.STRONG))
        painter.drawText(left, top, _short(painter, script.title, left.width()))
        painter.setPen(color("muted"))
        painter.setFont(fonts.font(Type.SMALL))
        painter.drawText(left, foot, _short(painter, script.about, left.width()))
        painter.setFont(fonts.font(Type.CAPTION))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(inside.adjusted(0, 2, 0, 0), right, f"{script.questions} questions")


def _short(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)

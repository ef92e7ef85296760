"""The list of sessions, or of what a search found: thousands of lines, few of them painted."""

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from greenroom.ui.history.view import FoundAnswer, HistoryView, SessionLine
from greenroom.ui.theme import fonts, icons
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type

Row = str | SessionLine | FoundAnswer
"""A heading, a session, an answer that was found."""

_Index = QModelIndex | QPersistentModelIndex
_ROW = int(Qt.ItemDataRole.UserRole)
_HEADING, _SESSION, _FOUND = 36, 54, 76
_TRASH = 18
_TRASH_AREA = 36


class SessionList(QListView):
    """The list: a click or Enter opens; Delete, or the bin beside a session, deletes."""

    session_wanted = Signal(str)
    answer_wanted = Signal(str, str)
    """Open this session at this answer."""
    delete_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._query = ""
        self._rows = Rows()
        self._delegate = RowDelegate(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Sessions")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_view(self, view: HistoryView) -> None:
        """Show sessions, or what a search found."""
        rows: list[Row] = []
        if view.query:
            rows += view.found
        else:
            for section in view.sections:
                rows += [section.title, *section.sessions]
        if rows != self._rows.rows:
            at = self.currentIndex().row() if view.query == self._query else -1
            self._query = view.query
            self._rows.show_rows(rows)
            if at >= 0 or self.hasFocus():
                self._choose(min(max(0, at), len(rows) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Delete on the bin, open anywhere else."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._rows.row(index)
        in_bin = event.position().x() > self.visualRect(index).right() - _TRASH_AREA
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if isinstance(row, SessionLine) and in_bin:
            self.delete_wanted.emit(row.id)
        else:
            self._open(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, delete on Delete."""
        row = self._rows.row(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(row)
        elif event.key() == Qt.Key.Key_Delete and isinstance(row, SessionLine):
            self.delete_wanted.emit(row.id)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Paint what was under the pointer again."""
        super().leaveEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: object) -> None:
        """Begin at the first line that can be opened."""
        super().focusInEvent(event)  # pyright: ignore[reportArgumentType]
        if not self.currentIndex().isValid():
            self._choose(0)

    def _choose(self, at: int) -> None:
        """Make this line the current one, or the next that is no heading."""
        rows = self._rows.rows
        while 0 <= at < len(rows) and isinstance(rows[at], str):
            at += 1
        if 0 <= at < len(rows):
            self.setCurrentIndex(self._rows.index(at))

    def _open(self, row: Row | None) -> None:
        if isinstance(row, SessionLine):
            self.session_wanted.emit(row.id)
        elif isinstance(row, FoundAnswer):
            self.answer_wanted.emit(row.session_id, row.answer_id)


class Rows(QAbstractListModel):
    """The lines; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row(self, index: _Index) -> Row | None:
        """Return the line of an index."""
        return self.rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the line itself, or its text."""
        row = self.row(index)
        if role == _ROW:
            return row
        if row is not None and role in (_DISPLAY, _ACCESSIBLE):
            return _spoken(row)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return whether a line can be chosen: headings are only read."""
        if isinstance(self.row(index), str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


_DISPLAY, _ACCESSIBLE = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)


class RowDelegate(QStyledItemDelegate):
    """The painter of one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height for the kind of line."""
        row = index.data(_ROW)
        if isinstance(row, str):
            return QSize(200, _HEADING)
        return QSize(200, _SESSION if isinstance(row, SessionLine) else _FOUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a heading, a session or an answer that was found."""
        row, area = index.data(_ROW), QRect(option.rect)  # pyright: ignore
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            _paint_heading(painter, area, row)
        else:
            state = QStyle.StateFlag(option.state)  # pyright: ignore
            focus = bool(state & QStyle.StateFlag.State_HasFocus)
            hover = bool(state & QStyle.StateFlag.State_MouseOver)
            _paint_ground(painter, area, hover=hover, focus=focus)
            height = _height(row)
            inside = area.adjusted(Space.SNUG, (area.height() - height) // 2, -Space.SNUG, 0)
            inside.setHeight(height)
            if isinstance(row, SessionLine):
                _paint_session(painter, inside, row, bin_=hover or focus)
            elif isinstance(row, FoundAnswer):
                _paint_found(painter, inside, row)
        painter.restore()


def _height(row: Row) -> int:
    """Return the height of the lines of text."""
    roles = [Type.STRONG, Type.SMALL]
    if isinstance(row, FoundAnswer):
        roles.append(Type.CAPTION)
    metrics = [QFontMetrics(fonts.font(role)) for role in roles]
    return sum(one.lineSpacing() for one in metrics) + 2 * (len(roles) - 1)


def _paint_heading(painter: QPainter, area: QRect, text: str) -> None:
    painter.setFont(fonts.font(Type.SMALL))
    painter.setPen(color("muted"))
    inside = area.adjusted(Space.SNUG, 0, 0, -Space.HAIR)
    painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, text)


def _paint_ground(painter: QPainter, area: QRect, *, hover: bool, focus: bool) -> None:
    painter.setPen(QPen(color("accent"), 2) if focus else Qt.PenStyle.NoPen)
    painter.setBrush(color("sunken") if hover else Qt.BrushStyle.NoBrush)
    ground = QRectF(area).adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(ground, SMALL_RADIUS, SMALL_RADIUS)


def _paint_session(painter: QPainter, inside: QRect, line: SessionLine, *, bin_: bool) -> None:
    if bin_:
        picture = icons.pixmap("trash", "muted", _TRASH, painter.device().devicePixelRatioF())
        top = inside.center().y() - _TRASH // 2
        painter.drawPixmap(inside.right() - _TRASH + 2, top, picture)
    room = inside.adjusted(0, 0, -_TRASH_AREA, 0)
    top = _text(painter, room, line.title, Type.STRONG, "text")
    _text(painter, room.adjusted(0, top, 0, 0), f"{line.when} · {line.facts}", Type.SMALL, "muted")


def _paint_found(painter: QPainter, inside: QRect, found: FoundAnswer) -> None:
    top = _text(painter, inside, found.question, Type.STRONG, "text")
    top += _snippet(painter, inside.adjusted(0, top, 0, 0), found.snippet)
    _text(painter, inside.adjusted(0, top, 0, 0), found.when, Type.CAPTION, "muted")


def _text(painter: QPainter, area: QRect, text: str, role: Type, tone: str) -> int:
    """Paint one line, shortened, and return how high it is."""
    painter.setFont(fonts.font(role))
    painter.setPen(color(tone))
    metrics = painter.fontMetrics()
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip, short)
    return metrics.lineSpacing() + 2


def _snippet(painter: QPainter, area: QRect, parts: tuple[tuple[str, bool], ...]) -> int:
    """Paint a snippet on one line, the matches marked, and return how high it is."""
    painter.setFont(fonts.font(Type.SMALL))
    metrics = painter.fontMetrics()
    left = area.left()
    for text, matches in parts:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.right() - left)
        width = metrics.horizontalAdvance(shown)
        place = QRect(left, area.top(), width, metrics.height())
        if matches and width:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft"))
            painter.drawRoundedRect(QRectF(place).adjusted(-2, 0, 2, 0), 3, 3)
        painter.setPen(color("text" if matches else "muted"))
        painter.drawText(place, Qt.TextFlag.TextDontClip, shown)
        left += width
        if shown != text:
            break
    return metrics.lineSpacing() + 3


def _spoken(row: Row) -> str:
    """Return what a screen reader says of a line."""
    if isinstance(row, str):
        return row
    if isinstance(row, SessionLine):
        return f"{row.title}, {row.when}, {row.facts}"
    return f"{row.question}, {row.when}: {''.join(text for text, _ in row.snippet)}"

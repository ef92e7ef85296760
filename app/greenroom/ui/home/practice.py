"""What to practice now, how, and the button that begins it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from greenroom.ui.home.documents import DocumentsLine
from greenroom.ui.home.view import Choices, HomeView, ScriptChoice
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.card import Card, rule
from greenroom.ui.widgets.choice import Segmented, Select
from greenroom.ui.widgets.form import Field, Stepper
from greenroom.ui.widgets.text import paragraph

VOICES = (("neural", "Neural"), ("system", "System"), ("none", "Text only"))
ENDINGS = (("key", "I press a key"), ("silence", "I fall silent"))
MODES = (("help", "With help"), ("real", "For real"))

_PERSONA_WIDTH = 210
_ROW = 58
_LEAST = 9 * _ROW // 4  # the third row, cut, says that there is more
_COUNT = 96
_SCRIPT = Qt.ItemDataRole.UserRole


class PracticeCard(Card):
    """The choices of the next interview, and the button that begins it."""

    changed = Signal(Choices)
    begin_wanted = Signal(Choices)

    def __init__(self) -> None:
        super().__init__(inset=Space.NORMAL)
        self._choices = Choices()
        self._scripts = ScriptList()
        self.documents = DocumentsLine()
        self.setAcceptDrops(True)
        self._questions = Stepper(1, 50)
        self._follow_ups = Stepper(0, 5)
        self._persona = Select()
        self._voice = Segmented(VOICES)
        self._ending = Segmented(ENDINGS)
        self._mode = Segmented(MODES)
        self._persona.setFixedWidth(_PERSONA_WIDTH)
        self._outlook = paragraph(role=Type.SMALL, tone="muted")
        self._begin = Button("Begin", "play", "primary").make_large()
        self._begin.setShortcut(QKeySequence("Ctrl+Return"))
        self._begin.setToolTip(
            f"Begin ({QKeySequence('Ctrl+Return').toString(_NATIVE)}, or Enter on a script)"
        )
        self._lay_out()
        self._connect()

    def show_view(self, view: HomeView) -> None:
        """Show the scripts and what is chosen."""
        self._choices = choices = view.choices
        self._scripts.show_scripts(view.scripts, choices.script_id)
        self._scripts.setEnabled(not view.documents.resume)
        self.documents.show_documents(view.documents)
        self._questions.set_value(choices.questions)
        self._follow_ups.set_value(choices.follow_ups)
        self._persona.set_choices(
            [(persona.id, persona.title) for persona in view.personas], choices.persona
        )
        about = {persona.id: persona.about for persona in view.personas}
        self._persona.setToolTip(about.get(choices.persona, ""))
        self._voice.set_value(choices.voice)
        self._ending.set_value("silence" if choices.hands_free else "key")
        self._mode.set_value("real" if choices.for_real else "help")
        self._outlook.setText(view.outlook)
        self._begin.setEnabled(view.ready)

    def focus_first(self) -> None:
        """Give the keyboard to the scripts."""
        (self._scripts if self._scripts.isEnabled() else self._begin).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a résumé be dropped anywhere on the card."""
        self.documents.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.documents.take(event)

    def _lay_out(self) -> None:
        self.column.addWidget(self._scripts, 1)
        self.column.addWidget(self.documents)
        self.column.addWidget(rule())
        grid = QGridLayout()
        grid.setContentsMargins(Space.NORMAL, Space.TIGHT, Space.NORMAL, Space.TIGHT)
        grid.setHorizontalSpacing(Space.ROOMY)
        grid.setVerticalSpacing(Space.NORMAL)
        grid.addWidget(Field("Questions", self._questions), 0, 0)
        grid.addWidget(Field("Follow-ups, at most", self._follow_ups), 1, 0)
        grid.addWidget(Field("Voice", self._voice), 0, 1)
        grid.addWidget(Field("An answer ends when", self._ending), 1, 1)
        grid.addWidget(Field("Mode", self._mode), 0, 2)
        grid.addWidget(Field("Interviewer", self._persona), 1, 2)
        grid.setColumnStretch(3, 1)
        self.column.addLayout(grid)
        self.column.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.NORMAL, Space.HAIR, Space.NORMAL, Space.HAIR)
        foot.setSpacing(Space.ROOMY)
        foot.addWidget(self._outlook, 1)
        foot.addWidget(self._begin)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self._scripts.chosen.connect(lambda name: self._change(script_id=name))
        self._scripts.begun.connect(self._begin.click)
        self._questions.changed.connect(lambda count: self._change(questions=count))
        self._follow_ups.changed.connect(lambda count: self._change(follow_ups=count))
        self._persona.chosen.connect(lambda persona: self._change(persona=persona))
        self._voice.chosen.connect(lambda voice: self._change(voice=voice))
        self._ending.chosen.connect(lambda end: self._change(hands_free=end == "silence"))
        self._mode.chosen.connect(lambda mode: self._change(for_real=mode == "real"))
        self._begin.clicked.connect(lambda: self.begin_wanted.emit(self._choices))

    def _change(self, **what: object) -> None:
        self._choices = replace(self._choices, **what)  # pyright: ignore[reportArgumentType]
        self.changed.emit(self._choices)


_NATIVE = QKeySequence.SequenceFormat.NativeText


class ScriptList(QListWidget):
    """The scripts, one chosen; arrow keys, typing its first letters, and a click choose another."""

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

    def show_scripts(self, scripts: Sequence[ScriptChoice], script_id: str) -> None:
        """Show these, with one of them script_id."""
        were_blocked = self.blockSignals(True)
        if tuple(scripts) != self._scripts:
            self._scripts = tuple(scripts)
            self._fill()
        for row, script in enumerate(self._scripts):
            if script.id == script_id and row != self.currentRow():
                self.setCurrentRow(row)
        self.blockSignals(were_blocked)

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
    """How a script is painted in its row."""

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

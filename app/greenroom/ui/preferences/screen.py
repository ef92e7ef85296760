"""The preferences screen: made from its view, line by line, with a control per kind of setting."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from greenroom.ui.preferences.language_model import LanguageModelCard
from greenroom.ui.preferences.privacy import PrivacyCard, StorageCard
from greenroom.ui.preferences.view import PreferencesView, SettingGroup, SettingLine
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button, icon_button
from greenroom.ui.widgets.card import Card, empty, rule
from greenroom.ui.widgets.choice import Segmented, Select
from greenroom.ui.widgets.form import Line, Stepper, Switch
from greenroom.ui.widgets.page import Page, ScrollingColumn
from greenroom.ui.widgets.text import label

_WIDEST = 860
_HEADING = Space.VAST + Space.TIGHT
_SETTLED_MS = 30
_ONCE = Qt.ConnectionType.SingleShotConnection
Changed = Callable[[str], None]

_FEW = 3
_WIDE = 320


class PreferencesScreen(Page):
    """Every setting, what is stored where, what leaves the computer."""

    changed = Signal(str, str)
    """A setting's name and its new value, as text."""

    folder_wanted = Signal(str)
    defaults_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Preferences", widest=_WIDEST)
        self._controls: dict[str, Control] = {}
        self._shape: tuple[object, ...] = ()
        self._model_state = ""
        self._privacy = PrivacyCard()
        self._storage = StorageCard()
        self.language_model = LanguageModelCard()
        self._defaults = Button("Restore defaults", "undo", "quiet")
        self._defaults.clicked.connect(self.defaults_wanted)
        self._storage.folder_wanted.connect(self.folder_wanted)
        self.head.addWidget(self._defaults)
        self._area = ScrollingColumn()
        self._groups = QVBoxLayout()
        self._groups.setSpacing(Space.NORMAL)
        self.column.addWidget(self._area, 1)
        self._lay_out()

    def show_view(self, view: PreferencesView) -> None:
        """Show the values; the lines are made again only where there are others."""
        shape = tuple(_shape(line) for group in view.groups for line in group.lines)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(view.groups)
        for group in view.groups:
            for line in group.lines:
                self._controls[line.name].show(line.value)
        self._storage.show_places(view.places)
        self._privacy.show_leaving(view.leaving)
        self.language_model.show_view(view.language_model)
        state_before, self._model_state = self._model_state, view.language_model.state
        if state_before and state_before != self._model_state:
            QTimer.singleShot(_SETTLED_MS, self, self._show_language_model)

    def show_storage(self) -> None:
        """Scroll to what is stored where, as soon as the screen is laid out."""
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, most: bar.setValue(most), _ONCE)
        bar.setValue(bar.maximum())

    def _show_language_model(self) -> None:
        """Scroll to the card's heading, as far as there is room: its size has changed."""
        self._area.verticalScrollBar().setValue(self.language_model.y() - _HEADING)

    def _rebuild(self, groups: tuple[SettingGroup, ...]) -> None:
        self._area.setUpdatesEnabled(False)  # nothing is seen before it has its place
        QTimer.singleShot(_SETTLED_MS, self, lambda: self._area.setUpdatesEnabled(True))
        empty(self._groups)
        self._controls = {}
        for group in groups:
            _add(self._groups, group.title, self._card(group))

    def _lay_out(self) -> None:
        """Lay out what stays just once: a card that is taken out and put back loses its height."""
        column = self._area.column
        _add(column, "Privacy", self._privacy)
        column.addLayout(self._groups)
        _add(column, "Language model", self.language_model)
        _add(column, "What is stored where", self._storage)
        column.addStretch(1)

    def _card(self, group: SettingGroup) -> Card:
        card = Card()
        card.column.setSpacing(0)
        card.column.setContentsMargins(Space.ROOMY, Space.HAIR, Space.ROOMY, Space.HAIR)
        for place, line in enumerate(group.lines):
            if place:
                card.column.addWidget(rule())
            control = control_for(line, lambda value, name=line.name: self._tell(name, value))
            self._controls[line.name] = control
            card.column.addWidget(Line(line.title, control.widget, line.about))
        return card

    def _tell(self, name: str, value: str) -> None:
        self.changed.emit(name, value)


def _add(column: QVBoxLayout, title: str, card: Card) -> None:
    heading = label(title, Type.TITLE)
    heading.setContentsMargins(Space.HAIR, Space.NORMAL, 0, 0)
    column.addWidget(heading)
    column.addWidget(card)


def _shape(line: SettingLine) -> tuple[object, ...]:
    """Return all of a line but its value."""
    return (line.name, line.title, line.kind, line.choices, line.least, line.most)


@dataclass(frozen=True, slots=True)
class Control:
    """What a setting is changed with; `show` puts a value on it without calling anybody."""

    widget: QWidget
    show: Callable[[str], None]


def control_for(line: SettingLine, changed: Changed) -> Control:
    """Return the control that suits the line; it calls `changed` with what the user chooses."""
    control = _MAKERS[line.kind](line, changed)
    control.show(line.value)
    return control


def _choice(line: SettingLine, changed: Changed) -> Control:
    if len(line.choices) <= _FEW and sum(len(text) for _, text in line.choices) < 32:
        segmented = Segmented(line.choices)
        segmented.chosen.connect(changed)
        return Control(segmented, segmented.set_value)
    select = Select(line.choices)
    select.setFixedWidth(_WIDE)
    select.chosen.connect(changed)
    return Control(select, select.set_value)


def _number(line: SettingLine, changed: Changed) -> Control:
    stepper = Stepper(line.least, line.most)
    stepper.changed.connect(lambda number: changed(str(number)))
    return Control(stepper, lambda value: stepper.set_value(int(value)))


def _switch(_line: SettingLine, changed: Changed) -> Control:
    switch = Switch()
    switch.clicked.connect(lambda on: changed("true" if on else "false"))
    return Control(switch, lambda value: switch.setChecked(value == "true"))


def _text(_line: SettingLine, changed: Changed) -> Control:
    field = QLineEdit()
    field.setFixedWidth(_WIDE)
    field.editingFinished.connect(lambda: changed(field.text()))
    return Control(field, field.setText)


def _folder(line: SettingLine, changed: Changed) -> Control:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.HAIR)
    field = QLineEdit()
    field.setPlaceholderText("none")
    field.setClearButtonEnabled(True)
    field.setFixedWidth(_WIDE - 40)
    field.setAccessibleName(line.title)
    field.editingFinished.connect(lambda: changed(field.text()))
    browse = icon_button("folder", f"Choose: {line.title}", "plain")
    browse.clicked.connect(lambda: _browse(both, line, changed))
    row.addWidget(field)
    row.addWidget(browse)
    both.setFocusProxy(field)
    return Control(both, field.setText)


def _browse(parent: QWidget, line: SettingLine, changed: Changed) -> None:
    dialog = QFileDialog(parent, line.title, line.value)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(changed)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


_MAKERS = {
    "choice": _choice,
    "number": _number,
    "switch": _switch,
    "text": _text,
    "folder": _folder,
}

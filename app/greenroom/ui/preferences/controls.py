"""One control per kind of setting: a widget and a way to show a value on it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from greenroom.ui.preferences.view import SettingLine
from greenroom.ui.theme.tokens import Space
from greenroom.ui.widgets.button import icon_button
from greenroom.ui.widgets.choice import Segmented, Select
from greenroom.ui.widgets.form import Stepper, Switch

Changed = Callable[[str], None]

_FEW = 3
_WIDE = 320


@dataclass(frozen=True, slots=True)
class Control:
    """What a setting is changed with; `show` puts a value on it without telling anybody."""

    widget: QWidget
    show: Callable[[str], None]


def control_for(line: SettingLine, changed: Changed) -> Control:
    """The control that suits the line; `changed` is told what the user chooses."""
    made = _MAKERS[line.kind](line, changed)
    made.show(line.value)
    return made


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

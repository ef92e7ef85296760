"""Every screen in every state that pictures are made of: named, readable, and not too large."""

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from person import at_rest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import screenshots
from greenroom.ui.shell.reading_order import controls, step
from greenroom.ui.shell.window import SCREENS, Window
from greenroom.ui.theme import look

if TYPE_CHECKING:
    from pictures.shot import Shot

SHOTS = screenshots.shots()
SMALLEST = (1280, 720)
NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane}


@pytest.fixture(params=SHOTS, ids=lambda shot: shot.name)
def window(request: pytest.FixtureRequest, qtbot: QtBot, memory: QSettings) -> Window:
    shot: Shot = request.param
    made = Window(SCREENS, memory)
    qtbot.addWidget(made)
    made.resize(*SMALLEST)
    made.show_screen(shot.screen)
    made.show()
    shot.pose(made.widget(shot.screen))
    at_rest(qtbot, made)
    return made


def visible(window: Window, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in window.findChildren(kind) if one.isVisible()]


def test_it_fits_a_small_screen(window: Window):
    assert window.width() <= SMALLEST[0]
    assert window.height() <= SMALLEST[1]


def test_no_line_of_text_is_cut_off(window: Window):
    cut = [
        one.text()
        for one in visible(window, QLabel)
        if isinstance(one, QLabel)
        and one.text()
        and not one.wordWrap()
        and one.width() < one.sizeHint().width()
    ]
    assert cut == []


def test_all_that_takes_the_keyboard_has_a_name_and_a_role(window: Window):
    nameless = []
    for one in visible(window, QWidget):
        if not (one.focusPolicy() & Qt.FocusPolicy.TabFocus) or one.focusProxy():
            continue
        interface = QAccessible.queryAccessibleInterface(one)
        name = interface.text(QAccessible.Text.Name)
        if not name or interface.role() in NO_ROLE:
            nameless.append((type(one).__name__, name, interface.role().name))
    assert nameless == []


def test_tab_comes_to_everything_once_from_above_to_below(window: Window):
    order = controls(window)
    assert len(set(order)) == len(order)
    for here, there in pairwise(order):
        assert step(window, here, forward=True) is there
        assert step(window, there, forward=False) is here
        assert not (is_above(there, here) and here.parentWidget() is there.parentWidget()), (
            f"from {here.accessibleName()!r} up to {there.accessibleName()!r}"
        )


def is_above(one: QWidget, other: QWidget) -> bool:
    """Whether it lies wholly above the other, and not to its right."""
    return one.geometry().bottom() < other.y() and one.x() <= other.geometry().right()


def test_it_can_be_painted_in_both_schemes(window: Window, qapp: QApplication):
    pictures = []
    for scheme in ("light", "dark"):
        look.choose(qapp, scheme)
        pictures.append(window.grab().toImage())
    light, dark = (picture.pixelColor(2, picture.height() - 2) for picture in pictures)
    assert light.lightness() > 200
    assert dark.lightness() < 60

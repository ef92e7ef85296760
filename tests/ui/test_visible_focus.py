"""Whoever has no mouse sees where the keyboard is: on every screen, in both schemes.

Tab goes through the real window, and what is compared is what was painted on the screen, so a
control that is scrolled out of sight or that does not paint itself anew fails as well.
"""

from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray
from person import at_rest, focused
from PySide6.QtCore import QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import screenshots
from greenroom.ui.review.transcript import Transcript
from greenroom.ui.shell.reading_order import controls
from greenroom.ui.shell.window import SCREENS, Window
from greenroom.ui.theme import look

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from greenroom.ui.theme.look import Appearance
    from pictures.shot import Shot

NAMES = (
    "home", "stage", "review", "review-measures", "review-structure", "review-notes", "history",
    "preferences", "preferences-model-changing",
)  # fmt: skip
SHOTS = {shot.name: shot for shot in screenshots.shots()}
AROUND = 4
"""A ring may lie so far outside of its control."""

CLEAR = 3.0
"""The contrast that a sign needs (WCAG 2.2, 1.4.11), here of a pixel with focus and without."""

Picture = NDArray[np.float64]


@pytest.fixture(params=[SHOTS[name] for name in NAMES], ids=lambda shot: shot.name)
def window(request: pytest.FixtureRequest, qtbot: QtBot, memory: QSettings) -> Window:
    shot: Shot = request.param
    made = Window(SCREENS, memory)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show_screen(shot.screen)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    shot.pose(made.widget(shot.screen))
    at_rest(qtbot, made)
    assert made.isActiveWindow(), "another window came up"
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tab_shows_where_it_is(
    window: Window, qtbot: QtBot, qapp: QApplication, scheme: "Appearance"
):
    look.choose(qapp, scheme)
    wanted = controls(window)
    unseen: list[str] = []
    wanted[0].setFocus()
    for one in reversed(wanted):  # from the first back to the last, which may be out of sight
        qtbot.keyClick(focused(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        here = focused()
        assert here is one, (here.accessibleName(), one.accessibleName())
        share = share_of_outline(window, here)
        if share < 0.8:
            unseen.append(f"{type(here).__name__} {here.accessibleName()!r}: {share:.2f}")
    assert unseen == []


def share_of_outline(window: Window, control: QWidget) -> float:
    """How much of a line around the control changes clearly when it loses the focus."""
    place = QRect(control.mapTo(window, QPoint(0, 0)), control.size())
    place = place.adjusted(-AROUND, -AROUND, AROUND, AROUND)
    with_focus = painted(window, place)
    control.clearFocus()
    without = painted(window, place)
    control.setFocus()
    bright, dark = np.maximum(with_focus, without), np.minimum(with_focus, without)
    clear = np.count_nonzero((bright + 0.05) / (dark + 0.05) >= CLEAR)
    size = sign(control)
    return clear / (2 * (size.width() + size.height()))


def sign(control: QWidget) -> QSize:
    """How large what has the focus is: in the transcript it is one word."""
    if isinstance(control, Transcript):
        word = control._places.nearest_word(control.textCursor().position())
        assert word
        return control._ground(word).size().toSize()
    return control.size()


def painted(window: Window, place: QRect) -> Picture:
    """The luminance of every pixel of this place on the screen, 0…1."""
    QApplication.processEvents()
    screen = QGuiApplication.primaryScreen()
    picture = screen.grabWindow(window.winId(), place.x(), place.y(), place.width(), place.height())
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    colors = raw[:, : 3 * image.width()].reshape(image.height(), image.width(), 3) / 255
    linear = np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])

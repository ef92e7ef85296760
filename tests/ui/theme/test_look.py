"""Colors and movement follow the system, unless the user chose."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.ui.theme import icons, look, motion
from greenroom.ui.theme.motion import linux_moves, mac_moves
from greenroom.ui.theme.tokens import DARK, LIGHT
from greenroom.ui.widgets.button import Button


def test_colors_follow_the_system(qapp: QApplication):
    look.choose(qapp, "system")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.colors() is DARK
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert look.colors() is LIGHT


def test_what_is_chosen_goes_before_the_system(qapp: QApplication):
    look.choose(qapp, "dark")
    assert look.colors() is DARK
    assert qapp.palette().window().color().name() == DARK.canvas
    look.choose(qapp, "light")
    assert qapp.palette().window().color().name() == LIGHT.canvas


def test_icons_are_recolored_with_the_scheme(qtbot: QtBot, qapp: QApplication):
    button = Button("Play", "play")
    qtbot.addWidget(button)
    button.show()

    def darkest() -> int:
        image = button.icon().pixmap(20, 20).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        colors = (image.pixelColor(x, y) for x, y in points)
        return min(color.lightness() for color in colors if color.alpha() > 200)

    assert darkest() < 60
    look.choose(qapp, "dark")
    qtbot.waitUntil(lambda: darkest() > 150)


def test_every_icon_can_be_drawn():
    assert len(icons.names()) > 30
    for name in icons.names():
        image = icons.pixmap(name, "text", 24).toImage()
        drawn = [
            image.pixelColor(x, y).alpha() > 0
            for x in range(image.width())
            for y in range(image.height())
        ]
        assert 20 < sum(drawn) < 500, name


def test_with_reduced_motion_the_end_is_there_at_once():
    motion.choose("reduced")
    shares: list[float] = []
    assert motion.glide(QObject(), shares.append) is None
    assert shares == [1.0]


def test_with_full_motion_things_glide(qtbot: QtBot):
    motion.choose("full")
    parent, shares = QObject(), []
    motion.glide(parent, shares.append, 60)
    qtbot.waitUntil(lambda: bool(shares) and shares[-1] == 1.0)
    assert len(shares) > 2
    assert shares == sorted(shares)


def test_the_systems_own_switch_is_heeded():
    assert linux_moves(lambda command: "true")
    assert linux_moves(lambda command: "")
    assert not linux_moves(lambda command: "false")
    assert mac_moves(lambda command: "0")
    assert not mac_moves(lambda command: "1")


def test_what_is_shown_already_is_not_put_on_again(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
):
    put_on: list[str] = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda self, sheet: put_on.append(sheet))
    look.choose(qapp, "light")
    assert put_on == []
    look.choose(qapp, "dark")
    look.choose(qapp, "light")
    assert len(put_on) == 2

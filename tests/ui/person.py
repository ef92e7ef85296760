"""What a person in front of the window finds and reads."""

from typing import Any, TypeVar

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

Widget = TypeVar("Widget", bound=QWidget)


def find(within: QWidget, kind: type[Widget]) -> Widget:
    """The one widget of this kind."""
    (found,) = within.findChildren(kind)
    return found


def button(within: QWidget, text: str) -> QAbstractButton:
    """The button with this text or accessible name."""
    known = within.findChildren(QAbstractButton)
    return next(one for one in known if text in (one.text(), one.accessibleName()))


def texts(within: QWidget) -> str:
    """All that can be read in labels."""
    shown = [one for one in within.findChildren(QLabel) if one.isVisible()]
    return "\n".join(one.text() for one in shown)


def focused() -> QWidget:
    """What the keyboard goes to."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def told(blocker: SignalBlocker) -> list[Any]:
    """What came with the signal."""
    assert blocker.args is not None
    return blocker.args


def at_rest(qtbot: QtBot, widget: QWidget) -> None:
    """Wait until it no longer changes: long panes are filled bit by bit."""
    seen = [QImage(), QImage()]

    def still() -> bool:
        seen[:] = [seen[1], widget.grab().toImage()]
        return seen[0] == seen[1]

    qtbot.waitUntil(still, timeout=20_000)


def deliver() -> None:
    """Let everything that was posted to the window arrive."""
    QApplication.processEvents()

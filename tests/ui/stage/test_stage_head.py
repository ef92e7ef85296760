"""The mark on the stage lights up whenever text goes out, and says to where."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from greenroom.ui.stage.head import Head, OutgoingMark
from greenroom.ui.stage.view import Outgoing, StageView

AWAY = Outgoing("api.example.org", leaves=True, number=1)
HERE = Outgoing("127.0.0.1:8080", leaves=False, number=1)


def words(mark: OutgoingMark) -> QLabel:
    return next(one for one in mark.findChildren(QLabel) if one.text())


def test_hidden_until_something_goes_out(qtbot: QtBot):
    head = Head()
    qtbot.addWidget(head)
    head.show()
    (mark,) = head.findChildren(OutgoingMark)
    head.show_view(StageView())
    assert not mark.isVisible()
    head.show_view(StageView(outgoing=AWAY))
    assert mark.isVisible()
    assert words(mark).text() == "Text goes to api.example.org"
    assert words(mark).property("tone") == "warn"
    head.show_view(StageView(outgoing=HERE))
    assert words(mark).text() == "Text goes to 127.0.0.1:8080, on this computer"
    assert words(mark).property("tone") == "accent"
    head.show_view(StageView())
    assert not mark.isVisible()


def test_lit_for_each_sending_and_quiet_in_between(qtbot: QtBot):
    mark = OutgoingMark()
    qtbot.addWidget(mark)
    (timer,) = mark.findChildren(QTimer)
    timer.setInterval(20)
    mark.show_outgoing(AWAY)
    qtbot.waitUntil(lambda: words(mark).property("tone") == "muted", timeout=20_000)
    assert mark.isVisible(), "to where it went is still to be read"
    mark.show_outgoing(AWAY)
    assert words(mark).property("tone") == "muted", "the same sending is shown once"
    mark.show_outgoing(replace(AWAY, number=2))
    assert words(mark).property("tone") == "warn"
    qtbot.waitUntil(lambda: not timer.isActive(), timeout=20_000)

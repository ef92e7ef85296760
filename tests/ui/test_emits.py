"""PySide6 6.12.0 on Python < 3.12 lost a reference to True on every emit, and aborted."""

import sys

from PySide6.QtCore import QObject, Signal


class Speaker(QObject):
    said = Signal(bool)


def test_emitting_does_not_lose_references():
    speaker, heard = Speaker(), []
    speaker.said.connect(heard.append)
    before = sys.getrefcount(True)
    for _ in range(2_000):
        speaker.said.emit(True)
    heard.clear()
    assert abs(sys.getrefcount(True) - before) < 100

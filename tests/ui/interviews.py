"""Interviews that are held in a room, for tests and for the bench."""

from pathlib import Path

from person import find
from PySide6.QtCore import Qt
from room import Room

from greenroom.composition import open_store
from greenroom.feedback.session import Session
from greenroom.speech.clip import Clip
from greenroom.speech.words import Word
from greenroom.ui.review.transcript import Transcript

SETTLED = 4
"""Until the fifth, interviews fill caches, build screens and lengthen the list at home."""


class QuickEars:
    """Hears two words, at once: what is looked at is what an interview leaves behind."""

    def transcribe(self, _segment: Clip) -> tuple[Word, ...]:
        return Word("Hello", 0.2, 0.5, 1.0), Word("there.", 0.6, 0.9, 1.0)

    def languages(self, _segment: Clip) -> dict[str, float]:
        return {"en": 1.0}


def kept(room: Room) -> list[Session]:
    """All sessions with all that is known of them, newest first."""
    store = open_store(room.paths)
    try:
        return [store.session(session.id) for session in store.sessions()]
    finally:
        store.close()


def hold_interview(room: Room) -> None:
    """A whole interview by keyboard, which ends in its review."""
    room.press(Qt.Key.Key_Return)
    room.until_phase("listening", number=1)
    assert room.window.shown == "stage"
    room.until(lambda: bool(room.stage.view.caption))
    room.press(Qt.Key.Key_P)
    room.until_phase("paused")
    held = room.stage.view.seconds
    room.press(Qt.Key.Key_P)
    room.until(lambda: room.stage.view.seconds > held + 1)
    room.press(Qt.Key.Key_Space)
    room.until(lambda: room.stage.view.follow_up and room.stage.view.phase == "listening")
    assert room.stage.view.conversation[0].answer
    room.press(Qt.Key.Key_S)
    room.until_phase("listening", number=2)
    room.press(Qt.Key.Key_Escape)
    room.until_phase("paused")
    room.press(Qt.Key.Key_Escape)
    room.until(lambda: room.window.shown == "review")
    session = kept(room)[0]
    first, follow_up, _ = session.answers
    assert follow_up.follow_up
    assert first.analysis
    words = first.analysis.transcript.words
    room.until(lambda: room.reviewed == session.id)
    room.until(lambda: words[0].text in find(room.window, Transcript).toPlainText())


def hold_short_interview(room: Room) -> None:
    """One question, one short answer, and back from its review."""
    room.interviews.begin(room.settings)
    room.until_phase("listening")
    room.until(lambda: room.window.shown == "review")
    room.until(lambda: room.reviewed == kept(room)[0].id)
    room.window.show_screen("home")


def memory() -> float:
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096.0

"""A person at the keyboard: the real program on a display, with a virtual sound card.

Started by `test_under_x.py` in a process of its own, whose home is a folder of the test's:

    python keyboard_interview.py FOLDER

Every step is checked where it is taken; what was measured goes to standard output as JSON.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from person import find
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from room import Room, sample

from greenroom.engines.sound.file import read_clip
from greenroom.engines.voices.neural_voice import NeuralVoice
from greenroom.settings import Settings
from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.ui.review.comparison_pane import ComparisonPane
from greenroom.ui.review.transcript import Transcript
from virtual_sound import VirtualSound

if TYPE_CHECKING:
    from greenroom.ui.review.view import Playing

FIRST_SECONDS, SECOND_SECONDS = 9.0, 5.0
HEARD_SECONDS = 1.0
AUDIBLE = 0.003
TABS = 80


class KeyboardInterview:
    """One person, one program."""

    def __init__(self, room: Room, sound: VirtualSound) -> None:
        self.room = room
        self.sound = sound
        self.measured: dict[str, float] = {}

    def go(self) -> None:
        """From the first question to nothing left."""
        first = self.interview()
        self.hear_a_word(first)
        second = self.try_again(first)
        self.compare()
        self.export(second)
        self.delete(second)

    def interview(self) -> str:
        """Begin, hear the question, answer it aloud; the id of the session."""
        room = self.room
        room.until_home_is_ready()
        with self.sound.hearing_speakers(SAMPLE_RATE) as heard:
            room.press(Qt.Key.Key_Return)
            room.until(lambda: room.stage.view.speech is not None)
            speech = room.stage.view.speech
            assert speech
            room.until_phase("listening")
            asked = np.asarray(heard.samples)
        said = NeuralVoice().synthesize(speech.text).samples
        self.measured["question"] = likeness(asked, said[: 8 * SAMPLE_RATE])
        assert self.measured["question"] > 0.3, "the question was not heard on the speaker"
        return self.answer(FIRST_SECONDS)

    def answer(self, seconds: float) -> str:
        """Speak, say that it was all, and wait for the review."""
        room, before = self.room, self.room.reviewed
        speaking = self.sound.begin_playing(sample(seconds))
        room.until(lambda: speaking.poll() is not None)
        room.press(Qt.Key.Key_Space)
        room.until(lambda: room.window.shown == "review" and room.reviewed not in ("", before), 120)
        room.until(lambda: bool(find(room.window, Transcript).toPlainText()))
        return room.reviewed

    def hear_a_word(self, session: str) -> None:
        """Click a word in the middle: the speaker gives what was said there, and nothing else."""
        room, transcript = self.room, find(self.room.window, Transcript)
        placed = transcript._places.words
        place = next(at for at in range(len(placed) // 2, len(placed)) if placed[at].text)
        start = placed[place].span.start
        recording = next((room.paths.recordings).glob("*/*.flac"))
        said = read_clip(recording)[0].samples
        moves: list[Playing] = []
        review = room.controller.reviews._review
        assert review
        assert review.session_id == session
        listener = review._playback
        room.until(lambda: bool(listener._playback and listener._playback._clip.seconds))
        listener.moved.connect(moves.append)
        with self.sound.hearing_speakers(SAMPLE_RATE) as heard:
            spot = transcript.word_rectangle(place).center()
            click(transcript.viewport(), spot)
            end = min(start + 2.0, len(said) / SAMPLE_RATE - 0.3)
            room.until(lambda: bool(moves) and moves[-1].position > end)
            room.press(Qt.Key.Key_Space, after=0)
            room.until(lambda: not moves[-1].running)
            played = np.asarray(heard.samples)
        self.measured["word_off_by_seconds"] = found_at(played, said) - start
        assert abs(self.measured["word_off_by_seconds"]) < 0.25, "another moment was heard"

    def try_again(self, first: str) -> str:
        """Answer the same question once more."""
        room = self.room
        room.press(Qt.Key.Key_T, after=0)
        room.until_phase("asking")
        room.until(lambda: room.stage.view.speech is not None)
        room.press(Qt.Key.Key_Space)
        room.until_phase("listening")
        second = self.answer(SECOND_SECONDS)
        assert second != first
        return second

    def compare(self) -> None:
        """Both takes side by side."""
        room = self.room
        self.tab_to("Compare with another take")
        room.press(Qt.Key.Key_Down, after=0)
        pane = find(room.window, ComparisonPane)
        room.until(lambda: pane.isVisible() and pane._shown is not None)
        assert pane._shown
        assert pane._shown.later.facts != pane._shown.earlier.facts
        assert pane._shown.measures

    def export(self, session: str) -> None:
        """The report and the recording lie in the documents."""
        room = self.room
        QTest.keyClick(focused(room), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        room.until(lambda: "exported" in room.sentence)
        (folder,) = (Path.home() / "Documents" / "Greenroom").iterdir()
        names = {path.suffix for path in folder.rglob("*")}
        assert {".html", ".flac"} <= names, names
        assert session == room.reviewed

    def delete(self, session: str) -> None:
        """Row and files are gone when the message is; the first take is still there."""
        room = self.room
        assert len(list(room.paths.recordings.glob("*/*.flac"))) == 2
        self.tab_to("Delete this session")
        room.press(Qt.Key.Key_Space, after=0)
        room.until(lambda: "was deleted" in room.sentence)
        self.tab_to("Close this message")
        room.press(Qt.Key.Key_Space, after=0)
        room.until(lambda: len(list(room.paths.recordings.glob("*/*.flac"))) == 1)
        room.until(lambda: session not in self.stored())

    def stored(self) -> set[str]:
        """The sessions that the database knows."""
        from greenroom.composition import open_store

        store = open_store(self.room.paths)
        try:
            return {one.id for one in store.sessions()}
        finally:
            store.close()

    def tab_to(self, name: str) -> None:
        """Go from control to control until the one of this name has the keyboard."""
        for _ in range(TABS):
            if focused(self.room).accessibleName() == name:
                return
            QTest.keyClick(focused(self.room), Qt.Key.Key_Tab)
        raise AssertionError(f"the keyboard never comes to {name!r}")


def focused(room: Room) -> QWidget:
    """What the keyboard goes to."""
    return QApplication.focusWidget() or room.window


def click(widget: QWidget, at: QPoint) -> None:
    """With the mouse."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def likeness(one: Samples, other: Samples) -> float:
    """The highest correlation of two sounds at any shift, 0…1."""
    product, norm = correlation(one, other)
    return float(product.max() / norm)


def found_at(played: Samples, said: Samples) -> float:
    """The second of `said` with which what was played begins."""
    first = int(np.argmax(np.abs(played) > AUDIBLE))
    part = played[first : first + round(HEARD_SECONDS * SAMPLE_RATE)]
    assert len(part) > SAMPLE_RATE // 2, "nothing was played"
    product, _ = correlation(said, part)
    return float(product[: len(said)].argmax()) / SAMPLE_RATE


def correlation(one: Samples, other: Samples) -> tuple[np.ndarray, float]:
    """Of two sounds at every shift of the second, and the product of their norms."""
    length = len(one) + len(other)
    product = np.fft.rfft(one, length) * np.conj(np.fft.rfft(other, length))
    norms = np.linalg.norm(one) * np.linalg.norm(other)
    return np.fft.irfft(product, length), float(norms) or 1.0


def main() -> None:
    """Hold an interview in this folder."""
    home = Path(sys.argv[1])
    sound = VirtualSound()
    os.environ.update(sound.environment)
    app = QApplication(["greenroom"])
    settings = Settings.model_validate({"questions": 1, "follow_ups": 0, "voice": "neural"})
    room = Room(app, home / "data", settings)
    try:
        interview = KeyboardInterview(room, sound)
        interview.go()
        sys.stdout.write(json.dumps(interview.measured) + "\n")
    finally:
        room.close()
        sound.close()


if __name__ == "__main__":
    main()

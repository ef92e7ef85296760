"""Hearing a recording again: the playback, its position brought home to the window."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal, Slot

from greenroom.engines.sound.output import make_output
from greenroom.engines.sound.tempo import stretch
from greenroom.live.audio.playback import Playback, Played
from greenroom.live.concurrency.executors import SerialExecutor
from greenroom.ports import Output
from greenroom.speech.clip import Clip
from greenroom.speech.span import Span
from greenroom.ui.review.view import Playing


class Listener(QObject):
    """A playback on the speaker that is chosen; another speaker from the next recording on."""

    moved = Signal(Playing)
    failed = Signal(str)
    _heard = Signal(object)

    def __init__(
        self,
        speaker: Callable[[], str],
        make: Callable[[str], Output] = make_output,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is loaded yet.

        Args:
            speaker: tells the name of the speaker that is chosen just now.
            make: makes an output of it.
            parent: as for every QObject.
        """
        super().__init__(parent)
        self._speaker = speaker
        self._make = make
        self._name = ""
        self._playback: Playback | None = None
        self._over = False
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def load(self, clip: Clip) -> None:
        """Another recording, at its beginning."""
        if self._playback and self._speaker() != self._name:
            self._give_back()
        self._playing().load(clip)

    def unload(self) -> None:
        """Forget the recording."""
        if self._playback:
            self._playback.load(Clip(np.zeros(0, np.float32)))

    def toggle(self) -> None:
        """Play if silent, silence if playing."""
        playback = self._playing()
        if playback.played.running:
            playback.pause()
        else:
            playback.play()

    def pause(self) -> None:
        """Silence."""
        if self._playback:
            self._playback.pause()

    def play_from(self, position: float) -> None:
        """Play from there on."""
        self._playing().seek(position)
        self._playing().play()

    def play_part(self, part: Span) -> None:
        """Play this alone."""
        self._playing().play(part)

    def seek(self, position: float) -> None:
        """Go there."""
        self._playing().seek(position)

    def repeat(self, span: Span | None) -> None:
        """Play this over and over; None to go on without."""
        playback = self._playing()
        playback.set_loop(span)
        if span and not playback.played.running:
            playback.play()

    def set_speed(self, speed: float) -> None:
        """So many times as fast."""
        self._playing().set_speed(speed)

    def close(self) -> None:
        """Silence for good; the device is given back, and no other is opened."""
        self._over = True
        self._give_back()

    def _give_back(self) -> None:
        if self._playback:
            self._playback.close()
            self._playback = None

    def _playing(self) -> Playback:
        if self._playback is None:
            self._name = self._speaker()
            self._playback = Playback(
                self._make(self._name),
                stretch,
                SerialExecutor("playback"),
                self._heard.emit,
                self.failed.emit,
            )
        if self._over:
            self._playback.close()
        return self._playback

    @Slot(object)
    def _tell(self, played: Played) -> None:
        self.moved.emit(Playing(played.position, played.running, played.speed, played.loop))

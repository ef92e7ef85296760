"""The playback of a recording, and where it stands."""

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


class PlaybackController(QObject):
    """A playback on the chosen speaker; a new choice counts from the next recording on."""

    moved = Signal(Playing)
    failed = Signal(str)
    _played = Signal(object)

    def __init__(
        self,
        speaker: Callable[[], str],
        make: Callable[[str], Output] = make_output,
        parent: QObject | None = None,
    ) -> None:
        """Load nothing yet.

        Args:
            speaker: returns the name of the speaker that is chosen now.
            make: makes an output from that name.
            parent: as for every QObject.
        """
        super().__init__(parent)
        self._speaker = speaker
        self._make = make
        self._name = ""
        self._playback: Playback | None = None
        self._closed = False
        self._played.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def load(self, clip: Clip) -> None:
        """Load another recording, at its beginning."""
        if self._playback and self._speaker() != self._name:
            self._close_output()
        self._open_playback().load(clip)

    def unload(self) -> None:
        """Forget the recording."""
        if self._playback:
            self._playback.load(Clip(np.zeros(0, np.float32)))

    def toggle(self) -> None:
        """Play if silent, silence if playing."""
        playback = self._open_playback()
        if playback.played.running:
            playback.pause()
        else:
            playback.play()

    def pause(self) -> None:
        """Stop the sound."""
        if self._playback:
            self._playback.pause()

    def play_from(self, position: float) -> None:
        """Play from that second on."""
        self._open_playback().seek(position)
        self._open_playback().play()

    def play_part(self, part: Span) -> None:
        """Play this stretch alone."""
        self._open_playback().play(part)

    def seek(self, position: float) -> None:
        """Go to that second."""
        self._open_playback().seek(position)

    def repeat(self, span: Span | None) -> None:
        """Play this over and over; None to go on without."""
        playback = self._open_playback()
        playback.set_loop(span)
        if span and not playback.played.running:
            playback.play()

    def set_speed(self, speed: float) -> None:
        """Play so many times as fast."""
        self._open_playback().set_speed(speed)

    def close(self) -> None:
        """Stop for good: release the device, and open no other."""
        self._closed = True
        self._close_output()

    def _close_output(self) -> None:
        if self._playback:
            self._playback.close()
            self._playback = None

    def _open_playback(self) -> Playback:
        if self._playback is None:
            self._name = self._speaker()
            self._playback = Playback(
                self._make(self._name),
                stretch,
                SerialExecutor("playback"),
                self._played.emit,
                self.failed.emit,
            )
        if self._closed:
            self._playback.close()
        return self._playback

    @Slot(object)
    def _report(self, played: Played) -> None:
        self.moved.emit(Playing(played.position, played.running, played.speed, played.loop))

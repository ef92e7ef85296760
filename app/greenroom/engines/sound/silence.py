"""No voice and no speaker: questions are only shown."""

from threading import Event as Flag

import numpy as np

from greenroom.speech.clip import Clip


class SilentVoice:
    """A voice that says nothing."""

    def synthesize(self, text: str) -> Clip:
        """Return an empty clip."""
        return Clip(np.zeros(0, np.float32))


class SilentSpeaker:
    """A speaker that plays nothing, and does not wait either: the question is only read."""

    def play(self, clip: Clip, stop: Flag) -> bool:
        """Play nothing; return False if it was stopped before."""
        return not stop.is_set()

    def close(self) -> None:
        """Do nothing: there is no device."""

"""No voice: the question is only shown."""

import numpy as np

from greenroom.speech.clip import Clip


class SilentVoice:
    """Says nothing."""

    def synthesise(self, text: str) -> Clip:
        """An empty clip."""
        return Clip(np.zeros(0, np.float32))

"""A microphone that gives nothing but zeros: muted, switched off, or forbidden to this program."""

from typing import Final, Literal

import numpy as np

from greenroom.ports import SilenceCause
from greenroom.speech.clip import SAMPLE_RATE, Samples

FLOOR: Final = 2 / 32768
"""Every open microphone is noisier than this; some muted ones give one step of 16 bits."""

CERTAIN_SECONDS: Final = 2.0
"""Seconds until it is reported, where the system says that the microphone is muted."""

FIRST_SECONDS: Final = 3.0
"""Seconds until it is reported, where the system says nothing and no sound has come yet."""

LATER_SECONDS: Final = 20.0
"""Seconds after a sound: headsets with a noise gate give zeros while somebody thinks."""


class SilenceWatch:
    """Watches one answer for digital silence, and reports it once until sound comes again."""

    def __init__(self) -> None:
        self._sounded = False
        self._zeros = 0
        self._reported = False

    @property
    def is_silent(self) -> bool:
        """Tell whether silence was reported and no sound has come since."""
        return self._reported

    def restart(self) -> None:
        """Start counting again: the microphone was closed meanwhile."""
        self._zeros = 0

    def feed(self, block: Samples, cause: SilenceCause) -> Literal["silent", "sound"] | None:
        """Return "silent" when that has to be reported, and "sound" when it is over."""
        if np.abs(block).max(initial=0.0) > FLOOR:
            was_reported, self._reported = self._reported, False
            self._sounded, self._zeros = True, 0
            return "sound" if was_reported else None
        self._zeros += len(block)
        if self._reported or self._zeros < self._patience(cause) * SAMPLE_RATE:
            return None
        self._reported = True
        return "silent"

    def _patience(self, cause: SilenceCause) -> float:
        if cause.certain:
            return CERTAIN_SECONDS
        return LATER_SECONDS if self._sounded else FIRST_SECONDS

"""Room tone: the background behind a speaker, for as long as is needed."""

import numpy as np

from greenroom.speech.clip import SAMPLE_RATE, Samples

_STRETCH = round(0.2 * SAMPLE_RATE)
_STEP = round(0.01 * SAMPLE_RATE)


def room_tone(samples: Samples, seconds: float) -> Samples:
    """Loop the quietest 200 ms of these samples to and fro, without a click, for `seconds`.

    Silence where the samples are shorter than that.
    """
    count = round(seconds * SAMPLE_RATE)
    if len(samples) < _STRETCH:
        return np.zeros(count, np.float32)
    begin = _quietest(samples)
    quiet = samples[begin : begin + _STRETCH]
    to_and_fro = np.concatenate((quiet[::-1], quiet))
    return np.tile(to_and_fro, -(-count // len(to_and_fro)))[:count]


def _quietest(samples: Samples) -> int:
    """Return where the stretch with the least energy begins."""
    energy = np.concatenate(([0.0], np.cumsum(np.square(samples, dtype=np.float64))))
    begins = np.arange(0, len(samples) - _STRETCH + 1, _STEP)
    return int(begins[np.argmin(energy[begins + _STRETCH] - energy[begins])])

"""Voice activity, by the Silero detector inside faster-whisper."""

from typing import Any

import numpy as np

from greenroom import onnx_runtime
from greenroom.errors import ModelError
from greenroom.speech.clip import Samples
from greenroom.speech.speech_spans import WINDOW, Probabilities

_CONTEXT = 64
"""Samples of the previous window that the detector needs again."""


class SileroVoiceActivity:
    """Speech probabilities of a stream of samples; port VoiceActivity."""

    def __init__(self) -> None:
        self._session = _session()
        self.reset()

    def reset(self) -> None:
        """Forget what was heard; the next samples begin a new answer."""
        self._left: Samples = np.zeros(0, np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)
        self._state = np.zeros((2, 1, 1, 128), np.float32)

    def feed(self, samples: Samples) -> Probabilities:
        """Return the speech probabilities of the windows that `samples` complete, shape (n,)."""
        waiting = np.concatenate((self._left, samples))
        count = len(waiting) // WINDOW
        self._left = waiting[count * WINDOW :]
        if not count:
            return np.zeros(0, np.float32)
        windows = waiting[: count * WINDOW].reshape(count, WINDOW)
        ends = np.vstack((self._context, windows[:, -_CONTEXT:]))
        self._context = ends[-1]
        return self._probabilities(np.hstack((ends[:-1], windows)))

    def _probabilities(self, windows: Samples) -> Probabilities:
        probabilities, *state = self._session.run(
            None, {"input": windows, "h": self._state[0], "c": self._state[1]}
        )
        self._state = np.stack(state)
        return np.asarray(probabilities, np.float32).reshape(-1)


def _session() -> Any:
    from faster_whisper.vad import get_vad_model

    try:
        onnx_runtime.load()
        return get_vad_model().session
    except Exception as problem:  # whatever its runtime raises
        raise ModelError(
            "The speech detector could not be loaded.", "Install faster-whisper again."
        ) from problem

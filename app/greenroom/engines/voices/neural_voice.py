"""The neural voice: hibari-tts, whose default voice is in its own package; no network."""

import json
from typing import IO, Any

import numpy as np

from greenroom import onnx_runtime
from greenroom.engines.sound.resample import as_clip
from greenroom.errors import ModelError
from greenroom.speech.clip import Clip, Samples
from greenroom.speech.spoken_text import spoken_text

PAUSE_BEFORE_SECONDS = 0.05
PAUSE_AFTER_SECONDS = 0.5
"""Seconds of silence at the end of every clip: as long as what a warm microphone remembers, so that
no part of the question gets into the answer."""

_SEED = 0  # the same text sounds the same every time
_QUIET = 0.01  # of the peak; below it the model only breathes before and after speech


class PatientJson:
    """A JSON reader that lets other threads run at each object.

    Python's own reader holds the interpreter's lock from beginning to end, which blocks the window:
    0.2 s for the voice's dictionaries, 0.4 s on a busy machine.
    """

    @staticmethod
    def load(file: IO[str]) -> Any:
        """Return the content of the file."""
        return json.load(file, object_hook=_as_it_is)

    def __getattr__(self, name: str) -> Any:
        """Return whatever else of `json` is asked for."""
        return getattr(json, name)


def _as_it_is(whole: dict[str, Any]) -> dict[str, Any]:
    """Return the object; Python's lock changes hands when a Python function is called."""
    return whole


class NeuralVoice:
    """An English voice, about sixty times faster than real time on one core."""

    def __init__(self) -> None:
        """Load the voice, which takes a second.

        Raises:
            ModelError: it is not installed, or damaged.
        """
        try:
            from hibari import Hibari, g2p

            onnx_runtime.load()
            g2p.json = PatientJson()
            self._hibari: Any = Hibari()
            self._rate: int = Hibari.sample_rate
            self._hibari.phonemize("Ready.")  # loads the dictionaries
        except ImportError as problem:
            raise _unusable("The neural voice is not installed.") from problem
        except Exception as problem:  # a damaged file shows in many ways
            raise _unusable("The neural voice cannot be loaded.") from problem

    def synthesize(self, text: str) -> Clip:
        """Return the text, spoken; an empty clip if there is nothing to say in it.

        Raises:
            ModelError: the voice fails on this text.
        """
        speech_text = spoken_text(text)
        if not any(letter.isalnum() for letter in speech_text):
            return Clip(np.zeros(0, np.float32))
        try:
            sound = self._hibari(speech_text, seed=_SEED)
        except Exception as problem:
            raise ModelError(
                "The neural voice cannot say this.", "You can read the question instead."
            ) from problem
        return as_clip(between_pauses(sound, self._rate), self._rate)


def between_pauses(sound: Samples, rate: int) -> Samples:
    """Return the speech in `sound`, shape (n,), between pauses that are always the same."""
    loud = np.flatnonzero(np.abs(sound) > _QUIET * np.abs(sound).max(initial=0.0))
    if not len(loud):
        return sound[:0]
    before = np.zeros(round(PAUSE_BEFORE_SECONDS * rate), np.float32)
    after = np.zeros(round(PAUSE_AFTER_SECONDS * rate), np.float32)
    return np.concatenate((before, sound[loud[0] : loud[-1] + 1], after))


def _unusable(sentence: str) -> ModelError:
    return ModelError(
        sentence,
        "Install it again with: pip install --force-reinstall hibari-tts, "
        "or choose another voice: --voice system or --voice none.",
    )

"""espeak-ng through its library, which says when each word begins: speech with known answers."""

import ctypes
import ctypes.util
from dataclasses import dataclass
from typing import Any

import numpy as np
import soxr

from greenroom.speech.clip import SAMPLE_RATE, Clip

_RETRIEVAL = 1
_RATE = 1
_CHARACTERS = 1
_END, _WORD = 0, 1
_BUFFER_MS = 200


class _Event(ctypes.Structure):
    """espeak_EVENT."""

    _fields_ = (
        ("kind", ctypes.c_int),
        ("number", ctypes.c_uint),
        ("position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clip, and the words in it with the second in which each begins."""

    clip: Clip
    words: tuple[tuple[str, float], ...]


def missing() -> bool:
    """Whether espeak-ng's library is not here."""
    return ctypes.util.find_library("espeak-ng") is None


def speak(text: str, voice: str = "en-us", words_per_minute: int = 150) -> Spoken:
    """The text in a voice, as it was synthesized."""
    library: Any = ctypes.CDLL(ctypes.util.find_library("espeak-ng"))
    rate = library.espeak_Initialize(_RETRIEVAL, _BUFFER_MS, None, 0)
    blocks: list[np.ndarray] = []
    words: list[tuple[str, float]] = []

    @_Callback
    def take(samples: Any, count: int, events: Any) -> int:
        if samples and count:
            blocks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        at = 0
        while events[at].kind != _END:
            if events[at].kind == _WORD:
                begin = events[at].position - 1
                word = text[begin : begin + events[at].length]
                words.append((word, events[at].milliseconds / 1000))
            at += 1
        return 0

    library.espeak_SetSynthCallback(take)
    library.espeak_SetVoiceByName(voice.encode())
    library.espeak_SetParameter(_RATE, words_per_minute, 0)
    data = text.encode()
    library.espeak_Synth(data, len(data) + 1, 0, 0, 0, _CHARACTERS, None, None)
    library.espeak_Synchronize()
    library.espeak_Terminate()
    sound = np.concatenate(blocks).astype(np.float32) / 32768
    return Spoken(Clip(soxr.resample(sound, rate, SAMPLE_RATE).astype(np.float32)), tuple(words))

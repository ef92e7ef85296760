"""Answers with known sound and known words, for the tests of delivery."""

from collections.abc import Sequence

import numpy as np

from greenroom.delivery.word_index import Timeline, tidy
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word

FILLED = {"um", "uh", "er", "hm"}


def voice(seconds: float, hertz: float = 120.0, swing: float = 0.0) -> Samples:
    """A voiced burst; its pitch moves `swing` semitones up and down, thrice a second."""
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    pitch = hertz * 2 ** (swing * np.sin(2 * np.pi * 3 * times) / 12)
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
    tone = sum((np.sin(k * phase) / k for k in range(1, 8)), start=np.zeros(len(times)))
    return (0.08 * tone).astype(np.float32)


def quiet(seconds: float) -> Samples:
    """Digital silence."""
    return np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)


def room(samples: Samples, decibels: float = -66.0) -> Clip:
    """The sound in a room with a little noise, at `decibels` below full scale."""
    noise = np.random.default_rng(7).standard_normal(len(samples)) * 10 ** (decibels / 20)
    return Clip((samples + noise).astype(np.float32))


def word(text: str, start: float, end: float, confidence: float = 0.9) -> Word:
    """A word; um, uh, er and hm are filled pauses."""
    filled = text.lower().strip(".,?!") in FILLED
    return Word(text, start, end, confidence, "filled_pause" if filled else "word")


def words(text: str, *, each: float = 0.4, start: float = 0.0, gap: float = 0.0) -> list[Word]:
    """The words of a text, one after another, `each` seconds long, `gap` seconds apart."""
    return [
        word(one, start + at * (each + gap), start + at * (each + gap) + each)
        for at, one in enumerate(text.split())
    ]


def timeline(text: str, *, each: float = 0.4, gap: float = 0.0) -> Timeline:
    """The words of a text as an answer without pauses."""
    return Timeline(tidy(words(text, each=each, gap=gap), 1e6))


def spoken(
    bursts: Sequence[str], gaps: Sequence[float], *, each: float = 0.4, lead: float = 0.5
) -> tuple[Clip, Transcript, list[Span]]:
    """Bursts of voice with the given silences between them, their words and where they are."""
    parts, heard, speech, at = [quiet(lead)], list[Word](), list[Span](), lead
    for text, gap in zip(bursts, [*gaps, 0.5], strict=True):
        said = words(text, each=each, start=at)
        seconds = each * len(said)
        parts += [voice(seconds, swing=4.0), quiet(gap)]
        heard += said
        speech.append(Span(at, at + seconds))
        at += seconds + gap
    return room(np.concatenate(parts)), Transcript(tuple(heard)), speech

"""How the voice moves: pitch and loudness, on the sound alone.

The only file that uses librosa. Its first call compiles code for seconds; numba keeps that in the
folder that the environment variable NUMBA_CACHE_DIR named when numba was first imported, so it
has to be set before any of these functions is called.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.delivery.catalogue import measured
from greenroom.delivery.levels import HOP_SECONDS, Levels, mean_level
from greenroom.delivery.measure import Measure
from greenroom.delivery.timeline import Timeline, sentences, stretch
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span

_LOWEST_HZ = 65.0
_HIGHEST_HZ = 500.0
_FRAME = 1024
_HOP = 256
_CHUNK_SECONDS = 10.0  # keeps the memory for long answers small
_PERIODIC = 0.7  # correlation with the sound one period later, from which a frame is voiced
_OCTAVE = 12.0
_SOFTER_DB = 25.0
_FADE_DB = 8.0
_LEAST_SENTENCE_SECONDS = 1.5

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Voiced:
    """The voiced frames of an answer; all arrays have the same length.

    Attributes:
        times: middle of each frame, in seconds.
        semitones: pitch above the answer's middle pitch.
        levels: loudness in dB below full scale.
    """

    times: Values
    semitones: Values
    levels: Values


Track = tuple[Values, Values]
"""Times in seconds and pitch in Hz of the voiced frames of a piece of speech."""

Tracks = dict[Span, Track]
"""What has been tracked already, by the piece of speech."""


def track(clip: Clip, speech: Sequence[Span], tracks: Tracks) -> None:
    """Add the pitch in this speech to `tracks`, unless it is there: most of the work there is.

    Args:
        clip: the raw sound, at least as far as the speech reaches.
        speech: where somebody speaks.
        tracks: grows.
    """
    for span in speech:
        for piece in _pieces(span, clip.seconds):
            if piece not in tracks:
                tracks[piece] = _track(clip, piece)


def voiced_frames(
    clip: Clip, speech: Sequence[Span], levels: Levels, tracks: Tracks | None = None
) -> Voiced:
    """Pitch and loudness where the voice sounds, every 16 ms.

    YIN proposes a pitch between 65 and 500 Hz; a frame is voiced where the sound resembles itself
    one period later and is not far softer than the rest. Frames more than an octave off the middle
    are octave errors and left out.

    Args:
        clip: the raw sound.
        speech: where somebody speaks; the rest is not looked at.
        levels: the clip's loudness as `levels.frame_levels` has it.
        tracks: what was tracked of this clip already; grows.
    """
    known: Tracks = {} if tracks is None else tracks
    track(clip, speech, known)
    parts = [known[piece] for span in speech for piece in _pieces(span, clip.seconds)]
    if not parts:
        return Voiced(np.zeros(0), np.zeros(0), np.zeros(0))
    times = np.concatenate([part[0] for part in parts])
    hertz = np.concatenate([part[1] for part in parts])
    semitones = 12 * np.log2(hertz / (np.median(hertz) if len(hertz) else 1.0))
    loudness = levels[np.clip((times / HOP_SECONDS).astype(np.int64), 0, len(levels) - 1)]
    kept = (np.abs(semitones) <= _OCTAVE) & (loudness >= mean_level(loudness) - _SOFTER_DB)
    return Voiced(times[kept], semitones[kept], loudness[kept])


def pitch_variation(voiced: Voiced) -> Measure:
    """Standard deviation of the logarithmic pitch over the voiced frames, in semitones.

    Under 2 is flat, 2–5 typical (one coaching program's limits, weak evidence; how a voice sounds
    says little: r = .20 in DeGroot & Motowidlo 1999).
    """
    return _spread("pitch_variation", voiced.semitones)


def loudness_variation(voiced: Voiced) -> Measure:
    """Standard deviation of the loudness over the voiced frames, in dB; under 3 is flat."""
    return _spread("loudness_variation", voiced.levels)


def fading_ends(answer: Timeline, voiced: Voiced) -> Measure:
    """Share of sentences whose last third is over 8 dB softer than their first, in percent.

    Only sentences of 1.5 s or more with voiced sound in both thirds count; heuristic, no band.
    """
    spans = [stretch(sentence) for sentence in sentences(answer.words)]
    drops = {span: _drop(voiced, span) for span in spans if span.seconds > _LEAST_SENTENCE_SECONDS}
    known = {span: drop for span, drop in drops.items() if drop is not None}
    fading = tuple(span for span, drop in known.items() if drop > _FADE_DB)
    share = 100 * len(fading) / len(known) if known else None
    return measured("fading_ends", share, n=len(known), spans=fading)


def _spread(name: str, values: Values) -> Measure:
    return measured(name, float(np.std(values)) if len(values) else None, n=len(values))


def _drop(voiced: Voiced, sentence: Span) -> float | None:
    third = sentence.seconds / 3
    first = voiced.levels[_between(voiced, sentence.start, sentence.start + third)]
    last = voiced.levels[_between(voiced, sentence.end - third, sentence.end)]
    return float(np.mean(first) - np.mean(last)) if len(first) and len(last) else None


def _between(voiced: Voiced, start: float, end: float) -> npt.NDArray[np.bool_]:
    return (voiced.times >= start) & (voiced.times < end)


def _pieces(span: Span, seconds: float) -> list[Span]:
    """The span, cut into pieces of at most 10 s that are long enough for a frame."""
    end = min(span.end, seconds)
    starts = np.arange(span.start, end, _CHUNK_SECONDS)
    pieces = [Span(float(start), min(float(start) + _CHUNK_SECONDS, end)) for start in starts]
    return [piece for piece in pieces if piece.seconds * SAMPLE_RATE >= 2 * _FRAME]


def _track(clip: Clip, chunk: Span) -> Track:
    import librosa

    samples = clip.cut(chunk).samples
    samples = samples - samples.mean()
    hertz = librosa.yin(
        samples, fmin=_LOWEST_HZ, fmax=_HIGHEST_HZ, sr=SAMPLE_RATE,
        frame_length=_FRAME, hop_length=_HOP, center=False,
    )  # fmt: skip
    voiced = _periodicity(samples, hertz) >= _PERIODIC
    times = chunk.start + (np.arange(len(hertz)) * _HOP + _FRAME / 2) / SAMPLE_RATE
    return times[voiced], np.asarray(hertz[voiced], dtype=np.float64)


def _periodicity(samples: Samples, hertz: Values) -> Values:
    """How much each frame resembles itself one period later: −1…1, 0 for silence."""
    half = _FRAME // 2
    lags = np.minimum(np.round(SAMPLE_RATE / hertz).astype(np.int64), half)
    starts = np.arange(len(hertz)) * _HOP
    windows = np.lib.stride_tricks.sliding_window_view(samples, half)
    here, later = windows[starts], windows[starts + lags]
    product = np.einsum("ij,ij->i", here, later)
    energy = np.sqrt(np.einsum("ij,ij->i", here, here) * np.einsum("ij,ij->i", later, later))
    return np.asarray(product / np.maximum(energy, 1e-9), dtype=np.float64)

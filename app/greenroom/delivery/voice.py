"""The movement of the voice: pitch and loudness, from the sound alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.delivery.catalog import measured
from greenroom.delivery.levels import HOP_SECONDS, Levels, mean_level
from greenroom.delivery.measure import Measure
from greenroom.delivery.pitch import FRAME, HOP, Values, pitch
from greenroom.delivery.word_index import Timeline, sentences, stretch
from greenroom.speech.audio_buffer import AudioBuffer
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.span import Span

PERIODIC = 0.7
"""How truly a frame comes again, from which on it is voiced."""

_CHUNK_SECONDS = 10.0  # keeps the memory for long answers small
_OCTAVE = 12.0
_SOFTER_DB = 25.0
_FADE_DB = 8.0
_LEAST_SENTENCE_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class VoicedFrames:
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


def tracked(buffer: AudioBuffer, speech: Span) -> list[Track]:
    """Track the pitch where somebody speaks, which is most of the work.

    Args:
        buffer: has the raw sound of the speech.
        speech: where somebody speaks, in seconds from the answer's beginning.
    """
    pieces = _pieces(Span(speech.start, min(speech.end, buffer.seconds)))
    clips = ((piece, buffer.cut(piece)) for piece in pieces)
    return [_track(clip, piece.start) for piece, clip in clips if len(clip.samples) >= 2 * FRAME]


def voiced_frames(tracks: Sequence[Track], levels: Levels) -> VoicedFrames:
    """Return pitch and loudness where the voice sounds, every 16 ms.

    YIN proposes a pitch between 65 and 500 Hz; a frame is voiced where the sound comes again one
    period later with less than 0.3 of the usual difference, and is not far softer than the rest.
    Frames more than an octave off the middle are octave errors and left out.

    Args:
        tracks: of all that was said.
        levels: of the same sound.
    """
    times = np.concatenate([np.zeros(0), *(track[0] for track in tracks)])
    hertz = np.concatenate([np.zeros(0), *(track[1] for track in tracks)])
    semitones = 12 * np.log2(hertz / (np.median(hertz) if len(hertz) else 1.0))
    loudness = levels[np.clip((times / HOP_SECONDS).astype(np.int64), 0, len(levels) - 1)]
    inside = (np.abs(semitones) <= _OCTAVE) & (loudness >= mean_level(loudness) - _SOFTER_DB)
    return VoicedFrames(times[inside], semitones[inside], loudness[inside])


def pitch_variation(voiced: VoicedFrames) -> Measure:
    """Measure the standard deviation of log pitch over the voiced frames, in semitones.

    Under 2 is flat, 2–5 typical (one coaching program's limits, weak evidence; how a voice sounds
    says little: r = .20 in DeGroot & Motowidlo 1999).
    """
    return _spread("pitch_variation", voiced.semitones)


def loudness_variation(voiced: VoicedFrames) -> Measure:
    """Measure the standard deviation of loudness over the voiced frames, in dB; under 3 is flat."""
    return _spread("loudness_variation", voiced.levels)


def fading_ends(answer: Timeline, voiced: VoicedFrames) -> Measure:
    """Measure the share of sentences whose last third is over 8 dB softer than their first.

    Only sentences of 1.5 s or more with voiced sound in both thirds count; heuristic, no band.
    """
    spans = [stretch(sentence) for sentence in sentences(answer.words)]
    drops = {span: _drop(voiced, span) for span in spans if span.seconds > _LEAST_SENTENCE_SECONDS}
    measurable = {span: drop for span, drop in drops.items() if drop is not None}
    fading = tuple(span for span, drop in measurable.items() if drop > _FADE_DB)
    share = 100 * len(fading) / len(measurable) if measurable else None
    return measured("fading_ends", share, n=len(measurable), spans=fading)


def _spread(name: str, values: Values) -> Measure:
    return measured(name, float(np.std(values)) if len(values) else None, n=len(values))


def _drop(voiced: VoicedFrames, sentence: Span) -> float | None:
    third = sentence.seconds / 3
    first = voiced.levels[_between(voiced, sentence.start, sentence.start + third)]
    last = voiced.levels[_between(voiced, sentence.end - third, sentence.end)]
    return float(np.mean(first) - np.mean(last)) if len(first) and len(last) else None


def _between(voiced: VoicedFrames, start: float, end: float) -> npt.NDArray[np.bool_]:
    return (voiced.times >= start) & (voiced.times < end)


def _pieces(span: Span) -> list[Span]:
    """Cut the span into pieces of at most 10 s."""
    starts = np.arange(span.start, span.end, _CHUNK_SECONDS)
    return [Span(float(start), min(float(start) + _CHUNK_SECONDS, span.end)) for start in starts]


def _track(clip: Clip, begin: float) -> Track:
    hertz, periodicity = pitch(clip.samples)
    voiced = periodicity >= PERIODIC
    times = begin + (np.arange(len(hertz)) * HOP + FRAME / 2) / SAMPLE_RATE
    return times[voiced], hertz[voiced]

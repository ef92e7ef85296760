"""The melody of an answer, by librosa: its pitch from moment to moment, and how sentences move.

The only file that uses librosa, which brings numba and some 210 MB of memory: it runs in a process
of its own that ends afterward (`greenroom.live.measurement.prosody_process`). numba keeps what it
compiled in the folder that the environment variable NUMBA_CACHE_DIR names when librosa is first
imported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.delivery import voice
from greenroom.delivery.catalog import measured
from greenroom.delivery.levels import mean_level
from greenroom.delivery.measure import Contour, Measure
from greenroom.delivery.voice import VoicedFrames
from greenroom.delivery.word_index import Timeline, sentences, stretch
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span
from greenroom.speech.words import Word

Values = npt.NDArray[np.float64]

_FRAME, _HOP = 1024, 256
_STEP = _HOP / SAMPLE_RATE
_LOWEST_HZ, _HIGHEST_HZ = 65.0, 500.0
_RESOLUTION = 0.25  # semitones between candidates; 0.1 takes three times as long
_PIECE_SECONDS = 10.0  # keeps the memory for long answers small
_TOGETHER = 4  # frames that make one point of the line
_OCTAVE = 12.0
_SOFTER_DB = 25.0
_FLAT_SEMITONES = 2.0
_RISE_SEMITONES = 2.0
_END_SECONDS, _BEFORE_SECONDS = 0.25, 0.75
_LEAST_SENTENCE_SECONDS = 1.5
_LEAST_FRAMES = 30
_LEAST_END_FRAMES = 4


@dataclass(frozen=True, slots=True)
class Prosody:
    """What is known of an answer's melody."""

    contour: Contour
    measures: tuple[Measure, ...]


def prosody(clip: Clip, words: Sequence[Word]) -> Prosody:
    """Return the pitch contour of an answer, and the measures that are made of it.

    pyin (Mauch & Dixon 2014) weighs several candidates per frame and finds the likeliest way
    through them, and says of each frame whether it is voiced. Frames far softer than the rest, or
    more than an octave off the middle, are left out.

    Args:
        clip: the raw sound.
        words: all its words in order.
    """
    samples = np.nan_to_num(clip.samples, nan=0.0, posinf=1.0, neginf=-1.0)
    hertz, levels = _frames(samples)
    at = ~np.isnan(hertz)
    middle = np.median(hertz[at]) if at.any() else 1.0
    times = np.asarray(np.flatnonzero(at) * _STEP, np.float64)
    voiced = VoicedFrames(times, 12 * np.log2(hertz[at] / middle), levels[at])
    answer = Timeline(tuple(words))
    measures = (
        voice.pitch_variation(voiced),
        voice.loudness_variation(voiced),
        voice.fading_ends(answer, voiced),
        flat_sentences(answer, voiced),
        rising_ends(answer, voiced),
    )
    return Prosody(_contour(hertz), measures)


def warm_up() -> None:
    """Load and compile what the first answer would wait for: half a minute of work, once."""
    tone = np.sin(np.arange(SAMPLE_RATE, dtype=np.float32) * np.float32(0.05)) / 4
    prosody(Clip(tone.astype(np.float32)), ())


def _frames(samples: Samples) -> tuple[Values, Values]:
    """Pitch in Hz, not a number where nothing is voiced, and loudness in dBFS, every `_STEP`."""
    import librosa

    if len(samples) < _FRAME:
        return np.zeros(0), np.zeros(0)
    length = round(_PIECE_SECONDS / _STEP) * _HOP
    pieces = [samples[begin : begin + length] for begin in range(0, len(samples), length)]
    hertz = np.concatenate([_pitch(piece)[: -(-len(piece) // _HOP)] for piece in pieces])
    power = librosa.feature.rms(y=samples, frame_length=_FRAME, hop_length=_HOP)[0][: len(hertz)]
    levels = librosa.amplitude_to_db(power, ref=1.0, amin=1e-5, top_db=None).astype(np.float64)
    hertz[levels < mean_level(levels[~np.isnan(hertz)]) - _SOFTER_DB] = np.nan
    if not np.isnan(hertz).all():
        hertz[np.abs(12 * np.log2(hertz / np.nanmedian(hertz))) > _OCTAVE] = np.nan
    return hertz, levels


def _pitch(piece: Samples) -> Values:
    """Return one pitch in Hz per frame, not a number where it is unvoiced."""
    import librosa

    padded = np.pad(piece, (0, max(0, _FRAME - len(piece))))
    hertz, voiced, _ = librosa.pyin(
        padded, fmin=_LOWEST_HZ, fmax=_HIGHEST_HZ, sr=SAMPLE_RATE, frame_length=_FRAME,
        hop_length=_HOP, resolution=_RESOLUTION,
    )  # fmt: skip
    return np.where(voiced, hertz, np.nan)


def _contour(hertz: Values) -> Contour:
    """Return the middle pitch of every few frames of which at least half are voiced."""
    whole = hertz[: len(hertz) // _TOGETHER * _TOGETHER].reshape(-1, _TOGETHER)
    middles = (row[~np.isnan(row)] for row in whole)
    points = (round(float(np.median(it))) if 2 * len(it) >= _TOGETHER else 0 for it in middles)
    return Contour(_STEP * _TOGETHER, tuple(points))


def flat_sentences(answer: Timeline, voiced: VoicedFrames) -> Measure:
    """Share of sentences whose pitch varies by less than 2 semitones (standard deviation).

    The same limit as for the whole answer (one coaching program's, weak evidence); only sentences
    of 1.5 s or more with half a second of voiced sound count. No band.
    """
    pitches = {span: _within(voiced, span) for _, span in _long(answer)}
    known = {span: float(np.std(it)) for span, it in pitches.items() if len(it) >= _LEAST_FRAMES}
    flat = [span for span, spread in known.items() if spread < _FLAT_SEMITONES]
    return _share("flat_sentences", known, flat)


def rising_ends(answer: Timeline, voiced: VoicedFrames) -> Measure:
    """Share of statements that end at least 2 semitones higher than they were just before.

    Medians of the last 0.25 s and of the 0.75 s before; sentences with a question mark rise by
    right and are left out. A heuristic of our own, without a band: how usual a rise is depends on
    where somebody learned English.
    """
    statements = [span for words, span in _long(answer) if "?" not in words[-1].text]
    rises = {span: _rise(voiced, span.end) for span in statements}
    known = {span: rise for span, rise in rises.items() if rise is not None}
    rising = [span for span, rise in known.items() if rise >= _RISE_SEMITONES]
    return _share("rising_ends", known, rising)


def _long(answer: Timeline) -> list[tuple[Sequence[Word], Span]]:
    said = [(sentence, stretch(sentence)) for sentence in sentences(answer.words)]
    return [(words, span) for words, span in said if span.seconds > _LEAST_SENTENCE_SECONDS]


def _within(voiced: VoicedFrames, span: Span) -> Values:
    """Return the pitch of the voiced frames in a span, in semitones."""
    return voiced.semitones[(voiced.times >= span.start) & (voiced.times < span.end)]


def _rise(voiced: VoicedFrames, end: float) -> float | None:
    """By how many semitones the voice goes up at the end; None where too little is voiced."""
    begin = max(0.0, end - _END_SECONDS)
    last = _within(voiced, Span(begin, end))
    before = _within(voiced, Span(max(0.0, begin - _BEFORE_SECONDS), begin))
    if min(len(last), len(before)) < _LEAST_END_FRAMES:
        return None
    return float(np.median(last) - np.median(before))


def _share(name: str, known: Mapping[Span, float], which: Sequence[Span]) -> Measure:
    share = 100 * len(which) / len(known) if known else None
    return measured(name, share, n=len(known), spans=tuple(which))

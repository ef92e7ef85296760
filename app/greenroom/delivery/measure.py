"""Measures: numbers with their unit, their quality, and the moments they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from greenroom.delivery.limits import Band, Limits
from greenroom.speech.span import Span

Quality = Literal["ok", "low_confidence", "insufficient"]
PausePlace = Literal["between_sentences", "between_clauses", "inside_clause"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number about one answer.

    Attributes:
        name: the measure's id, the same in tables, files and on screen.
        value: in `unit`; None where there was too little to measure.
        unit: "wpm", "per_min", "s", "percent", "dB", "semitones", …
        quality: "insufficient" where `value` is None or must not be judged.
        band: "none" where no published or own band exists or the sample is too small.
        n: how many things (words, pauses, frames …) it was computed from.
        spans: the moments it came from, to be played.
        plus_minus: how far the value may be off, in `unit`, where that was measured.
        limits: those that `band` goes by; None where there are none.
    """

    name: str
    value: float | None
    unit: str
    quality: Quality = "ok"
    band: Band = "none"
    n: int = 0
    spans: tuple[Span, ...] = ()
    plus_minus: float | None = None
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A silent pause inside an answer, in seconds from the beginning of its clip."""

    start: float
    end: float
    place: PausePlace


@dataclass(frozen=True, slots=True)
class AudioQuality:
    """A grade of the recording: is it good enough to measure?

    Attributes:
        seconds: length of the clip.
        sample_rate: of the recording as it was made, in Hz.
        level_dbfs: loudness of the speech (RMS over speech), in dB below full scale.
        clipping_percent: share of samples at full scale.
        snr_db: speech level over the level between words; None without both.
        quality: the gate: what "low_confidence" or "insufficient" here does to the measures.
        remark: one sentence with a hint where the gate is not "ok".
    """

    seconds: float
    sample_rate: int
    level_dbfs: float
    clipping_percent: float
    snr_db: float | None
    quality: Quality
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Contour:
    """The pitch of the voice over an answer.

    Attributes:
        step: seconds from one point to the next; the first lies at the beginning of the clip.
        hertz: the pitch at each point, 0 where nothing voiced is heard.
    """

    step: float
    hertz: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """The delivery of one answer: its measures, pauses, and melody.

    Attributes:
        contour: None until it was looked for, which takes some seconds after all the rest.
    """

    audio: AudioQuality
    measures: Mapping[str, Measure] = field(default_factory=dict[str, Measure])
    pauses: tuple[Pause, ...] = ()
    contour: Contour | None = None

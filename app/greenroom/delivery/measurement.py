"""All measures of one answer together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from greenroom.delivery import disfluency, fillers, length, pace, pause_measures, voice, word_choice
from greenroom.delivery.audio_quality import audio_quality, pauses_quality
from greenroom.delivery.catalog import CATALOG, Relies, measured
from greenroom.delivery.measure import AudioQuality, Delivery, Measure, Quality
from greenroom.delivery.pauses import place, silent_pauses
from greenroom.delivery.prosody import Prosody
from greenroom.delivery.streaming_measurer import StreamingMeasurer, heard_whole
from greenroom.delivery.word_index import Timeline, tidy
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.language_detection import ENGLISH, NOT_ENGLISH
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript

_LEAST_CONFIDENCE = 0.6
_NOTHING = np.zeros(0, np.float32)
_NO_WORDS = "Something was heard, but no words. Speak closer to the microphone."

_FROM_TIMELINE = (
    pace.speaking_rate,
    pace.pace_without_pauses,
    pace.articulation_rate,
    pace.fast_stretches,
    pace.slow_stretches,
    pace.pace_variability,
    fillers.filled_pauses,
    fillers.filled_pause_rate,
    fillers.filled_pauses_per_100_words,
    fillers.lexical_fillers,
    fillers.filler_share,
    disfluency.disfluencies,
    fillers.filler_clusters,
    pause_measures.silent_pauses,
    pause_measures.pause_length,
    pause_measures.pause_share,
    pause_measures.long_pauses,
    pause_measures.very_long_pauses,
    pause_measures.mid_clause_pause_share,
    pause_measures.mid_clause_pause_rate,
    pause_measures.phonation_ratio,
    word_choice.repetition,
    word_choice.top_word_share,
    disfluency.false_starts,
    word_choice.hedges,
    word_choice.signposts,
    word_choice.lexical_diversity,
    word_choice.recognition_confidence,
)
_FROM_SOUND = (
    "pitch_variation",
    "loudness_variation",
    "fading_ends",
    "flat_sentences",
    "rising_ends",
)


@dataclass(frozen=True, slots=True)
class MeasureRequest:
    """All that is needed to measure an answer, besides its sound.

    Attributes:
        transcript: its words with times from the clip's beginning.
        speech: where voice activity was found on the raw sound; empty means silence.
        sample_rate: of the recording as it was made, in Hz.
        target_seconds: how long a good answer takes; 0 where no target is known.
        technical: whether the question is one about models, code or systems.
        think_seconds: from the end of the question to the first word; None if unknown.
    """

    transcript: Transcript
    speech: tuple[Span, ...] = ()
    sample_rate: int = SAMPLE_RATE
    target_seconds: int = 0
    technical: bool = False
    think_seconds: float | None = None


def measure(sound: Clip | StreamingMeasurer, request: MeasureRequest) -> Delivery:
    """Return the measures of one answer; never fails and never yields NaN.

    Every measure of the catalog is there, those that could not be had with value None and
    quality "insufficient". Technical answers have no "hedges".

    Args:
        sound: the raw sound of the answer, or all that was heard of it while it was spoken.
        request: what is known of the answer.
    """
    transcript, technical = request.transcript, request.technical
    measurer = sound if isinstance(sound, StreamingMeasurer) else heard_whole(sound, request.speech)
    measurer.hear(_NOTHING, request.speech)
    levels = measurer.meter.levels
    audio = audio_quality(measurer.meter, request.speech, sample_rate=request.sample_rate)
    words = tidy(transcript.words, audio.seconds)
    think_time = length.think_time(request.think_seconds, technical=technical)
    if audio.quality == "insufficient" or not any(word.kind == "word" for word in words):
        return Delivery(_wordless(audio, transcript), _complete([think_time], technical=technical))
    answer = Timeline(words, silent_pauses(levels, words, request.speech))
    answer_length = length.answer_length(answer, target_seconds=request.target_seconds)
    voiced = voice.voiced_frames(measurer.tracks, levels)
    measures = [*_of_words(answer), *_of_voice(answer, voiced), answer_length]
    graded = _graded(measures, audio, _words_quality(answer, transcript))
    return Delivery(audio, _complete([*graded, think_time], technical=technical), answer.pauses)


def remeasure(before: Delivery, request: MeasureRequest) -> Delivery:
    """Return the measures with those made of words taken again, after some were corrected.

    What was measured on the sound stays: its quality, where it is silent, the voice.

    Args:
        before: how the answer was measured with the words that were heard.
        request: with the corrected words; its speech, sample rate and time to think are not
            looked at.
    """
    transcript, technical = request.transcript, request.technical
    words = tidy(transcript.words, before.audio.seconds)
    unchanged = [before.measures[name] for name in _FROM_SOUND if name in before.measures]
    think_time = [_think_time_again(before, technical=technical)]
    if before.audio.quality == "insufficient" or not any(word.kind == "word" for word in words):
        audio = _wordless(before.audio, transcript)
        return Delivery(audio, _complete(think_time, technical=technical), contour=before.contour)
    pauses = (replace(it, place=place(words, Span(it.start, it.end))) for it in before.pauses)
    answer = Timeline(words, tuple(pauses))
    answer_length = length.answer_length(answer, target_seconds=request.target_seconds)
    measures = [*_of_words(answer), answer_length]
    graded = _graded(measures, before.audio, _words_quality(answer, transcript))
    complete = _complete([*graded, *unchanged, *think_time], technical=technical)
    return Delivery(before.audio, complete, answer.pauses, before.contour)


def _think_time_again(before: Delivery, *, technical: bool) -> Measure:
    previous = before.measures.get("think_time")
    return length.think_time(previous.value if previous else None, technical=technical)


def with_prosody(before: Delivery, transcript: Transcript, prosody: Prosody) -> Delivery:
    """Return the delivery with its melody, which is looked for after all the rest is known."""
    if before.audio.quality == "insufficient":
        return replace(before, contour=prosody.contour)
    words = Timeline(tidy(transcript.words, before.audio.seconds))
    graded = _graded(prosody.measures, before.audio, _words_quality(words, transcript))
    measures = {**before.measures, **{one.name: one for one in graded}}
    return replace(before, measures=measures, contour=prosody.contour)


def warm_up() -> None:
    """Load what the first answer would otherwise wait for."""
    heard_whole(Clip(np.zeros(SAMPLE_RATE, np.float32)), [Span(0.0, 1.0)])


def _of_words(answer: Timeline) -> list[Measure]:
    return [compute(answer) for compute in _FROM_TIMELINE]


def _of_voice(answer: Timeline, voiced: voice.VoicedFrames) -> list[Measure]:
    return [
        voice.pitch_variation(voiced),
        voice.loudness_variation(voiced),
        voice.fading_ends(answer, voiced),
    ]


def _words_quality(answer: Timeline, transcript: Transcript) -> Quality:
    """Grade the words: recognized with some certainty, and English."""
    if transcript.language != ENGLISH:
        return "insufficient"
    mean = word_choice.recognition_confidence(answer).value or 0.0
    return "ok" if mean >= _LEAST_CONFIDENCE else "low_confidence"


def _qualities(audio: AudioQuality, words: Quality) -> dict[Relies, Quality]:
    """Return the best quality a measure may have, by what it relies on."""
    both = _worse(pauses_quality(audio), words)
    return {"sound": audio.quality, "words": words, "both": both, "neither": "ok"}


def _graded(measures: Iterable[Measure], audio: AudioQuality, words: Quality) -> list[Measure]:
    quality = _qualities(audio, words)
    return [_as_good_as(one, quality[CATALOG[one.name].relies]) for one in measures]


def _as_good_as(one: Measure, limit: Quality) -> Measure:
    """Return the measure with its quality no better than `limit`."""
    quality = _worse(one.quality, limit)
    return replace(one, quality=quality, band="none" if quality == "insufficient" else one.band)


def _worse(one: Quality, other: Quality) -> Quality:
    if "insufficient" in {one, other}:
        return "insufficient"
    return "low_confidence" if "low_confidence" in {one, other} else "ok"


def _wordless(audio: AudioQuality, transcript: Transcript) -> AudioQuality:
    if audio.quality == "insufficient":
        return audio
    return replace(
        audio,
        quality="insufficient",
        remark=_NO_WORDS if transcript.language == ENGLISH else NOT_ENGLISH,
    )


def _complete(measures: Iterable[Measure], *, technical: bool) -> dict[str, Measure]:
    """Put all measures in the catalog's order; hedges only where they matter."""
    by_name = {one.name: one for one in measures}
    return {
        name: by_name.get(name) or measured(name, None, n=0)
        for name in CATALOG
        if not (technical and name == "hedges")
    }

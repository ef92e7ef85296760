"""Answers that a thinking pause of 3 s ends early, hands-free."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bench.corpus import room
from bench.figures import Figure
from bench.setting import Setting
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.live.audio.transcription import StreamingTranscription
from greenroom.live.concurrency.executors import InlineExecutor
from greenroom.ports import Transcriber
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.endpointing import EndpointRules
from greenroom.speech.language_detection import Languages
from greenroom.speech.speech_spans import speech_spans
from greenroom.speech.words import Word

THINKING_SECONDS = 3.0
_BLOCK = 512
_GAP = 0.1  # seconds of silence from which on a pause may be put there
_MOST = 2.0  # percent
_BEFORE, _AFTER = 8.0, 6.0
_QUICK_HEARD, _FULL_HEARD = 3, 10


class Finished:
    """Holds everything that is said for a finished sentence: the least patience there is."""

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        """One word, with a full stop."""
        return [Word("Done.", 0.0, segment.seconds)]

    def languages(self, segment: Clip) -> Languages:
        """No other one than English."""
        return {}


@dataclass(frozen=True, slots=True)
class Thinking:
    """An answer with a pause put into it, which lasts until sample number `until`."""

    samples: Samples
    until: int


def cuts(setting: Setting) -> list[Figure]:
    """Every pause with the worst that could have been said before it; some with what was said."""
    answers = list(_answers(setting))
    worst = [ends_early(answer, Finished()) for answer in answers]
    wanted = _FULL_HEARD if setting.full else _QUICK_HEARD
    some = answers[:: -(-len(answers) // wanted)]
    heard = [ends_early(answer, setting.runtime.transcriber.load()) for answer in some]
    what = f"of {len(answers)} answers ended early, if all were whole sentences"
    return [
        Figure("cuts.worst", what, 100 * sum(worst) / len(worst), "%", _MOST),
        Figure(
            "cuts", f"of {len(some)} as they were heard", 100 * sum(heard) / len(heard), "%", _MOST
        ),
    ]


def ends_early(answer: Thinking, transcriber: Transcriber) -> bool:
    """Whether silence ends this answer before its pause is over."""
    hearing = StreamingTranscription(transcriber, SileroVoiceActivity(), InlineExecutor())
    for begin in range(0, answer.until, _BLOCK):
        hearing.feed(answer.samples[begin : begin + _BLOCK])
        if hearing.seconds_left(EndpointRules()) == 0.0:
            return True
    return False


def with_pause(samples: Samples, at: int) -> Thinking:
    """A pause put in at a sample; it lasts until the voice detector may hear what comes next."""
    quiet = _like_its_pauses(samples, round(THINKING_SECONDS * SAMPLE_RATE))
    joined = np.concatenate((samples[:at], quiet, samples[at:]))
    return Thinking(joined, min(len(joined), at + len(quiet) + SAMPLE_RATE))


def _answers(setting: Setting) -> Iterator[Thinking]:
    """A pause in the middle of each clip, or at every silence of the sample answers."""
    clips = [it.clip for it in setting.spoken if it.clip.seconds >= _AFTER]
    for clip in clips[:: 1 if setting.full else 8]:
        gaps = _gaps(clip)
        yield from (_around(clip, at) for at in gaps[len(gaps) // 2 :][:1])
    if not clips:
        yield from (_around(Clip(setting.talk.sound), at) for at in _gaps(Clip(setting.talk.sound)))


def _around(clip: Clip, at: int) -> Thinking:
    begin = max(0, at - round(_BEFORE * SAMPLE_RATE))
    part = clip.samples[begin : at + round(_AFTER * SAMPLE_RATE)]
    return with_pause(part, at - begin)


def _gaps(clip: Clip) -> list[int]:
    """The middle of each silence inside a clip, as a sample."""
    spans = speech_spans(SileroVoiceActivity().feed(clip.samples), clip.samples)
    return [
        round((one.end + other.start) / 2 * SAMPLE_RATE)
        for one, other in pairwise(spans)
        if other.start - one.end >= _GAP
    ]


def _like_its_pauses(samples: Samples, count: int) -> Samples:
    """Noise as loud as the quietest tenth of the sound."""
    frames = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    level = float(np.quantile(np.sqrt(np.mean(frames**2, axis=1)), 0.1)) if len(frames) else 0.0
    quiet = room(count / SAMPLE_RATE)
    return (quiet * (level / float(np.sqrt(np.mean(quiet**2))))).astype(np.float32)

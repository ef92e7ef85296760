"""How long the end of an answer takes and what hearing costs, beside transcribing it whole."""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from bench.figures import Figure, quantile
from bench.memory import memory
from bench.session import Ended, Held, hold
from bench.setting import Setting
from greenroom.engines.recognition import whisper
from greenroom.speech.clip import Clip

QUICK = ((15, 0), (30, 1), (15, 1), (60, 0), (15, 2), (30, 2), (120, 0))
FULL = (
    *((15, 0), (30, 1), (60, 2), (15, 3), (30, 4), (15, 1), (120, 0), (15, 2), (30, 0), (60, 1)),
    *((120, 1), (300, 0), (600, 0)),
)
"""Answers in the order in which they are given: seconds, and which ending."""

_WHOLE_SECONDS = 120


def speed(setting: Setting) -> list[Figure]:
    """One interview through the real recorder, hearing, measuring and store."""
    answers = FULL if setting.full else QUICK
    held = hold(setting.talk, answers, setting.hurry, setting.runtime)
    _show(held)
    known = [answer.known - answer.over for answer in held.answers]
    replies = [answer.reply - answer.over for answer in held.answers]
    in_one = _whole_seconds(setting)
    segmented = median(_after(held, _WHOLE_SECONDS, lambda answer: answer.known))
    return [
        Figure("end.median", "answer over → all known, median", median(known), limit=1.0),
        Figure("end.p95", "answer over → all known, 95 %", quantile(known, 0.95), limit=1.8),
        _ratio(held, [seconds for seconds, _ in answers]),
        Figure("whole.120", "120 s transcribed whole after the stop", in_one),
        Figure("end.120", "120 s heard while spoken, all known after the stop", segmented),
        Figure("whole.ratio", "times faster than whole", in_one / segmented, "", 8, "more", 1.0),
        Figure("share", "processor time per second spoken", _share(held.answers), limit=0.35),
        *memory(held),
        Figure("reply.median", "answer over → reply sounds, median", median(replies), limit=1.2),
        Figure("reply.p95", "answer over → reply sounds, 95 %", quantile(replies, 0.95)),
    ]


def whole(transcriber: Any, clip: Clip) -> str:
    """The words of all of it by the same model, with the same prompt, beam and word times."""
    segments, _ = transcriber._model.transcribe(
        clip.samples,
        language="en",
        beam_size=whisper._BEAM,
        initial_prompt=whisper._PROMPT,
        word_timestamps=True,
    )
    return " ".join(segment.text for segment in segments)


def _whole_seconds(setting: Setting) -> float:
    clip = setting.talk.answer(_WHOLE_SECONDS, 0)
    began = time.perf_counter()
    whole(setting.runtime.transcriber.load(), clip)
    return time.perf_counter() - began


def _ratio(held: Held, lengths: Sequence[int]) -> Figure:
    """How much longer the end of the longest answers takes than that of the shortest.

    They end alike: with the same words after the same last pause.
    """
    long, short = max(lengths), min(lengths)
    seconds = [
        median(_after(held, length, lambda answer: answer.known)) for length in (long, short)
    ]
    what = f"the same, {long} s against {short} s"
    return Figure("end.ratio", what, seconds[0] / seconds[1], "", 1.5, grain=0.2)


def _after(held: Held, length: int, moment: Callable[[Ended], float]) -> list[float]:
    """Seconds from the end of each answer of that length to a moment after it."""
    return [
        moment(answer) - answer.over for answer in held.answers if round(answer.seconds) == length
    ]


def _share(answers: Sequence[Ended]) -> float:
    spoken = sum(answer.seconds for answer in answers)
    return sum(answer.processor for answer in answers) / spoken


def _show(held: Held) -> None:
    """Each answer on a line: seconds after its end."""
    print(f"{'answer':>8}{'words':>8}{'all':>8}{'reply':>8}{'processor':>11}")
    for answer in held.answers:
        moments = (answer.words, answer.known, answer.reply)
        after = "".join(f"{moment - answer.over:8.2f}" for moment in moments)
        kind = "  to a follow-up" if answer.follow_up else ""
        print(f"{answer.seconds:6.0f} s{after}{answer.processor / answer.seconds:11.3f}{kind}")
    for sentence in held.told:
        print(f"  told: {sentence}")

"""From the words of an answer to everything we say about it."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Protocol

from greenroom.delivery.measure import Delivery
from greenroom.delivery.measuring import remeasure
from greenroom.feedback.assess import assess
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.opinions import requoted
from greenroom.interview.defusing import said_to_people
from greenroom.live.hearing import Heard
from greenroom.live.overheard import Overheard
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word
from greenroom.structure.analyse import analyse, foresee
from greenroom.structure.elements import Structure
from greenroom.structure.narrow import narrowed, narrowed_rubric
from greenroom.structure.rubric import Rubric
from greenroom.structure.sentences import split


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording: its clip, and the sample rate in Hz at which it was made."""

    clip: Clip
    sample_rate: int


class Measuring(Protocol):
    """Measures how an answer was spoken, away from this process."""

    def submit(
        self,
        sound: Clip | Overheard,
        transcript: Transcript,
        speech: Sequence[Span],
        *,
        sample_rate: int,
        target_seconds: int,
        technical: bool,
        think_seconds: float | None,
    ) -> Future[Delivery]:
        """Begin to measure."""
        ...

    def overhear(self, read: Callable[[], Clip]) -> Overheard:
        """An answer that begins to be spoken; `read` gives its sound when all has been said."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is judged against; `rubric` is None where only the delivery counts."""

    question: str
    rubric: Rubric | None
    target_seconds: int = 0
    think_seconds: float | None = None

    @property
    def technical(self) -> bool:
        """Whether hedging is right here: calibrated uncertainty is, on technical questions."""
        return self.rubric is not None and self.rubric.id != "star"


class Judging:
    """Measures and judges answers; blocks, so call it on a lane."""

    def __init__(self, measuring: Measuring) -> None:
        self._measuring = measuring

    def overhear(self, read: Callable[[], Clip]) -> Overheard:
        """An answer that begins to be spoken; it is measured meanwhile."""
        return self._measuring.overhear(read)

    def foresee(self, words: Sequence[Word]) -> None:
        """So many words of an answer are known: what can be done by now is done."""
        foresee(split(words))

    def understand(self, heard: Heard, asked: Asked) -> Structure | None:
        """What the answer contains, by the question's rubric."""
        return _structure(heard.transcript, asked)

    def judge(
        self, sound: Sound | Overheard, heard: Heard, asked: Asked, structure: Structure | None
    ) -> Analysis:
        """Everything about one answer; `structure` as `understand` found it."""
        began = time.perf_counter()
        live = isinstance(sound, Overheard)
        delivery = self._measuring.submit(
            sound if live else sound.clip,
            heard.transcript,
            heard.speech,
            sample_rate=SAMPLE_RATE if live else sound.sample_rate,
            target_seconds=asked.target_seconds,
            technical=asked.technical,
            think_seconds=asked.think_seconds,
        ).result()
        measured = time.perf_counter()
        feedback = assess(
            heard.transcript,
            delivery,
            structure,
            asked.rubric,
            target_seconds=asked.target_seconds,
        )
        timings = {"measure": measured - began, "assess": time.perf_counter() - measured}
        return Analysis(heard.transcript, delivery, structure, feedback, timings)


def renewed(before: Analysis, transcript: Transcript, asked: Asked) -> Analysis:
    """What is known of an answer after some of its words were corrected.

    Takes milliseconds and needs no recording: what was measured on the sound stays.
    """
    structure = _structure(transcript, asked)
    delivery = remeasure(
        before.delivery,
        transcript,
        target_seconds=asked.target_seconds,
        technical=asked.technical,
    )
    feedback = assess(
        transcript, delivery, structure, asked.rubric, target_seconds=asked.target_seconds
    )
    after = Analysis(transcript, delivery, structure, feedback, before.timings)
    if before.judgement is None:
        return after
    return replace(after, judgement=requoted(before.judgement, after))


def _structure(transcript: Transcript, asked: Asked) -> Structure | None:
    """Sentences that speak to a machine are no part of an answer."""
    if asked.rubric is None:
        return None
    return analyse(split(said_to_people(transcript.words)), asked.question, asked.rubric)


def only_what_was_probed(
    asked: Asked, structure: Structure | None, element: str
) -> tuple[Asked, Structure | None]:
    """An answer to a follow-up is judged by the element that was asked for, and nothing else."""
    rubric = narrowed_rubric(asked.rubric, element) if asked.rubric else None
    if rubric is None or structure is None:
        return replace(asked, rubric=None), None
    return replace(asked, rubric=rubric), narrowed(structure, element)

"""A real interview, but for the sound card: what happens when, after each answer."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock
from unittest.mock import patch

from bench.candidate import Candidate
from bench.corpus import Talk
from bench.processes import Memory, processor_seconds, watched_memory
from greenroom import composition
from greenroom.content import load_script
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.interview import events as ev
from greenroom.interview.plan import Plan
from greenroom.live.concurrency.notices import (
    Concluded,
    LevelChanged,
    Message,
    SentOut,
    Told,
    VoiceBegan,
)
from greenroom.live.concurrency.notices import WordsHeard as Caption
from greenroom.live.interview.live_interview import LiveInterview
from greenroom.paths import Paths
from greenroom.runtime import ModelRuntime
from greenroom.settings import Settings
from greenroom.speech.clip import Clip
from greenroom.structure.cache import forget

_SCRIPT = "behavioral"
_NOTICES = (Concluded, LevelChanged, SentOut, Told, VoiceBegan, Caption)
_SPOKEN_SECONDS = 2.0
_PATIENCE_SECONDS = 120.0


@dataclass(slots=True)
class Ended:
    """One answer: its length, the moments (`time.perf_counter`) after it, and what it took.

    Attributes:
        over: the candidate has said that this is the answer.
        words: the transcript is complete.
        understood: the structure is known, and whether to follow up.
        known: measures, structure and feedback are there, and stored.
        reply: the first sample of what the interviewer says next goes to the speaker.
        processor: seconds of all processes while it was spoken.
        follow_up: it answers a follow-up; what is said after it was made ready meanwhile.
    """

    seconds: float
    over: float = 0.0
    words: float = 0.0
    understood: float = 0.0
    known: float = 0.0
    reply: float = 0.0
    processor: float = 0.0
    follow_up: bool = False

    @property
    def complete(self) -> bool:
        """Whether all moments are known."""
        return bool(self.words and self.known and self.reply)


@dataclass(slots=True)
class Held:
    """An interview that was held."""

    answers: list[Ended] = field(default_factory=list[Ended])
    memory: Memory = field(default_factory=Memory)
    told: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class _Speaker:
    """Notes when the first sample came; an utterance lasts two seconds at the most."""

    began: SimpleQueue[tuple[float, Message | None]]

    def play(self, clip: Clip, stop: Event) -> bool:
        self.began.put((time.perf_counter(), None))
        time.sleep(min(clip.seconds, _SPOKEN_SECONDS))
        return True

    def close(self) -> None:
        """Nothing is held."""


class Session:
    """Holds one interview in which the answers are given in turn.

    Args:
        talk: what is said.
        answers: the seconds of each, and which ending.
        hurry: how many times faster than real time all but the end of an answer is spoken.
        runtime: warm.
    """

    def __init__(
        self, talk: Talk, answers: Sequence[tuple[int, int]], hurry: float, runtime: ModelRuntime
    ) -> None:
        self._runtime = runtime
        self._door: SimpleQueue[tuple[float, Message | None]] = SimpleQueue()
        self._held = Held([Ended(seconds) for seconds, _ in answers])
        clips = (talk.answer(*answer) for answer in answers)
        self._microphone = Candidate(clips, hurry, self._begin, self._finish)
        self._lock = Lock()
        self._spoken = 0
        self._turns: dict[int, Ended] = {}
        self._waiting: Ended | None = None

    def hold(self, home: Path) -> Held:
        """Until the last answer is analyzed and replied to."""
        paths = Paths.under(home)
        paths.prepare()
        script = load_script(_SCRIPT, paths)
        count = len(self._held.answers) + 1
        plan = Plan(script, (script.questions * (count // len(script.questions) + 1))[:count], 1)
        rehearsal = composition.InterviewOptions(
            Settings(), paths, ModelHub(), runtime=self._runtime
        )
        with (
            patch.object(composition, "make_microphone", lambda *_: self._microphone),
            patch.object(composition, "make_speaker", lambda *_: _Speaker(self._door)),
            watched_memory() as self._held.memory,
            composition.interview(plan, rehearsal, self._post) as live,
        ):
            live.handle(ev.Started())
            while not all(answer.complete for answer in self._held.answers):
                self._next(live)
        return self._held

    def _next(self, live: LiveInterview) -> None:
        now, message = self._door.get(timeout=_PATIENCE_SECONDS + self._longest())
        if message is None:
            if self._waiting:
                self._waiting.reply, self._waiting = now, None
            return
        self._note(now, message, live)
        if isinstance(message, Told):
            self._held.told.append(message.sentence)
        if not isinstance(message, _NOTICES):
            live.handle(message)

    def _note(self, now: float, message: Message, live: LiveInterview) -> None:
        match message:
            case ev.AnswerFinished():
                answer = self._held.answers[self._spoken - 1]
                answer.over = now
                answer.follow_up = live.state.follow_up is not None
                self._turns[live.state.turn] = self._waiting = answer
            case ev.Transcribed(turn):
                self._turns[turn].words = now
            case ev.Understood(turn):
                self._turns[turn].understood = now
            case ev.Analyzed(turn):
                self._turns[turn].known = now
            case ev.TranscriptionFailed() | ev.AnalysisFailed() | ev.PreparationFailed():
                raise RuntimeError(f"The bench cannot go on: {message.reason}")
            case _:
                pass

    def _post(self, message: Message) -> None:
        self._door.put((time.perf_counter(), message))

    def _begin(self) -> None:
        forget()  # answers repeat each other here, and nothing may be known of one from another
        with self._lock:
            self._spoken += 1
            self._before = processor_seconds()

    def _finish(self) -> None:
        now = time.perf_counter()
        with self._lock:
            answer = self._held.answers[self._spoken - 1]
            answer.processor = processor_seconds() - self._before
        self._door.put((now, ev.AnswerFinished()))

    def _longest(self) -> float:
        return max(answer.seconds for answer in self._held.answers)


def hold(
    talk: Talk, answers: Sequence[tuple[int, int]], hurry: float, runtime: ModelRuntime
) -> Held:
    """An interview in which the answers are given in turn, in a home of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        return Session(talk, answers, hurry, runtime).hold(Path(home))

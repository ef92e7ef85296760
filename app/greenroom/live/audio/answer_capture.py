"""The capture of an answer: microphone → recording and transcription, block by block."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event as Flag

from greenroom.errors import DeviceError, GreenroomError, StorageError
from greenroom.interview.events import EndedBy, ListeningEnded
from greenroom.live.audio.silence_watch import SilenceWatch
from greenroom.live.audio.transcription import StreamingTranscription
from greenroom.live.concurrency.error_boundary import error_boundary, in_words
from greenroom.live.concurrency.executors import Executor
from greenroom.live.concurrency.notices import (
    LevelChanged,
    MicrophoneLost,
    MicrophoneSilent,
    MicrophoneSounds,
    PostNotice,
)
from greenroom.live.measurement.measurement_stream import MeasurementStream
from greenroom.ports import Microphone, Recording
from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.endpointing import EndpointRules
from greenroom.speech.level import level_dbfs

_log = logging.getLogger(__name__)

HEARD_AGAIN = "Your microphone works again: I can hear you."

READ_SECONDS = 0.1
"""How long one wait for sound lasts; the candidate's keys are obeyed as fast."""

PATIENCE_SECONDS = 20.0
"""How long a lost microphone is waited for before the answer ends."""

RETRY_SECONDS = 0.5

TAIL_SECONDS = 0.2
"""How much sound is still on its way from the sound card when the candidate ends."""


@dataclass(slots=True)
class Take:
    """An answer being recorded, possibly in several stretches.

    Attributes:
        measurement: measures the answer meanwhile; None where nothing does.
        samples: how many are recorded so far.
        mark: only silence that follows speech after this sample may end the answer.
        silence: notices when the microphone gives nothing but zeros.
    """

    turn: int
    recording: Recording
    transcription: StreamingTranscription
    measurement: MeasurementStream | None = None
    samples: int = 0
    mark: int = 0
    silence: SilenceWatch = field(default_factory=SilenceWatch)

    def add(self, block: Samples) -> None:
        """Write a block to disk first, then transcribe it, then measure it."""
        self.recording.write(block)
        self.samples += len(block)
        self.transcription.feed(block)
        if self.measurement:
            self.measurement.feed(block, lambda: self.transcription.speech)

    @property
    def seconds(self) -> float:
        """Return the seconds recorded so far."""
        return self.samples / SAMPLE_RATE

    def seconds_left(self, endpoint_rules: EndpointRules) -> float | None:
        """Return the seconds until silence ends the answer; None while nothing is counted."""
        silence = self.transcription.silence
        if silence is None or silence * SAMPLE_RATE >= self.samples - self.mark:
            return None
        return self.transcription.seconds_left(endpoint_rules)


@dataclass(frozen=True, slots=True)
class _Loss:
    """When the microphone was lost, and how much was recorded by then."""

    at: float
    samples: int


class AnswerCapture:
    """Captures answers on an executor of its own. Call it from the main thread only.

    Args:
        microphone: where the sound comes from.
        executor: where the sound is waited for.
        post: takes levels, and the end of the answer.
        endpoint_rules: how long silence may last in a hands-free answer; None where only the
            candidate ends an answer.
        clock: returns seconds, for the wait for a lost microphone.
    """

    def __init__(
        self,
        microphone: Microphone,
        executor: Executor,
        post: PostNotice,
        endpoint_rules: EndpointRules | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._microphone = microphone
        self._executor = executor
        self._post = post
        self._endpoint_rules = endpoint_rules
        self._clock = clock
        self._stop = Flag()
        self._still_thinking = Flag()

    def warm(self) -> None:
        """Start the microphone while the interviewer speaks, so that no first word is lost."""

        def work() -> None:
            with suppress(GreenroomError):  # `listen` will meet it again, and report it
                self._microphone.warm()

        self._executor.submit(work)

    def stop_capture(self) -> None:
        """Discard what was captured: the interviewer was cut off in the middle of a word."""
        self._executor.submit(error_boundary(self._microphone.close, _log.warning))

    def listen(self, take: Take) -> None:
        """Record until `hold` or `end`, or until the sound is over; then post ListeningEnded."""
        stop = self._stop = Flag()
        self._submit(take, lambda: self._hear(take, stop))

    def ignore_silence_once(self) -> None:
        """Let this silence pass: the candidate is still thinking."""
        self._still_thinking.set()

    def hold(self) -> None:
        """Close the microphone and leave the recording open for the next `listen`."""
        self._stop.set()

    def end(self, take: Take) -> None:
        """Close the recording; then post ListeningEnded."""
        self._stop.set()
        self._submit(take, lambda: self._close(take, "candidate"))

    def close(self) -> None:
        """Give the device back."""
        self._stop.set()
        self._executor.close()
        self._microphone.close()

    def _submit(self, take: Take, work: Callable[[], None]) -> None:
        def attempt() -> None:
            try:
                work()
            except StorageError as problem:
                self._fault(take, in_words(problem), "storage")

        self._executor.submit(error_boundary(attempt, lambda reason: self._fault(take, reason)))

    def _hear(self, take: Take, stop: Flag) -> None:
        take.mark = take.samples
        if by := self._record(take, stop):
            self._close(take, by)

    def _record(self, take: Take, stop: Flag) -> EndedBy | None:
        """Record until stopped (None), until the sound is over, or silence ends the answer."""
        loss: _Loss | None = None
        while not stop.is_set():
            try:
                take.silence.restart()
                self._microphone.open()
                return self._pump(take, stop)
            except DeviceError as problem:
                if loss is None or take.samples > loss.samples:
                    loss = _Loss(self._clock(), take.samples)
                    self._post(MicrophoneLost(f"{in_words(problem)} What you said so far is kept."))
                elif self._clock() - loss.at > PATIENCE_SECONDS:
                    raise
                stop.wait(RETRY_SECONDS)
            finally:
                self._microphone.close()
        return None

    def _pump(self, take: Take, stop: Flag) -> EndedBy | None:
        while not stop.is_set():
            block = self._microphone.read(READ_SECONDS)
            if block is None:
                return "file"
            if self._take(take, block) == 0.0:
                return "silence"
        until = self._clock() + TAIL_SECONDS
        while (left := until - self._clock()) > 0:
            block = self._microphone.read(left)
            if block is None:
                return "file"
            self._take(take, block)
        return None

    def _take(self, take: Take, block: Samples) -> float | None:
        """Keep and transcribe a block; return the seconds that silence may still last."""
        if not len(block):
            return None
        take.add(block)
        self._watch_silence(take, block)
        left = self._seconds_left(take)
        self._post(LevelChanged(take.turn, level_dbfs(block), take.seconds, left))
        return left

    def _watch_silence(self, take: Take, block: Samples) -> None:
        cause = self._microphone.silence_cause
        change = take.silence.feed(block, cause) if cause else None
        if cause and change == "silent":
            self._post(MicrophoneSilent(cause.sentence))
        elif change == "sound":
            self._post(MicrophoneSounds(HEARD_AGAIN))

    def _seconds_left(self, take: Take) -> float | None:
        if self._still_thinking.is_set() or take.silence.is_silent:
            self._still_thinking.clear()
            take.mark = take.samples
        return take.seconds_left(self._endpoint_rules) if self._endpoint_rules else None

    def _close(self, take: Take, by: EndedBy, reason: str = "") -> None:
        take.recording.close()
        self._post(ListeningEnded(take.turn, by, reason))

    def _fault(self, take: Take, reason: str, by: EndedBy = "fault") -> None:
        """Keep what was recorded, and report the fault to the rules."""
        with suppress(GreenroomError):
            take.recording.close()
        self._post(ListeningEnded(take.turn, by, reason))

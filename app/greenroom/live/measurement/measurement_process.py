"""Measuring in a process of its own, so that the window never waits for it.

Measuring holds Python's lock for long stretches; in a spawned process that is not felt. The child
answers one question at a time over a pipe. An answer is sent to it while it is spoken, so that
little is left to do at its end.
"""

import logging
import multiprocessing
import pickle
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from greenroom.delivery.measure import Delivery
from greenroom.delivery.measurement import MeasureRequest, measure
from greenroom.live.concurrency.executors import SerialExecutor, lower_priority
from greenroom.live.concurrency.heap import trim_heap
from greenroom.live.measurement.measurement_stream import MeasurementStream
from greenroom.live.measurement.measurement_worker import (
    AudioChunk,
    MeasureClip,
    MeasurementWorker,
    MeasureStream,
    Question,
    WarmUp,
)
from greenroom.speech.clip import Clip

_log = logging.getLogger(__name__)

_CLOSE_SECONDS = 1.0
_LOST = (EOFError, OSError)
"""What a pipe raises when the process at its other end has gone."""


class MeasuringProcess:
    """Measures answers one after another in a spawned process.

    What goes wrong with one answer is that answer's and leaves the child alive. A child that dies
    is started again once; after that measuring goes on in this process, slower
    for the window but with the same result. Whoever packages the program as one executable calls
    `multiprocessing.freeze_support()` first thing in main.
    """

    def __init__(self) -> None:
        """Nothing is started yet."""
        self._executor = SerialExecutor("measures")
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._starts_left = 2
        self._closed = False

    def warm_up(self) -> Future[None]:
        """Start the child and let it load; answers queue behind it."""
        return self._executor.submit(self._warm_up)

    def open_stream(self, read: Callable[[], Clip]) -> MeasurementStream:
        """An answer that begins to be spoken; `read` gives its sound when all has been said."""
        return MeasurementStream(self._hear, read)

    def submit(self, sound: Clip | MeasurementStream, request: MeasureRequest) -> Future[Delivery]:
        """Queue an answer; see `greenroom.delivery.measurement.measure`.

        One that was heard while it was spoken is measured as quickly however long it was.
        """
        if isinstance(sound, Clip):
            return self._executor.submit(lambda: self._measure(sound, request))
        sound.flush(request.speech)
        return self._executor.submit(lambda: self._measure_heard(sound, request))

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is none."""
        child = self._child
        return child.process.pid if child else None

    def close(self) -> None:
        """End the child at once; what still waits is canceled. May be called twice."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
        if child:
            child.end()
        if self._executor.close(_CLOSE_SECONDS) and child:
            child.pipe.close()

    def _warm_up(self) -> None:
        self._ask(WarmUp())

    def _hear(self, part: AudioChunk) -> None:
        self._executor.submit(lambda: self._ask_to_hear(part))

    def _ask_to_hear(self, part: AudioChunk) -> None:
        try:
            self._ask(part)
        except Exception:  # noqa: BLE001 - the answer is then measured from its recording
            _log.exception("A part of an answer could not be measured")

    def _measure_heard(self, answer: MeasurementStream, request: MeasureRequest) -> Delivery:
        heard = MeasureStream(answer.number, answer.samples, request)
        return self._ask(heard) or self._measure(answer.read(), request)

    def _measure(self, clip: Clip, request: MeasureRequest) -> Delivery:
        delivery = self._ask(MeasureClip(clip, request))
        if delivery is None and self._closed:
            raise CancelledError
        return measure(clip, request) if delivery is None else delivery

    def _ask(self, question: Question) -> Delivery | None:
        """The child's answer; None where it has none, or no child could give one."""
        while child := self._living():
            try:
                child.pipe.send(question)
                answer: Delivery | Exception | None = child.pipe.recv()
            except _LOST:
                self._forget(child)
            else:
                if isinstance(answer, Exception):
                    raise answer
                return answer
        return None

    def _living(self) -> "_Child | None":
        with self._lock:
            if self._closed or self._child or not self._starts_left:
                return self._child
            self._starts_left -= 1
            self._child = _Child.start()
            return self._child

    def _forget(self, child: "_Child") -> None:
        with self._lock:
            if self._child is child:
                self._child = None
        child.end()
        child.pipe.close()


@dataclass(frozen=True, slots=True)
class _Child:
    """A spawned process and the pipe to it."""

    process: BaseProcess
    pipe: Connection

    @classmethod
    def start(cls) -> "_Child":
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs,), name="greenroom-measures", daemon=True
        )
        process.start()
        theirs.close()
        return cls(process, ours)

    def end(self) -> None:
        """Stop the process; whoever reads the pipe then finds it ended."""
        self.process.kill()  # it has nothing to keep, and a stopped one hears of nothing else
        self.process.join(_CLOSE_SECONDS)


def _serve(pipe: Connection) -> None:
    """Answer questions until the pipe closes; what goes wrong with one is its answer."""
    lower_priority()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which then ends us
    desk = MeasurementWorker()
    while True:
        try:
            question: Question = pipe.recv()
            pipe.send(_answer(question, desk))
            if not isinstance(question, AudioChunk):
                trim_heap()
        except _LOST:
            return


def _answer(question: Question, desk: MeasurementWorker) -> Delivery | Exception | None:
    try:
        return question(desk)
    except Exception as problem:  # noqa: BLE001 - it belongs to whoever has asked
        return _sendable(problem)


def _sendable(problem: Exception) -> Exception:
    """The exception with where it happened; in other words where it cannot be sent."""
    where = "".join(traceback.format_exception(problem))
    try:
        pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own, a moment ago
    except Exception:  # noqa: BLE001 - whatever it is, another one takes its place
        problem = RuntimeError(f"{type(problem).__name__}: {problem}")
    problem.add_note(where)
    return problem

"""Measuring in a process of its own, so that the window never waits for it.

Measuring holds Python's lock for long stretches; in a spawned process that is not felt. An answer
is sent to it while it is spoken, so that little is left to do at its end.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from multiprocessing.connection import Connection

from greenroom.delivery.measure import Delivery
from greenroom.delivery.measurement import MeasureRequest, measure
from greenroom.live.concurrency.executors import SerialExecutor
from greenroom.live.concurrency.resources import trim_heap
from greenroom.live.measurement.child_process import (
    CLOSE_SECONDS,
    ChildLostError,
    ChildProcess,
    serve,
)
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


class MeasuringProcess:
    """Measures answers one after another in a spawned process.

    What goes wrong with one answer leaves the child alive. A child that dies is replaced once;
    after that measuring goes on in this process, slower for the window but with the same result.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._executor = SerialExecutor("measures")
        self._lock = threading.Lock()
        self._child: ChildProcess | None = None
        self._starts_left = 2
        self._closed = False

    def warm_up(self) -> Future[None]:
        """Start the child and let it load; answers queue behind that."""
        return self._executor.submit(self._warm_up)

    def open_stream(self, read: Callable[[], Clip]) -> MeasurementStream:
        """Return a stream for an answer that begins; `read` gives its whole sound at the end."""
        return MeasurementStream(self._send, read)

    def submit(self, sound: Clip | MeasurementStream, request: MeasureRequest) -> Future[Delivery]:
        """Queue an answer; see `greenroom.delivery.measurement.measure`.

        One that was sent while it was spoken takes the same time however long it was.
        """
        if isinstance(sound, Clip):
            return self._executor.submit(lambda: self._measure(sound, request))
        sound.flush(request.speech)
        return self._executor.submit(lambda: self._measure_stream(sound, request))

    @property
    def pid(self) -> int | None:
        """Return the child's process id; None while there is none."""
        child = self._child
        return child.pid if child else None

    def close(self) -> None:
        """End the child at once and cancel what still waits. May be called twice."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
        if child:
            child.end()
        if self._executor.close(CLOSE_SECONDS) and child:
            child.close_pipe()

    def _warm_up(self) -> None:
        self._ask(WarmUp())

    def _send(self, chunk: AudioChunk) -> None:
        self._executor.submit(lambda: self._ask_to_measure(chunk))

    def _ask_to_measure(self, chunk: AudioChunk) -> None:
        try:
            self._ask(chunk)
        except Exception:  # noqa: BLE001 - the answer is then measured from its recording
            _log.exception("A part of an answer could not be measured")

    def _measure_stream(self, answer: MeasurementStream, request: MeasureRequest) -> Delivery:
        question = MeasureStream(answer.number, answer.samples, request)
        return self._ask(question) or self._measure(answer.read(), request)

    def _measure(self, clip: Clip, request: MeasureRequest) -> Delivery:
        delivery = self._ask(MeasureClip(clip, request))
        if delivery is None and self._closed:
            raise CancelledError
        return measure(clip, request) if delivery is None else delivery

    def _ask(self, question: Question) -> Delivery | None:
        """Return the child's answer; None where it has none, or no child could give one."""
        while child := self._living():
            try:
                return child.ask(question)
            except ChildLostError:
                self._forget(child)
        return None

    def _living(self) -> ChildProcess | None:
        with self._lock:
            if self._closed or self._child or not self._starts_left:
                return self._child
            self._starts_left -= 1
            self._child = ChildProcess("greenroom-measures", _serve)
            return self._child

    def _forget(self, child: ChildProcess) -> None:
        with self._lock:
            if self._child is child:
                self._child = None
        child.end()
        child.close_pipe()


def _serve(pipe: Connection) -> None:
    worker = MeasurementWorker()
    serve(pipe, lambda question: question(worker), afterward=_trim_after_answer)


def _trim_after_answer(question: Question) -> None:
    if not isinstance(question, AudioChunk):
        trim_heap()

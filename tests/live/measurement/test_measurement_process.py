import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from greenroom.delivery.measure import Delivery
from greenroom.delivery.measurement import MeasureRequest, measure
from greenroom.live.measurement.measurement_process import MeasuringProcess
from greenroom.live.measurement.measurement_stream import MeasurementStream
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word

pytestmark = pytest.mark.slow

TONE = Clip((0.2 * np.sin(np.arange(SAMPLE_RATE * 3) * 0.05)).astype(np.float32))
WORDS = Transcript(tuple(Word("word", at / 10, (at + 1) / 10) for at in range(30)))
SPEECH = (Span(0.0, 1.2), Span(1.5, 3.0))
REQUEST = MeasureRequest(WORDS, SPEECH, target_seconds=60)
PATIENCE = 50.0


@pytest.fixture
def process() -> Iterator[MeasuringProcess]:
    measures = MeasuringProcess()
    yield measures
    measures.close()


def submit(process: MeasuringProcess, sound: Clip | MeasurementStream = TONE) -> Future[Delivery]:
    return process.submit(sound, REQUEST)


def here() -> Delivery:
    return measure(TONE, REQUEST)


def child_of(process: MeasuringProcess) -> int:
    deadline = time.monotonic() + PATIENCE
    while process.pid is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return process.pid


def test_the_child_measures_as_we_would(process: MeasuringProcess) -> None:
    delivery = submit(process).result(PATIENCE)
    assert delivery.measures["speaking_rate"] == here().measures["speaking_rate"]
    assert process.pid not in {None, os.getpid()}


def measurement(process: MeasuringProcess, until: int = len(TONE.samples)) -> MeasurementStream:
    """The tone, spoken block by block."""
    answer = process.open_stream(lambda: TONE)
    for begin in range(0, until, 1_000):
        settled = [span for span in SPEECH if span.end * SAMPLE_RATE <= begin]
        answer.feed(TONE.samples[begin : begin + 1_000], lambda settled=settled: settled)
    return answer


def test_an_answer_measured_while_it_is_spoken_has_the_same_measures(
    process: MeasuringProcess,
) -> None:
    whole = submit(process)
    alongside = submit(process, measurement(process))
    assert alongside.result(PATIENCE) == whole.result(PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_an_answer_whose_beginning_was_lost_is_measured_from_its_recording(
    process: MeasuringProcess,
) -> None:
    child = child_of_after_answer(process)
    answer = measurement(process, until=20_000)
    os.kill(child, signal.SIGKILL)
    answer.feed(TONE.samples[20_000:], lambda: SPEECH)
    assert submit(process, answer).result(PATIENCE) == here()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_killed_child_is_replaced_once_and_then_done_without(process: MeasuringProcess) -> None:
    first = child_of_after_answer(process)
    os.kill(first, signal.SIGKILL)
    assert submit(process).result(PATIENCE).measures["speaking_rate"].value
    second = child_of(process)
    assert second != first
    os.kill(second, signal.SIGKILL)
    assert submit(process).result(PATIENCE).measures["speaking_rate"].value
    assert process.pid is None


def child_of_after_answer(process: MeasuringProcess) -> int:
    submit(process).result(PATIENCE)
    return child_of(process)


def test_closing_ends_the_child_and_what_waits() -> None:
    process = MeasuringProcess()
    warming, waiting = process.warm_up(), submit(process)
    child = child_of(process)
    process.close()
    process.close()
    assert warming.done()
    with pytest.raises(CancelledError):
        waiting.result(0)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_an_unused_process_starts_nothing() -> None:
    process = MeasuringProcess()
    assert process.pid is None
    process.close()


def test_what_goes_wrong_with_one_answer_leaves_the_child_alive(process: MeasuringProcess) -> None:
    child = child_of_after_answer(process)
    for _ in range(3):
        refused = process.submit(TONE, replace(REQUEST, transcript=UNHEARD_OF))
        problem = refused.exception(PATIENCE)
        assert problem is not None
        assert "measurement" in "".join(problem.__notes__), "where it happened goes with it"
    assert submit(process).result(PATIENCE) == here()
    assert process.pid == child


UNHEARD_OF = Transcript((Word("word", 0.1, 0.2), cast("Word", "no word at all")))
"""What measuring makes of it stands for any bug in it."""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_closing_does_not_wait_for_a_child_that_was_stopped() -> None:
    process = MeasuringProcess()
    child = child_of_after_answer(process)
    os.kill(child, signal.SIGSTOP)
    waiting = submit(process)
    began = time.monotonic()
    process.close()
    assert time.monotonic() - began < 1.0
    with pytest.raises(CancelledError):
        waiting.result(5)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)

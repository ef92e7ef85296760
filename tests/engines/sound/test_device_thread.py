"""The thread that may hang, and those that do not wait for it."""

import time
from collections.abc import Iterator
from threading import Event

import pytest

from greenroom.engines.sound import device_thread
from greenroom.engines.sound.device_thread import DeviceThread


@pytest.fixture
def gate() -> Iterator[Event]:
    gate = Event()
    yield gate
    gate.set()


def hang(thread: DeviceThread, gate: Event) -> None:
    begun = Event()

    def work() -> None:
        begun.set()
        gate.wait()

    thread.submit(work)
    begun.wait(5)


def test_work_is_done_in_order_and_what_is_urgent_goes_first(gate: Event) -> None:
    thread, done = DeviceThread("t"), list[str]()
    hang(thread, gate)
    jobs = [
        thread.submit(lambda: done.append("first")),
        thread.submit(lambda: done.append("second")),
        thread.submit(lambda: done.append("urgent"), first=True),
    ]
    gate.set()
    assert all(job.wait(5) for job in jobs)
    assert done == ["urgent", "first", "second"]


def test_a_failure_is_for_whoever_asks_for_the_result() -> None:
    thread = DeviceThread("t")
    job = thread.submit(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        job.result(5)
    assert job.failed
    assert thread.submit(lambda: 2).result(5) == 2


def test_what_was_abandoned_in_time_is_never_done(gate: Event) -> None:
    thread, done = DeviceThread("t"), list[int]()
    hang(thread, gate)
    job = thread.submit(lambda: done.append(1))
    assert not job.abandon()
    gate.set()
    assert thread.submit(lambda: 2).result(5) == 2
    assert done == []


def test_what_comes_of_an_abandoned_job_is_given_back(gate: Event) -> None:
    thread, given_back, begun = DeviceThread("t"), list[str](), Event()

    def work() -> str:
        begun.set()
        gate.wait()
        return "a device"

    job = thread.submit(work, given_back.append)
    begun.wait(5)
    assert not job.abandon()
    gate.set()
    assert thread.submit(lambda: 2).result(5) == 2
    assert given_back == ["a device"]


def test_what_is_done_is_given_back_by_the_caller() -> None:
    thread, given_back = DeviceThread("t"), list[str]()
    job = thread.submit(lambda: "a device", given_back.append)
    assert job.result(5) == "a device"
    assert job.abandon()
    assert given_back == []


def test_it_is_stuck_until_its_call_returns(gate: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_thread, "STUCK_SECONDS", 0.05)
    thread = DeviceThread("t")
    assert not thread.is_stuck
    hang(thread, gate)
    time.sleep(0.1)
    assert thread.is_stuck
    waiting = thread.submit(lambda: None)
    assert not waiting.wait(0.01)
    gate.set()
    assert waiting.wait(5)
    assert thread.submit(lambda: None).wait(5)

"""Blocking work beside the window: order, results, failures, canceling, and the end."""

import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.errors import GreenroomError, StorageError
from greenroom.ui.services.background import (
    CANCELED,
    WORKERS,
    AtClose,
    BackgroundTasks,
    TaskGroup,
)


def unexpected(problem: GreenroomError) -> None:
    raise AssertionError(problem)


def unheard(_: object) -> None:
    raise AssertionError


@pytest.fixture
def group(background: BackgroundTasks) -> Iterator[TaskGroup]:
    made = background.group("test")
    yield made
    made.close()


@pytest.fixture
def gate() -> Iterator[Event]:
    """Opened at the end at the latest, so that no worker waits for ever."""
    made = Event()
    yield made
    made.set()


def test_work_is_done_elsewhere_and_its_result_comes_home(qtbot: QtBot, group: TaskGroup):
    got: list[tuple[bool, bool]] = []

    def done(worker: object) -> None:
        got.append((worker is main_thread(), current_thread() is main_thread()))

    group.run(current_thread, done, unexpected)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(False, True)]


def test_failures_come_home_as_sentences(qtbot: QtBot, group: TaskGroup):
    problems: list[GreenroomError] = []

    def refuse() -> None:
        raise StorageError("The disk is full.")

    def stumble() -> None:
        raise KeyError("secret")

    group.run(refuse, unheard, problems.append)
    group.run(stumble, unheard, problems.append)
    qtbot.waitUntil(lambda: len(problems) == 2)
    assert problems[0].sentence == "The disk is full."
    assert "inside Greenroom" in problems[1].sentence
    assert "secret" not in problems[1].sentence


def test_what_is_canceled_inside_is_told_like_any_other_failure(qtbot: QtBot, group: TaskGroup):
    problems: list[GreenroomError] = []

    def give_up() -> None:
        raise CancelledError

    group.run(give_up, unheard, problems.append)
    qtbot.waitUntil(lambda: problems == [CANCELED])


def test_one_group_keeps_its_order_and_groups_share_three_workers(
    qtbot: QtBot, background: BackgroundTasks
):
    groups = [background.group(str(number)) for number in range(8)]
    got: list[tuple[str, int]] = []
    threads: set[str] = set()

    def work() -> None:
        threads.add(current_thread().name)
        time.sleep(0.001)

    for number in range(10):
        for one in groups:
            one.run(work, lambda _, one=one, n=number: got.append((one.name, n)), unexpected)
    qtbot.waitUntil(lambda: len(got) == 80)
    assert len(threads) == WORKERS
    for one in groups:
        assert [number for name, number in got if name == one.name] == list(range(10))


def test_lasting_work_leaves_a_worker_for_what_is_quick(
    qtbot: QtBot, background: BackgroundTasks, gate: Event
):
    for number in range(5):
        lasting = background.group(f"lasting {number}")
        lasting.run(gate.wait, lambda _: None, unexpected, lasting=True)
    got: list[int] = []
    background.group("quick").run(lambda: 1, got.append, unexpected)
    qtbot.waitUntil(lambda: got == [1])


def test_what_waits_and_what_runs_can_be_canceled_and_is_told_once(
    qtbot: QtBot, group: TaskGroup, gate: Event
):
    problems: list[str] = []
    begun, stop = Event(), Event()

    def work() -> None:
        begun.set()
        stop.wait(10)
        raise CancelledError

    running = group.run(work, unheard, lambda _: problems.append("running"), interrupt=stop.set)
    waiting = group.run(gate.wait, unheard, lambda _: problems.append("waiting"))
    assert begun.wait(5)
    assert running
    assert waiting
    for task in (waiting, running, waiting):
        task.cancel()
    qtbot.waitUntil(lambda: len(problems) == 2)
    qtbot.wait(20)
    assert problems == ["waiting", "running"]


def test_progress_comes_home_and_ends_the_work_when_it_is_stopped(qtbot: QtBot, group: TaskGroup):
    told: list[tuple[str, float, bool]] = []
    problems: list[GreenroomError] = []
    stop = Event()

    def receive(what: str, share: float) -> None:
        told.append((what, share, current_thread() is main_thread()))

    report = group.reporting(receive, stop)

    def work() -> None:
        report("Fetching", 0.5)
        assert stop.wait(10)
        report("Fetching", 0.6)

    group.run(work, unheard, problems.append, interrupt=stop.set)
    qtbot.waitUntil(lambda: told == [("Fetching", 0.5, True)])
    stop.set()
    qtbot.waitUntil(lambda: problems == [CANCELED])
    assert len(told) == 1


def test_nobody_is_called_after_close(qtbot: QtBot, background: BackgroundTasks):
    group, got = background.group("test"), []
    group.run(lambda: 1, got.append, unexpected)
    group.close()
    assert group.run(lambda: 2, got.append, unexpected) is None
    qtbot.wait(20)
    assert got == []


def test_what_must_be_stored_is_stored_though_it_still_waits(
    background: BackgroundTasks, gate: Event
):
    group, stored = background.group("test"), list[str]()
    begun = Event()

    def work() -> None:
        begun.set()
        gate.wait(10)

    group.run(work, unheard, unexpected, interrupt=gate.set)
    assert begun.wait(5)
    group.run(lambda: stored.append("dropped"), unheard, unexpected)
    group.run(lambda: stored.append("note"), unheard, unexpected, at_close=AtClose.STORE)
    group.close(last=lambda: stored.append("closed"))
    assert background.close()
    assert stored == ["note", "closed"]


def test_the_end_waits_longer_for_what_must_be_stored_than_for_the_rest(
    qapp: QApplication, gate: Event
):
    background, stored, begun = BackgroundTasks(qapp), list[str](), Event()

    def hang() -> None:
        begun.set()
        gate.wait()

    def store() -> None:
        time.sleep(0.3)
        stored.append("note")

    background.group("hangs").run(hang, unheard, unexpected)
    assert begun.wait(10)
    background.group("stores").run(store, unheard, unexpected, at_close=AtClose.STORE)
    began = time.monotonic()
    assert not background.close(seconds=0.1), "something goes on"
    assert time.monotonic() - began < 1.0
    assert stored == ["note"]
    gate.set()
    assert background.close()

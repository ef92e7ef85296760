"""The way back to the main thread: in order, until it is closed."""

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.live.concurrency.executors import SerialExecutor
from greenroom.live.concurrency.notices import Told
from greenroom.ui.services.background import BackgroundTasks, TaskGroup
from greenroom.ui.services.event_queue import EventQueue


@pytest.fixture
def group(background: BackgroundTasks) -> Iterator[TaskGroup]:
    made = background.group("test")
    yield made
    made.close()


def test_messages_come_through_a_channel_in_order_until_it_is_closed(
    qtbot: QtBot, group: TaskGroup
):
    got: list[Told] = []
    channel, executor = group.channel(got.append), SerialExecutor("test")
    for number in range(50):
        executor.submit(lambda number=number: channel.post(Told(str(number))))
    qtbot.waitUntil(lambda: len(got) == 50)
    assert got == [Told(str(number)) for number in range(50)]
    executor.submit(lambda: channel.post(Told("late"))).result()
    channel.close()
    qtbot.wait(20)
    assert len(got) == 50
    executor.close()


def test_what_is_posted_to_a_deleted_queue_is_dropped(qtbot: QtBot, qapp: QApplication):
    called: list[int] = []
    queue = EventQueue(qapp)
    queue.post(lambda: called.append(1))
    shiboken6.delete(queue)
    poster = threading.Thread(target=lambda: queue.post(lambda: called.append(2)))
    poster.start()
    poster.join()
    qtbot.wait(20)
    assert called == []

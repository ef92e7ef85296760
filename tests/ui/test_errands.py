from threading import current_thread, main_thread

import pytest
import shiboken6
from person import deliver
from pytestqt.qtbot import QtBot

from greenroom.errors import GreenroomError, StorageError
from greenroom.live.lanes import ThreadLane
from greenroom.live.notices import Told
from greenroom.ui.door import QtDoor
from greenroom.ui.errands import Errands


@pytest.fixture
def errands(qtbot: QtBot):
    made = Errands(ThreadLane("test"))
    yield made
    made.close()


def unexpected(problem: GreenroomError) -> None:
    raise AssertionError(problem)


def test_work_is_done_elsewhere_and_its_result_comes_home(qtbot: QtBot, errands: Errands):
    got: list[tuple[str, bool]] = []
    errands.do(
        lambda: current_thread().name,
        lambda name: got.append((name, current_thread() is main_thread())),
        unexpected,
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0].startswith("test")
    assert got[0][1]


def test_failures_come_home_as_sentences(qtbot: QtBot, errands: Errands):
    problems: list[GreenroomError] = []

    def refuse() -> None:
        raise StorageError("The disk is full.")

    def stumble() -> None:
        raise KeyError("secret")

    errands.do(refuse, lambda _: None, problems.append)
    errands.do(stumble, lambda _: None, problems.append)
    qtbot.waitUntil(lambda: len(problems) == 2)
    assert problems[0].sentence == "The disk is full."
    assert "inside Greenroom" in problems[1].sentence
    assert "secret" not in problems[1].sentence


def test_nobody_is_called_after_close(qtbot: QtBot):
    errands, got = Errands(ThreadLane("test")), []
    errands.do(lambda: 1, got.append, unexpected)
    errands.close()
    errands.do(lambda: 2, got.append, unexpected)
    deliver()
    assert got == []


def test_messages_come_through_the_door_in_order(qtbot: QtBot):
    got: list[object] = []
    door = QtDoor(got.append)
    lane = ThreadLane("test")
    for number in range(50):
        lane.submit(lambda number=number: door.post(Told(str(number))))
    qtbot.waitUntil(lambda: len(got) == 50)
    lane.close()
    assert got == [Told(str(number)) for number in range(50)]


def test_a_lane_may_knock_at_what_was_deleted(qtbot: QtBot):
    door, errands, lane = QtDoor(unheard), Errands(ThreadLane("test")), ThreadLane("late")
    shiboken6.delete(door)
    shiboken6.delete(errands)
    lane.submit(lambda: door.post(Told("Too late."))).result()
    lane.submit(lambda: errands.call(lambda: unheard(None))).result()
    lane.close()


def unheard(_: object) -> None:
    raise AssertionError

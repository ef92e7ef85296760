"""Where a stream leads, asked of a server that the test plays and of a real one."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from greenroom.engines.sound import route_watch
from greenroom.engines.sound.devices import sound_devices
from greenroom.engines.sound.route_watch import RouteWatch
from greenroom.engines.sound.server import Kind, Route, no_answer, subscribe
from virtual_sound import VirtualSound

HERE = Route("desk", is_monitor=False, is_muted=False, devices=frozenset({"desk", "headset"}))
NOWHERE = Route("", is_monitor=False, is_muted=False, devices=frozenset())


class Server:
    """Says what is asked for."""

    def __init__(self, answer: Route | Exception | None) -> None:
        self.answer = answer

    def find(self, kind: Kind, tag: str) -> Route | None:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def ask(watch: RouteWatch) -> str:
    return watch._ask()


def unheard(kind: Kind, server: Server, monkeypatch: pytest.MonkeyPatch, pinned: str = ""):
    """A watch without threads."""
    monkeypatch.setattr(route_watch, "subscribe", lambda: None)
    return RouteWatch(kind, "tag", pinned, server.find)


def elsewhere(name: str, *devices: str, monitor: bool = False) -> Route:
    return Route(name, monitor, is_muted=False, devices=frozenset(devices or (name,)))


@pytest.mark.parametrize(
    ("kind", "pinned", "then", "certainty"),
    [
        ("input", "", None, "right"),
        ("input", "", NOWHERE, "unsure"),
        ("input", "", no_answer(), "unsure"),
        ("input", "", elsewhere("headset"), "right"),
        ("input", "desk", elsewhere("headset"), "wrong"),
        ("input", "", elsewhere("speakers.monitor", monitor=True), "wrong"),
        ("output", "", elsewhere("headset", "desk", "headset"), "right"),
        ("output", "", elsewhere("headset"), "wrong"),
    ],
)
def test_where_a_stream_may_lead(
    monkeypatch: pytest.MonkeyPatch,
    kind: Kind,
    pinned: str,
    then: Route | Exception | None,
    certainty: str,
) -> None:
    server = Server(HERE)
    watch = unheard(kind, server, monkeypatch, pinned)
    assert ask(watch) == "right"
    server.answer = then
    assert ask(watch) == certainty


def test_without_a_server_every_route_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unheard("input", Server(None), monkeypatch).certainty == "right"


@pytest.mark.real
def test_a_real_stream_that_is_moved_to_a_monitor_is_noticed_at_once(
    virtual_sound: VirtualSound,
) -> None:
    opening = sound_devices.open("input", "default", lambda *_: {"callback": lambda *_: None})
    route = opening.result(10).route
    try:
        wait_until(lambda: route.certainty == "right")
        virtual_sound.mute_microphone()
        wait_until(lambda: route.is_muted)
        virtual_sound.mute_microphone(False)
        wait_until(lambda: not route.is_muted and route.certainty == "right")
        virtual_sound.unplug_microphone()
        began = time.monotonic()
        wait_until(lambda: route.certainty == "wrong")
        assert time.monotonic() - began < 1
    finally:
        sound_devices.close(opening)


SUBSCRIBER = """
from greenroom.engines.sound.server import subscribe
process = subscribe()
print(process.pid, flush=True)
input()
"""


@pytest.mark.real
@pytest.mark.parametrize("how", ["closed", "killed"])
def test_nothing_is_left_of_a_watch(virtual_sound: VirtualSound, how: str) -> None:
    if how == "closed":
        process = subscribe()
        assert process
        number = process.pid
        assert process.stdin
        assert process.stdout
        assert process.poll() is None
        process.stdin.close()
        process.wait(10)
        process.stdout.close()
    else:
        command = [sys.executable, "-c", SUBSCRIBER]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as program:
            assert program.stdout
            number = int(program.stdout.readline())
            program.kill()
    wait_until(lambda: not is_running(number))


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.005)

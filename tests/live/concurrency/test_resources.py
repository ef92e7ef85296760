"""Memory that was freed goes back to the system."""

import ctypes
import sys
from pathlib import Path

import numpy as np
import pytest

from greenroom.live.concurrency.resources import trim_heap


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


@pytest.mark.skipif(sys.platform != "linux", reason="no such allocator")
def test_what_lies_between_things_still_in_use_is_given_back():
    blocks = [np.ones(1_000, np.float64) for _ in range(10_000)]  # 80 MB in small pieces
    kept = blocks[::100]
    del blocks
    before = resident_mb()
    trim_heap()
    assert all(block.all() for block in kept)
    assert before - resident_mb() > 40


def test_where_the_allocator_is_another_nothing_is_called(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "other")
    monkeypatch.setattr(ctypes, "CDLL", pytest.fail)
    trim_heap()


def test_a_c_library_without_the_call_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    asked: list[object] = []

    def library(name: object) -> object:
        asked.append(name)
        return object()

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", library)
    trim_heap()
    assert asked == [None]

"""Widgets that only a cycle holds are destroyed on the main thread, whoever allocates."""

import gc
import threading
from collections.abc import Iterator
from weakref import finalize

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.ui.shell.garbage import GarbageCollection


@pytest.fixture
def collection(qapp: QApplication) -> Iterator[GarbageCollection]:
    """The window's collector, given back afterward."""
    made = GarbageCollection(qapp)
    yield made
    made.close()
    gc.unfreeze()
    made.deleteLater()


def _cycle(destroyed_on: list[str]) -> None:
    """Make an object of Qt's that only a cycle keeps; it says which thread destroys it."""
    kept = QObject()
    kept.me = kept  # type: ignore[attr-defined]
    finalize(kept, lambda: destroyed_on.append(threading.current_thread().name))


def _allocate() -> None:
    """Make far more containers than Python's own threshold for a collection."""
    kept = [[number] for number in range(200_000)]
    assert len(kept) == 200_000


def test_a_worker_that_allocates_destroys_nothing(collection: GarbageCollection) -> None:
    """The automatic collector would have run on the worker."""
    collection.collect()  # the modules of this test
    destroyed_on: list[str] = []
    _cycle(destroyed_on)
    worker = threading.Thread(target=_allocate, name="worker")
    worker.start()
    worker.join()
    assert destroyed_on == []
    collection.collect()
    assert destroyed_on == [threading.current_thread().name]


def test_it_collects_by_itself(collection: GarbageCollection, qtbot: QtBot) -> None:
    """A running program needs nobody to ask for it."""
    destroyed_on: list[str] = []
    collection.collect()
    _cycle(destroyed_on)
    qtbot.waitUntil(lambda: destroyed_on != [], timeout=10_000)
    assert destroyed_on == [threading.current_thread().name]


def test_what_is_imported_is_not_looked_through(collection: GarbageCollection) -> None:
    """A full walk over every module takes longer than a frame."""
    collection.collect()
    assert gc.get_freeze_count() > 10_000


def test_python_gets_its_collector_back(qapp: QApplication) -> None:
    """Whatever runs in this process after the window collects as usual."""
    made = GarbageCollection(qapp)
    assert not gc.isenabled()
    made.close()
    assert gc.isenabled()
    made.deleteLater()

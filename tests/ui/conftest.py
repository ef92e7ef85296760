"""Qt without a screen, our look on it, and no motion; Qt's warnings fail tests."""

import gc
import locale
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.theme import look, motion

SCREENS = Path(__file__).with_name("offscreen.json")
"""A screen of 1920 × 1080; without it there is one of 800 × 800."""


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What pytest-qt starts Qt with."""
    return ["greenroom", "-platform", f"offscreen:configfile={SCREENS}"]


@pytest.fixture(scope="session", autouse=True)
def _look(qapp: QApplication) -> None:
    """The program's look; and its numbers, for Qt has taken the user's for C libraries, too."""
    locale.setlocale(locale.LC_NUMERIC, "C")
    look.dress(qapp, "light")


@pytest.fixture(autouse=True)
def _calm(qapp: QApplication) -> Iterator[None]:
    """Light, and nothing moves."""
    look.choose(qapp, "light")
    motion.choose("reduced")
    yield
    motion.choose("system")
    gc.collect()  # here, lest a worker of the next test be the one to destroy this one's widgets


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    """Where the window remembers its place."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def background(qapp: QApplication) -> Iterator[BackgroundTasks]:
    """The window's blocking work, ended behind whoever had it done."""
    made = BackgroundTasks(qapp)
    yield made
    assert made.close(seconds=30.0), "some work never ended"
    made.events.deleteLater()

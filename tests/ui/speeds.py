"""How soon things are there: the window, the review of a long answer, a long history, a search.

Tests hold the program to limits that a busy machine keeps as well; the true figures are told by

    QT_QPA_PLATFORM=offscreen PYTHONPATH=tests:tests/ui .venv/bin/python tests/ui/speeds.py
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from person import find
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from rehearsed import EACH, SAID, answer, record, session

from first_paint import first_paint
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.feedback.session import Answer
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.ui.background import BackgroundTasks
from greenroom.ui.conductors.looking_back import LookingBack
from greenroom.ui.conductors.settings_keeper import SettingsKeeper
from greenroom.ui.history.session_list import SessionList
from greenroom.ui.history.view import HistoryView, SessionLine
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.review.transcript import Transcript
from greenroom.ui.review.view import ReviewView
from greenroom.ui.screens import SCREENS
from greenroom.ui.theme import look
from greenroom.ui.window import Window
from ten_thousand_answers import SESSIONS, fill

TRIES = 5
MINUTES = 10
PATIENCE_SECONDS = 30.0


def window_visible(folder: Path) -> list[float]:
    """Seconds from the start of the process to the first paint."""
    took: list[float] = []
    for _ in range(TRIES):
        began = time.time()
        took.append(first_paint(folder).at - began)
    return took


def review_opens(folder: Path) -> list[float]:
    """Seconds from the wish to review an answer of ten minutes to its words on the screen."""
    paths = Paths(folder / "data", folder / "cache", folder / "logs")
    paths.prepare()
    long = long_answer()
    store = SqliteHistory(paths)
    record(long, store.begin(session(long)))
    store.save_answer(long)
    store.finish(long.session_id)
    store.close()
    window, looking_back = _looking_back(paths, folder)
    review = window.widget("review")
    assert isinstance(review, ReviewScreen)
    words = find(review, Transcript)

    def open_it() -> None:
        looking_back.review(long.session_id)
        _until(lambda: len(words.toPlainText()) > len(SAID) * 10)
        window.grab()

    def forget() -> None:
        review.show_view(ReviewView())
        words.show_lines(())
        window.show_screen("home")

    took = _tries(open_it, forget)
    _close(window, looking_back)
    return took


def history_opens(store: SqliteHistory, folder: Path) -> list[float]:
    """Seconds from the wish to see a history of ten thousand answers to its lines."""
    window, looking_back = _looking_back(store._paths, folder)
    listed = find(window.widget("history"), SessionList)

    def open_it() -> None:
        window.show_screen("history")
        _until(lambda: sum(isinstance(it, SessionLine) for it in listed._rows.rows) == SESSIONS)
        window.grab()

    def forget() -> None:
        window.show_screen("home")
        listed.show_view(HistoryView())

    took = _tries(open_it, forget)
    _close(window, looking_back)
    return took


def searches(store: SqliteHistory, words: str = "model data") -> list[float]:
    """Seconds that a search among ten thousand answers takes."""
    return _tries(lambda: store.search(words), lambda: None)


def long_answer() -> Answer:
    """Ten minutes of words."""
    again = round(MINUTES * 60 / EACH / len(SAID.split()))
    return answer(text=" ".join([SAID] * again))


def _looking_back(paths: Paths, folder: Path) -> tuple[Window, LookingBack]:
    memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    window = Window(SCREENS, memory)
    window.show_screen("home")
    window.show()
    keeper = SettingsKeeper(Settings(speaker="none"), folder / "settings.json")
    return window, LookingBack(window, keeper, paths, BackgroundTasks(window))


def _close(window: Window, looking_back: LookingBack) -> None:
    window.close()
    looking_back.close()
    looking_back._background.close()
    window.deleteLater()


def _tries(work: Callable[[], object], forget: Callable[[], None]) -> list[float]:
    took: list[float] = []
    for _ in range(TRIES):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
        forget()
    return took


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < end
        QTest.qWait(1)


def main() -> None:
    """Tell all of them: the least and the most of the tries, in milliseconds."""
    app = QApplication(["greenroom"])
    look.dress(app, "light")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = fill(folder / "many")
        figures = {
            "window visible": window_visible(folder),
            "review of ten minutes": review_opens(folder),
            "history of ten thousand": history_opens(store, folder),
            "search in ten thousand": searches(store),
        }
        store.close()
    for title, took in figures.items():
        least, most = min(took) * 1000, max(took) * 1000
        sys.stdout.write(f"{title:25} {least:6.0f} … {most:.0f} ms\n")


if __name__ == "__main__":
    main()

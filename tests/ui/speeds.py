"""How soon things are there: the window, the review of a long answer, a long history, a search.

`make bench ARGS="--only window"` runs this in a process of its own and judges what it prints.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from interviews import SETTLED, QuickEars, hold_interview, hold_short_interview, memory
from person import find
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from rehearsed import EACH, SAID, answer, record, session
from room import Room, answers
from ticking import Ticking

from first_paint import first_paint
from greenroom import runtime
from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.feedback.session import Answer
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.ui.history.session_list import SessionList
from greenroom.ui.history.view import HistoryView, SessionLine
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.review.transcript import Transcript
from greenroom.ui.review.view import ReviewView
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore
from greenroom.ui.shell.review_navigation import ReviewNavigation
from greenroom.ui.shell.window import SCREENS, Window
from greenroom.ui.theme import look
from ten_thousand_answers import SESSIONS, fill

TRIES = 5
INTERVIEWS = 3
MINUTES = 10
SEARCHED = ("model", "model data", "the", "m", "we", "mod", "the data mod")
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the window: seconds until it is painted, and of work until then."""

    seconds: float
    worked: float


def first_paints(folder: Path) -> list[Start]:
    """Start the program some times."""
    starts: list[Start] = []
    for _ in range(TRIES):
        began = time.time()
        seen = first_paint(folder)
        starts.append(Start(seen.at - began, seen.worked))
    return starts


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
    window, looking_back = _looking_back(Paths.under(store.database.data), folder)
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


def searches(store: SqliteHistory, words: str) -> list[float]:
    """Seconds that a search among ten thousand answers takes."""
    return _tries(lambda: search_answers(store.database, words), lambda: None)


def reads(store: SqliteHistory) -> list[float]:
    """For each thing that review and history read: its time as a share of what it may take."""
    one = store.answer(f"{7:016x}{2:016x}")
    most: dict[Callable[[], object], float] = {
        lambda: store.heads(one.session_id): 0.02,
        lambda: store.answer(one.id): 0.02,
        lambda: store.takes(one): 0.1,
        lambda: store.answered(4): 0.05,
        lambda: store.asked_lately(40): 0.02,
        lambda: store.last_asked("never-asked"): 0.1,
        store.measured: 0.15,
    }
    return [min(_tries(work, lambda: None)) / limit for work, limit in most.items()]


def long_answer() -> Answer:
    """Ten minutes of words."""
    again = round(MINUTES * 60 / EACH / len(SAID.split()))
    return answer(text=" ".join([SAID] * again))


def _looking_back(paths: Paths, folder: Path) -> tuple[Window, ReviewNavigation]:
    memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    window = Window(SCREENS, memory)
    window.show_screen("home")
    window.show()
    settings_store = SettingsStore(Settings(speaker="none"), folder / "settings.json")
    services = AppServices(settings_store, paths, BackgroundTasks(window))
    return window, ReviewNavigation(window, services)


def _close(window: Window, looking_back: ReviewNavigation) -> None:
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


def interview_stalls(app: QApplication, folder: Path) -> list[float]:
    """Seconds of the window's own work between two ticks, the most in each of some interviews."""
    busiest: list[float] = []
    for number in range(INTERVIEWS):
        home = folder / f"interview-{number}"
        home.mkdir()
        settings = Settings.model_validate({
            "speaker": f"file:{home / 'said.wav'}", "voice": "neural", "questions": 2,
            "follow_ups": 1, "microphone": answers(home, (40, 20, 20, 20)),
        })  # fmt: skip
        room = Room(app, home / "home", settings)
        room.warm_up()
        room.until_home_is_ready()
        ticking = Ticking(home)
        with ticking:
            hold_interview(room)
        sys.stderr.write(f"{ticking}\n")
        busiest.append(ticking.busiest)
        room.close()
    return busiest


def interviews_leave(app: QApplication, folder: Path) -> list[float]:
    """Memory after ten interviews, as a share of what it was after five."""
    settings = Settings.model_validate({
        "speaker": "none", "voice": "none", "questions": 1, "follow_ups": 0,
        "microphone": answers(folder, (1.0,)),
    })  # fmt: skip
    with mock.patch.object(runtime, "load_transcriber", return_value=QuickEars()):
        room = Room(app, folder / "ten", settings)
        room.until_home_is_ready()
        held = [0.0]
        for _ in range(10):
            hold_short_interview(room)
            room.settle()
            held.append(memory())
        room.close()
    return [held[-1] / held[SETTLED + 1]]


def main() -> None:
    """Print all of them as JSON."""
    app = QApplication(["greenroom"])
    look.dress(app, "light")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = fill(folder / "many")
        paints = first_paints(folder)
        figures = {
            "visible": [seen.seconds for seen in paints],
            "visible.work": [seen.worked for seen in paints],
            "review": review_opens(folder),
            "history": history_opens(store, folder),
            "overview": _tries(store.overview, lambda: None),
            "search": [max(min(searches(store, words)) for words in SEARCHED)],
            "reads": [max(reads(store))],
            "stall": interview_stalls(app, folder),
        }
        if sys.platform == "linux":
            figures["memory"] = interviews_leave(app, folder)
        store.close()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()

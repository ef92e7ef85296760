"""A résumé and an advert on the home screen: chosen, dropped, read, removed, begun with."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from home_views import READY
from person import button, find, texts, told
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.paths import Paths
from greenroom.question_plans import choose_from
from greenroom.settings import Settings
from greenroom.ui.home.controller import HomeController
from greenroom.ui.home.documents import DocumentsLine
from greenroom.ui.home.documents_controller import DocumentsController
from greenroom.ui.home.practice import PracticeCard, ScriptList
from greenroom.ui.home.screen import HomeScreen
from greenroom.ui.home.view import Documents
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore
from resume.pdfs import pdf
from resume.resumes import ADVERT, SENIOR

LEFT = Qt.MouseButton.LeftButton
BOTH = Documents("cv.pdf", "advert.txt", "12 claims, 16 skills; missing for the job: SQL")


@pytest.fixture
def screen(qtbot: QtBot) -> HomeScreen:
    made = HomeScreen()
    qtbot.addWidget(made)
    made.resize(1180, 720)
    made.show()
    made.show_view(READY)
    return made


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf(SENIOR.text))
    return path


@pytest.fixture
def advert(tmp_path: Path) -> Path:
    path = tmp_path / "advert.txt"
    path.write_text(ADVERT, encoding="utf-8")
    return path


def drop(card: PracticeCard, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(QPoint(20, 20), Qt.DropAction.CopyAction, data, LEFT,
                       Qt.KeyboardModifier.NoModifier)  # fmt: skip
    card.dropEvent(event)


def test_a_resume_is_offered_chosen_shown_and_removed(qtbot: QtBot, screen: HomeScreen):
    assert button(screen, "From your résumé…").isVisible()
    assert not button(screen, "Remove the résumé").isVisible()
    screen.show_view(replace(READY, documents=Documents("cv.pdf", summary="3 claims")))
    assert not button(screen, "From your résumé…").isVisible()
    assert button(screen, "Add the job posting…").isVisible()
    assert not find(screen, ScriptList).isEnabled()
    assert "cv.pdf\n3 claims" in texts(screen)
    with qtbot.waitSignal(screen.document_removed) as removed:
        qtbot.mouseClick(button(screen, "Remove the résumé"), LEFT)
    assert told(removed) == ["resume"]


def test_an_advert_is_shown_beside_it_and_removed_alone(qtbot: QtBot, screen: HomeScreen):
    screen.show_view(replace(READY, documents=BOTH))
    assert not button(screen, "Add the job posting…").isVisible()
    assert "advert.txt" in texts(screen)
    with qtbot.waitSignal(screen.document_removed) as removed:
        qtbot.mouseClick(button(screen, "Remove the job posting"), LEFT)
    assert told(removed) == ["advert"]


def test_nothing_begins_while_documents_are_read(screen: HomeScreen):
    screen.show_view(replace(READY, documents=Documents("cv.pdf", reading=True)))
    assert not button(screen, "Begin").isEnabled()
    assert "Reading …" in texts(screen)


def test_a_file_is_chosen_in_a_dialog(qtbot: QtBot, screen: HomeScreen, cv: Path):
    button(screen, "From your résumé…").click()
    dialog = find(screen, QFileDialog)
    with qtbot.waitSignal(screen.resume_given) as given:
        dialog.fileSelected.emit(str(cv))
    assert told(given) == [str(cv)]
    dialog.reject()
    qtbot.waitUntil(lambda: not screen.findChildren(QFileDialog))


def test_files_are_dropped_on_the_card(qtbot: QtBot, screen: HomeScreen, cv: Path, advert: Path):
    card = find(screen, PracticeCard)
    with qtbot.waitSignals([screen.resume_given, screen.advert_given]):
        drop(card, cv, advert)
    screen.show_view(replace(READY, documents=Documents("cv.pdf")))
    with (
        qtbot.assertNotEmitted(screen.resume_given),
        qtbot.waitSignal(screen.advert_given) as given,
    ):
        drop(card, advert)
    assert told(given) == [str(advert)]


def test_long_names_do_not_push_anything_out(screen: HomeScreen):
    width = find(screen, DocumentsLine).minimumSizeHint().width()
    screen.show_view(replace(READY, documents=Documents("a-very-long-name" * 20 + ".pdf",
                                                        "b" * 300, "found " * 100)))  # fmt: skip
    assert find(screen, DocumentsLine).minimumSizeHint().width() < width + 500


class Shown(list[Documents]):
    """What the controller said is to be shown."""


@pytest.fixture
def controller(
    qtbot: QtBot, background: BackgroundTasks
) -> Iterator[tuple[DocumentsController, Shown]]:
    made, shown = DocumentsController(background.group("documents")), Shown()
    made.changed.connect(shown.append)
    yield made, shown
    made.close()


def test_documents_are_read_and_what_is_in_them_told(
    qtbot: QtBot, controller: tuple[DocumentsController, Shown], cv: Path, advert: Path
):
    documents, shown = controller
    documents.give_resume(str(cv))
    assert shown[-1] == Documents("cv.pdf", reading=True)
    qtbot.waitUntil(lambda: shown[-1].summary != "")
    documents.give_advert(str(advert))
    qtbot.waitUntil(lambda: "missing for the job: LangSmith" in shown[-1].summary)
    assert (shown[-1].resume, shown[-1].advert) == ("cv.pdf", "advert.txt")
    documents.remove("advert")
    qtbot.waitUntil(lambda: shown[-1].advert == "" and not shown[-1].reading)
    documents.remove("resume")
    assert shown[-1] == Documents()
    assert documents.prepared is None


def test_what_cannot_be_read_is_told_and_what_was_chosen_stays(
    qtbot: QtBot, controller: tuple[DocumentsController, Shown], cv: Path, tmp_path: Path
):
    documents, shown = controller
    documents.give_resume(str(cv))
    qtbot.waitUntil(lambda: documents.prepared is not None)
    (tmp_path / "scan.pdf").write_bytes(pdf(""))
    with qtbot.waitSignal(documents.failed) as failed:
        documents.give_resume(str(tmp_path / "scan.pdf"))
    assert told(failed)[0].sentence == "scan.pdf holds hardly any text."
    assert shown[-1].resume == "cv.pdf"
    assert not shown[-1].reading
    assert documents.prepared is not None


def test_only_the_last_of_two_choices_counts(
    qtbot: QtBot, controller: tuple[DocumentsController, Shown], cv: Path
):
    documents, shown = controller
    other = cv.with_name("other.pdf")
    other.write_bytes(cv.read_bytes())
    documents.give_resume(str(cv))
    documents.remove("resume")
    documents.give_resume(str(other))
    qtbot.waitUntil(lambda: documents.prepared is not None)
    assert [one.resume for one in shown if one.summary] == ["other.pdf"]


def test_an_interview_on_a_resume_is_begun(
    qtbot: QtBot, screen: HomeScreen, cv: Path, paths: Paths, background: BackgroundTasks
):
    settings = Settings(voice="none", questions=3)
    settings_store = SettingsStore(settings, paths.data / "settings.json")
    home = HomeController(
        screen, AppServices(settings_store, paths, background), SqliteStore(paths)
    )
    screen.resume_given.emit(str(cv))
    qtbot.waitUntil(lambda: "12 claims" in texts(screen) or "11 claims" in texts(screen))
    with qtbot.waitSignal(home.resume_wanted) as begun, qtbot.assertNotEmitted(home.begin_wanted):
        screen.begin_wanted.emit(home._view.choices)
    settings, prepared = told(begun)
    plan = choose_from(prepared, paths, questions=settings.questions, follow_ups=0)
    assert len(plan.questions) == 3
    home.close()
    kept = [path for path in paths.data.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"cv.pdf" in path.read_bytes()]

"""A résumé given in the real window: asked about, reviewed, and its question asked again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from room import Room, answers

from greenroom.settings import Settings
from greenroom.ui.home.screen import HomeScreen
from resume.pdfs import pdf
from resume.resumes import SENIOR

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]

QUESTION = 'Your résumé says you "designed an evaluation suite for RAG answers".'


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    settings = Settings(microphone=answers(tmp_path, (4, 4)), speaker="none", voice="none",
                        questions=1, follow_ups=0)  # fmt: skip
    made = Room(qapp, tmp_path / "home", settings)
    yield made
    made.close()


def test_from_the_file_to_the_review_and_once_more(room: Room, tmp_path: Path):
    cv = tmp_path / "cv.pdf"
    cv.write_bytes(pdf(SENIOR.text))
    room.warm_up()
    room.until_home_is_ready()
    home = room.window.widget("home")
    assert isinstance(home, HomeScreen)
    home.resume_given.emit(str(cv))
    room.until(lambda: room.controller.home._view.documents.summary != "")
    room.click("Begin")
    room.until_phase("listening", number=1)
    assert room.stage.view.question.startswith(QUESTION)
    assert room.stage.view.title == "From your résumé"
    room.until(lambda: room.stage.view.seconds > 2)
    room.press(Qt.Key.Key_Space)
    room.until(lambda: room.window.shown == "review" and room.reviewed != "")
    cv.unlink()

    review = room.controller.reviews._review
    assert review is not None
    room.until(lambda: review._answer is not None)
    review._again()
    room.until_phase("listening", number=1)
    assert room.stage.view.question.startswith(QUESTION)

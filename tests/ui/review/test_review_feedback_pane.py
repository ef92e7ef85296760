"""What a language model proposed, on the review screen."""

from dataclasses import replace

import pytest
from person import texts, told
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from rehearsed import answer, rubric

from greenroom.feedback.llm_judgment import Judgment, Level
from greenroom.feedback.quotes import find_quote
from greenroom.feedback.session import Answer
from greenroom.ui.review.feedback_pane import FeedbackPane, SecondOpinionCard, Steps
from greenroom.ui.review.pane import MomentButton
from greenroom.ui.review.view import opened_answer

QUOTE = "I wrote down what they threw away"


def judged() -> Answer:
    one = answer(1)
    assert one.analysis
    moment = find_quote(QUOTE, one.analysis.transcript)
    assert moment
    levels = (Level("action", (3, 4), "You watched before you built.", moment), Level("result"))
    judgment = Judgment(
        "qwen3:8b", "judgment 1", 3, levels,
        "Say since when it was so.", "I sat with the bakers for [your number here] mornings.",
    )  # fmt: skip
    return replace(one, analysis=replace(one.analysis, judgment=judgment))


@pytest.fixture
def pane(qtbot: QtBot) -> FeedbackPane:
    made = FeedbackPane()
    qtbot.addWidget(made)
    made.resize(480, 900)
    made.show_answer(opened_answer(judged(), "Question 1", {"star": rubric()}))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_stands_apart_with_the_models_name(pane: FeedbackPane):
    (card,) = pane.findChildren(SecondOpinionCard)
    shown = texts(card)
    for part in ("qwen3:8b", "judgment 1", "3–4", "not enough", "You watched before you built.",
                 "Say since when it was so.", "[your number here]"):  # fmt: skip
        assert part in shown
    assert len(card.findChildren(Steps)) == 1, "none where there is no level"
    assert "Action: 3–4" in [it.accessibleName() for it in card.findChildren(QWidget)]


def test_its_quotes_are_heard(pane: FeedbackPane, qtbot: QtBot):
    (card,) = pane.findChildren(SecondOpinionCard)
    (moment,) = card.findChildren(MomentButton)
    with qtbot.waitSignal(pane.part_wanted) as heard:
        qtbot.mouseClick(moment, Qt.MouseButton.LeftButton)
    assert told(heard) == [moment.span]


def test_without_one_there_is_nothing_of_it(pane: FeedbackPane):
    pane.show_answer(opened_answer(answer(1), "Question 1", {"star": rubric()}))
    assert not [card for card in pane.findChildren(SecondOpinionCard) if card.isVisible()]

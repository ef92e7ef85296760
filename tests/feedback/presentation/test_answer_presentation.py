"""What is shown of an answer: from what is stored, ready for every painter."""

from dataclasses import replace

import pytest

from greenroom.feedback.presentation.answer_presentation import (
    AnalysisPresentation,
    present_analysis,
    present_answers,
)
from greenroom.feedback.render.analysis_text import analysis_to_text
from greenroom.feedback.render.html_report import html_report
from greenroom.feedback.render.markdown import markdown_report
from greenroom.feedback.session import Session
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence, FoundElement
from spoken_sample import analysis, rubric, session

RUBRICS = {"star": rubric()}
LESSER = Evidence("the lesser quote", Span(1.0, 3.0), 0, 0.55)
SUREST = Evidence("the surest quote", Span(9.0, 12.0), 1, 0.95)


def with_two_quotes() -> Session:
    stored = session()
    measured = analysis()
    assert measured.structure
    structure = replace(measured.structure, found=(FoundElement("situation", (LESSER, SUREST)),))
    answer = replace(stored.answers[0], analysis=replace(measured, structure=structure))
    return replace(stored, answers=(answer,))


def shown(stored: Session) -> AnalysisPresentation:
    (answer,) = present_answers(stored.answers, RUBRICS)
    assert answer.analysis
    return answer.analysis


def test_the_surest_quote_comes_first() -> None:
    structure = shown(with_two_quotes()).structure
    assert structure
    assert [moment.quote for moment in structure.found[0].moments] == [SUREST.quote, LESSER.quote]
    assert structure.found[0].moments[0].span == SUREST.span


def test_parts_over_time_stay_in_the_order_of_time() -> None:
    parts = shown(with_two_quotes()).timeline.parts
    assert [part.span for part in parts] == [LESSER.span, SUREST.span]


def test_every_painter_shows_the_surest_quote_first() -> None:
    stored = with_two_quotes()
    measured = stored.answers[0].analysis
    assert measured
    page = html_report(stored, RUBRICS).split('class="structure"')[1]
    text = markdown_report(stored, RUBRICS).split("[x] **Situation**")[1]
    for report in (page, text):
        assert 0 < report.index(SUREST.quote) < report.index(LESSER.quote)
    terminal = analysis_to_text(measured, title="answer", rubric=rubric())
    assert SUREST.quote in terminal
    assert LESSER.quote not in terminal


def test_an_answer_without_an_analysis_says_why() -> None:
    answer = replace(session().answers[0], analysis=None)
    recorded, lost = present_answers((answer, replace(answer, clip="")), RUBRICS)
    assert "not been transcribed" in recorded.remark
    assert "Nothing was recorded" in lost.remark
    assert recorded.analysis is lost.analysis is None


def test_what_has_no_structure_says_why() -> None:
    measured = analysis()
    assert measured.structure
    short = replace(measured, structure=replace(measured.structure, enough=False))
    without = replace(measured, structure=None)
    assert "too little" in present_analysis(short, RUBRICS).structure_remark
    assert "no rubric" in present_analysis(without, RUBRICS).structure_remark
    assert present_analysis(measured, RUBRICS).structure_remark == ""


def test_the_target_lies_at_its_second() -> None:
    measured = analysis()
    assert present_analysis(measured, RUBRICS, 30).timeline.target == pytest.approx(30)
    assert present_analysis(measured, RUBRICS, 600).timeline.target is None
    assert present_analysis(measured, RUBRICS, 0).timeline.target is None

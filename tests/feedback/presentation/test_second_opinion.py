"""A second opinion is shown as one, whoever reads it: on the page, as text, as data."""

from dataclasses import replace

import pytest

from greenroom.feedback.llm_judgment import Level
from greenroom.feedback.presentation.second_opinion import second_opinion
from greenroom.feedback.render.analysis_json import analysis_to_dict
from greenroom.feedback.render.analysis_text import analysis_to_text
from greenroom.feedback.render.html_report import html_report
from greenroom.feedback.render.markdown import markdown_report
from judged_sample import (
    IMPROVEMENT,
    MODEL,
    REASON,
    judged_analysis,
    judged_session,
    judgment,
)
from spoken_sample import analysis, rubric, session

RUBRICS = {"star": rubric()}
PAGE = html_report(judged_session(), RUBRICS)
PLAIN = html_report(session(), RUBRICS)


def test_titles_ranges_and_gaps_are_ready_to_be_shown():
    view = second_opinion(judgment(analysis().transcript), rubric())
    assert view.source == "qwen3:8b, asked 3 times with the prompt “judgment 1”"
    assert [(one.title, one.range) for one in view.levels] == [
        ("Your action", "4–5"),
        ("Result", "2"),
        ("Reflection", "not enough"),
        ("Task", "3–4"),
    ]
    assert [one.steps.count(True) for one in view.levels] == [2, 1, 0, 2]
    assert [part for part, gap in view.stronger if gap] == ["[your number here]", "[who noticed]"]


@pytest.mark.parametrize(
    "shown",
    [
        PAGE,
        markdown_report(judged_session(), RUBRICS),
        analysis_to_text(judged_analysis(), title="answer.flac", rubric=rubric()),
    ],
    ids=["page", "markdown", "terminal"],
)
def test_it_names_the_model_and_keeps_its_remarks_apart(shown: str):
    before, opinion = " ".join(shown.split()).split("A second opinion", 1)
    for part in (MODEL, "judgment 1", "4–5", "not enough", REASON, IMPROVEMENT):
        assert part in opinion
        assert part not in before
    assert "I um looked at a week of logs myself" in opinion


def test_its_quotes_can_be_played():
    moment = judged_analysis().judgment.levels[0].moment  # type: ignore[union-attr]
    assert moment
    part = PAGE.split('class="judgment"')[1].split("</section>")[0]
    assert f'data-play="{moment.span.start} {moment.span.end}"' in part
    assert part.count("<mark>[") == 2


def test_the_page_says_where_remarks_come_from():
    for shown in (PLAIN, markdown_report(session(), RUBRICS)):
        assert "All remarks come from rules and measures, none from a language model." in shown
        assert "second opinion" not in shown.lower()
    assert "was proposed by a language model, qwen3:8b; all other remarks come from" in PAGE


def test_an_opinion_without_levels_says_why():
    known = judgment(analysis().transcript)
    levels = tuple(Level(one.element) for one in known.levels)
    empty = replace(known, levels=levels, improvement="", stronger="")
    view = second_opinion(empty, rubric())
    assert view.levels == ()
    assert view.meaning.startswith("It proposes no levels")
    text = analysis_to_text(replace(analysis(), judgment=empty), title="a", rubric=rubric())
    assert "proposes no levels" in " ".join(text.split()), "wherever the lines break"
    assert "not enough" not in text


def test_what_a_model_wrote_is_no_markup():
    evil = '<script>alert("1")</script> *a* [x](http://y)'
    known = judged_analysis()
    assert known.judgment
    worse = replace(known, judgment=replace(known.judgment, model=evil, improvement=evil))
    given = session()
    given = replace(given, answers=(replace(given.answers[0], analysis=worse),))
    assert "<script>alert" not in html_report(given, RUBRICS)
    assert evil not in markdown_report(given, RUBRICS)


def test_as_data_it_is_whole():
    data = analysis_to_dict(judged_analysis())["judgment"]
    assert isinstance(data, dict)
    assert (data["model"], data["prompt"], data["samples"]) == (MODEL, "judgment 1", 3)
    levels = data["levels"]
    assert isinstance(levels, list)
    assert levels[0] == {
        "element": "action", "level": 4.0, "opinions": [4, 4, 5], "reason": REASON,
        "evidence": {
            "quote": "I um looked at a week of logs myself", "start": 22.83, "end": 25.38,
        },
    }  # fmt: skip
    assert levels[2] == {
        "element": "reflection", "level": None, "opinions": [], "reason": "", "evidence": None,
    }  # fmt: skip
    assert analysis_to_dict(analysis())["judgment"] is None

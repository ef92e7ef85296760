"""Markdown and terminal text say the same as the page."""

from dataclasses import replace

from greenroom.delivery.measure import AudioQuality, Delivery
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.render.analysis_text import analysis_to_text
from greenroom.feedback.render.html_report import html_report
from greenroom.feedback.render.markdown import markdown_report
from greenroom.speech.words import Transcript, Word
from spoken_sample import analysis, rubric, session

RUBRICS = {"star": rubric()}


def test_the_report_has_its_parts_in_order() -> None:
    text = markdown_report(session(), RUBRICS)
    parts = [
        "# Behavioral",
        "## Question 1: Tell me about a time",
        "[Recording](<answer-02.flac>)",
        "### Work on this first",
        "1. **Say what came of it**",
        "### What went well",
        "### What you said",
        "- 0:01 So, this was about two years ago",
        "### Behavioral story: 57 of 100",
        "This score is about structure. Whether the facts are right was not checked.",
        "- [x] **Situation**",
        "- [ ] **Result**: not heard.",
        "### How it sounded",
        "| Speaking rate | 155 words per minute | 110–165 | typical |",
        "## Follow-up to question 1",
        "This answer has not been transcribed and measured.",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_what_was_asked_instead_of_answering_is_no_answer() -> None:
    given = session()
    asked = replace(given.answers[0], id="r", question="Could that be a request?", request="repeat")
    with_request = replace(given, answers=(asked, *given.answers))
    for report in (markdown_report, html_report):
        assert "that be a request" not in report(with_request, RUBRICS)
    assert markdown_report(with_request, RUBRICS) == markdown_report(given, RUBRICS)


def test_what_was_said_is_no_markup() -> None:
    evil = "*bold* <b>x</b> [link](http://x) `code` # title | cell ~~gone~~ a_b 1\\2"
    said = Transcript(tuple(Word(it, 0.0, 0.1) for it in evil.split()))
    given = session()
    first = replace(given.answers[0], question=evil, analysis=replace(analysis(), transcript=said))
    text = markdown_report(replace(given, answers=(first,)), RUBRICS)
    escaped = (
        r"\*bold\* \<b\>x\</b\> \[link\](http://x) \`code\` \# title \| cell \~\~gone\~\~ a\_b"
        r" 1\\2"
    )
    assert f"## Question 1: {escaped}\n" in text
    assert f"- 0:00 {escaped}\n" in text
    assert evil not in text


def test_what_was_not_there_at_all_is_called_none() -> None:
    measured = analysis()
    delivery = measured.delivery
    measures = {
        name: replace(measure, value=0.0, plus_minus=0.0) if name == "filled_pauses" else measure
        for name, measure in delivery.measures.items()
    }
    silent = replace(measured, delivery=replace(delivery, measures=measures))
    text = analysis_to_text(silent, title="answer.flac", rubric=rubric())
    assert "155 words per minute · no filled pauses" in text


def test_the_terminal_says_it_all_in_few_columns() -> None:
    text = analysis_to_text(analysis(), title="answer.flac", rubric=rubric())
    for part in (
        "answer.flac: 1:02 · 155 words per minute · 5 (±1) filled pauses",
        "0:01  So, this was about two years ago",
        "1. Say what came of it",
        "Behavioral story: 57 of 100",
        "✓ Situation: 0:01",
        "– Result: not heard.",
        "typical (110–165)",
    ):
        assert part in text
    prose = text.split("How it sounded")[0]
    assert max(map(len, prose.splitlines())) <= 88


def test_the_terminal_knows_silence() -> None:
    quiet = AudioQuality(3.0, 16_000, -90, 0, None, "insufficient", "Nothing was heard.")
    known = Analysis(Transcript(()), Delivery(quiet), None, Feedback(enough=False))
    text = analysis_to_text(known, title="silence.wav", rubric=None)
    assert "Nothing was heard." in text
    assert "No words were heard." in text
    assert "How it sounded" not in text

"""The page shows what is known, escapes what was said, and asks nothing of the network."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from greenroom.delivery.measure import AudioQuality, Delivery
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.render.html_report import html_report
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.feedback.session import Session
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure
from spoken_sample import analysis, rubric, session

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"


class Elements(HTMLParser):
    """All tags with their attributes, and the text of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def classed(self, name: str) -> list[dict[str, str | None]]:
        return [it for _, it in self.tags if name in (it.get("class") or "").split()]


def page(given: Session) -> Elements:
    return Elements(html_report(given, {"star": rubric()}))


def with_analysis(known: Analysis) -> Session:
    given = session()
    return replace(given, answers=(replace(given.answers[0], analysis=known),))


def test_every_word_can_be_played_from_its_beginning() -> None:
    shown = page(session())
    words = analysis().transcript.words
    starts = {it.get("data-play") for name in ("word", "unsure") for it in shown.classed(name)}
    assert {str(word.start) for word in words if word.kind == "word"} == starts


def test_filled_pauses_and_pauses_are_marked_in_text_and_picture() -> None:
    shown = page(session())
    spoken = [it for it in shown.classed("filled_pause") if "data-mark" not in it]
    marked = [it for it in shown.classed("filled_pause") if "data-mark" in it]
    assert len(spoken) - 1 == len(marked) == 5, "one more in the legend"
    assert [it["aria-label"] for it in shown.classed("long_pause") if "data-mark" in it] == [
        "1.6 s of silence at 0:20",
        "1.2 s of silence at 0:28",
        "2.7 s of silence at 0:48",
    ]


def test_at_most_three_priorities_come_before_all_else() -> None:
    known = analysis()
    many = replace(known.feedback, priorities=known.feedback.priorities * 2)
    text = html_report(with_analysis(replace(known, feedback=many)), {"star": rubric()})
    first = text.split('class="player"')[0]
    assert first.count('class="advice"') == 3
    assert text.index("priorities") < text.index('class="transcript"')


def test_what_is_missing_comes_with_the_sentence_to_try() -> None:
    text = page(session()).text
    assert "In the end [what changed], and [who] noticed it because [how]." in text
    assert re.search(r"Result\s+not heard", text)
    assert "Tell the steps first, then what came of them." in text


def test_beside_the_score_stands_what_it_is_made_of() -> None:
    page = html_report(session(), {"star": rubric()})
    score = page.index('<details class="score">')
    assert SCORE_MEANING in page[:score]
    assert "was not checked" in SCORE_MEANING


def test_measures_come_with_band_definition_and_how_sure_they_are() -> None:
    text = " ".join(page(session()).text.split())
    assert "5 (±1)" in text
    assert "Words per minute from the first to the last word" in text
    assert "110–165" in text
    assert "a little outside; uncertain" in text
    assert "too little to judge" in text


def test_what_was_said_is_never_markup() -> None:
    clean = page(session())
    evil = Elements(html_report(_poisoned(session()), {}))
    assert [tag for tag, _ in evil.tags].count("script") == 1
    assert [tag for tag, _ in evil.tags].count("img") == 0
    assert not [it for _, it in evil.tags if any(name.startswith("on") for name in it)]
    assert {tag for tag, _ in evil.tags} <= {tag for tag, _ in clean.tags}
    assert "{{ 7 * 7 }}" in evil.text


def _poisoned(value: Any) -> Any:
    """The same with hostile text in every field that is free text."""
    if isinstance(value, str):
        return EVIL
    if isinstance(value, tuple):
        return tuple(map(_poisoned, value))
    if isinstance(value, dict):
        return {key: _poisoned(each) for key, each in value.items()}
    if is_dataclass(value):
        fixed = {"kind", "found_by", "quality", "band", "place", "source", "order"}
        changes = {it.name: _poisoned(getattr(value, it.name)) for it in fields(value)}
        return type(value)(
            **{name: getattr(value, name) if name in fixed else it for name, it in changes.items()}
        )
    return value


def test_it_stands_alone() -> None:
    text = html_report(session(), {"star": rubric()})
    shown = Elements(text)
    assert "http" not in text.replace("http-equiv", "")
    assert "@import" not in text
    assert "url(" not in text
    assert not shown.named("link")
    assert [it["src"] for _, it in shown.tags if "src" in it] == [
        "answer-02.flac",
        "answer-03.flac",
    ]


def test_only_our_script_may_run() -> None:
    text = html_report(session(), {"star": rubric()})
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = [it["content"] for it in Elements(text).named("meta") if "http-equiv" in it]
    assert policy
    assert f"script-src 'sha256-{hashed}';" in policy
    assert "default-src 'none'" in policy


def test_a_file_name_cannot_become_an_address() -> None:
    given = session()
    odd = replace(given, answers=(replace(given.answers[0], clip="a?b#c%d.flac"),))
    (audio,) = page(odd).named("audio")
    assert audio["src"] == "a%3Fb%23c%25d.flac"


@pytest.mark.parametrize("tag", ["button", "input"])
def test_every_control_says_what_it_does(tag: str) -> None:
    controls = page(session()).named(tag)
    assert controls
    assert all(it.get("aria-label") for it in controls)


def test_ids_are_unique_and_references_lead_somewhere() -> None:
    given = session()
    twice = replace(given, answers=(given.answers[0], replace(given.answers[0], id="3" * 32)))
    shown = page(twice)
    ids = [it["id"] for _, it in shown.tags if "id" in it]
    assert len(ids) == len(set(ids))
    references = {
        it[name] or ""
        for _, it in shown.tags
        for name in ("aria-labelledby", "aria-describedby", "href")
        if name in it
    }
    assert {it.removeprefix("#") for it in references} <= set(ids)


def _heading_levels(shown: Elements) -> Iterator[int]:
    for tag, _ in shown.tags:
        if re.fullmatch(r"h[1-6]", tag):
            yield int(tag[1])


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = list(_heading_levels(page(session())))
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_an_empty_session_has_a_page() -> None:
    assert "Nothing was answered" in page(replace(session(), answers=())).text


def test_silence_has_a_page() -> None:
    quiet = AudioQuality(3.0, 16_000, float("-inf"), 0, None, "insufficient", "Nothing was heard.")
    known = Analysis(
        Transcript(()), Delivery(quiet), Structure("star", enough=False), Feedback(enough=False)
    )
    text = page(with_analysis(known)).text
    assert "Nothing was heard." in text
    assert "No words were heard." in text
    assert "too little in this answer to say what it contains" in text


def test_an_answer_without_recording_has_words_but_no_player() -> None:
    given = session()
    shown = page(replace(given, answers=(replace(given.answers[0], clip=""),)))
    assert shown.classed("word")
    assert not shown.named("audio")
    assert not shown.classed("from") or "data-play" not in shown.classed("from")[0]


def test_an_element_that_the_rubric_does_not_have_is_still_readable() -> None:
    text = Elements(html_report(session(), {})).text
    assert "Quantified" in text
    assert "Context first" in text


def test_questions_and_follow_ups_are_counted() -> None:
    given = session()
    first, follow_up = given.answers
    worded = replace(follow_up, worded_by="small")
    other = replace(first, id="3", question_id="failure", turn=4)
    again = replace(other, id="4", take=2, recovered=True)
    shown = page(replace(given, answers=(first, follow_up, worded, other, again)))
    labels = re.findall(r"(?:Question|Follow-up)[^\n]*", shown.text)
    assert [label for label in labels if "·" not in label or " by " in label or "take" in label][
        -5:
    ] == [
        "Question 1",
        "Follow-up to question 1",
        "Follow-up to question 1 · words by small",
        "Question 2",
        "Question 2 · take 2 · recovered",
    ]

"""The history says when, how much, and what really changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from rehearsed import NOON, rubric

from greenroom.delivery.catalog import CATALOG
from greenroom.delivery.measure import Measure
from greenroom.feedback.session import Hit, Session
from greenroom.practice.progress import AnswerKind, MeasuredAnswer
from greenroom.ui.history.view import (
    FIRST,
    found_answers,
    kind_of,
    kind_title,
    kind_value,
    sections,
    trend_lines,
    until_range,
)

STAR = AnswerKind("star")


def session(name: str, days: int, lasted: float | None = 1500) -> Session:
    began = NOON - timedelta(days=days)
    ended = None if lasted is None else began + timedelta(seconds=lasted)
    return Session(name, "behavioral", "Behavioral", began, ended)


def test_sessions_say_when_and_how_much():
    listed = [session("a", 0), session("b", 1, None), session("c", 2, 20)]
    made = sections(listed, {"a": 5, "b": 1}, NOON)
    assert [(it.title, [one.facts for one in it.sessions]) for it in made] == [
        ("Today", ["5 answers · 25 minutes"]),
        ("Yesterday", ["1 answer · not finished"]),
        ("This week", ["0 answers"]),
    ]


def test_hits_keep_their_snippets():
    snippet = (("so I moved the ", False), ("window", True))
    (found,) = found_answers([Hit("s", "a", "Why?", NOON, snippet)], NOON)
    assert (found.session_id, found.answer_id, found.snippet) == ("s", "a", snippet)
    assert found.when.startswith("Today")


@pytest.mark.parametrize("kind", [AnswerKind("star"), AnswerKind("trade_off", follow_up=True)])
def test_kinds_come_back_from_a_choice(kind: AnswerKind):
    assert kind_of(kind_value(kind)) == kind


def test_kinds_have_titles():
    assert kind_title(STAR, {"star": rubric()}) == "Story"
    assert kind_title(replace(STAR, follow_up=True), {"star": rubric()}) == "Story, follow-ups"
    assert kind_title(AnswerKind("trade_off"), {}) == "Trade off"


def measured(values: list[float], name: str = "speaking_rate") -> list[MeasuredAnswer]:
    unit = CATALOG[name].unit
    return [
        MeasuredAnswer(f"a{day}", f"s{day}", NOON - timedelta(days=len(values) - day), STAR,
                 {name: Measure(name, value, unit)})
        for day, value in enumerate(values)
    ]  # fmt: skip


def line(values: list[float], name: str = "speaking_rate"):
    (made,) = trend_lines(measured(values, name), STAR, NOON)
    return made


def test_a_change_is_said_against_what_is_usual():
    made = line([190, 192, 194, 196, 198, 170])
    assert made.value == "170 words per minute"
    assert made.change == "24 below your usual 194"
    assert made.tone == "good"


def test_away_from_typical_is_said_without_praise():
    assert line([150, 150, 152, 150, 150, 190]).tone == "warn"


def test_inside_one_s_own_range_nothing_is_called_a_change():
    made = line([120, 130, 140, 150, 160, 131])
    assert (made.change, made.tone) == ("Within your usual 130–150", "muted")
    assert line([9, 9, 9, 9, 9, 9], "long_pauses").change == "As usual, 9.0"


def test_with_few_answers_nothing_is_said_of_a_range():
    made = line([120, 130, 140])
    assert made.change == ""
    assert until_range((made,)) == 3
    assert until_range((line([1, 2, 3, 4, 5, 6]),)) == 0


def test_points_lead_to_their_answers():
    points = line([120, 130]).points
    assert [(it.session_id, it.answer_id, it.text) for it in points] == [
        ("s0", "a0", "120 words per minute"), ("s1", "a1", "130 words per minute")
    ]  # fmt: skip


def test_what_is_looked_at_most_stands_first():
    answers = [
        replace(one, measures={name: Measure(name, 1.0, CATALOG[name].unit) for name in CATALOG})
        for one in measured([1.0])
    ]
    names = [made.measure for made in trend_lines(answers, STAR, NOON)]
    assert tuple(names[: len(FIRST)]) == FIRST
    assert set(names) == set(CATALOG)
    assert len(names) == len(set(names))

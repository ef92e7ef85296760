"""The program decides what of a model's opinions counts."""

import json
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback import judged
from feedback.opined import QUOTES, RUBRIC, TEXT, analysis, opinion
from greenroom.engines.llm.structured_output import parsed, schema_of
from greenroom.feedback.llm_judgment import Judgment, Level
from greenroom.feedback.llm_opinions import (
    form_for,
    improvement,
    judged_elements,
    levels,
    rotated,
    with_new_quotes,
)

FORM = form_for(judged_elements(RUBRIC))
KNOWN = analysis()


def judge(*opinions: str) -> dict[str, Level]:
    assert KNOWN.structure
    filled = [parsed(text, FORM) for text in opinions]
    return {one.element: one for one in levels(filled, RUBRIC, KNOWN.structure, KNOWN.transcript)}


def test_levels_come_with_what_was_said_and_when():
    found = judge(opinion(4))["action"]
    assert (found.level, found.range) == (4, "4")
    assert found.reason == "It is clear what the action was."
    assert found.moment
    assert found.moment.quote == QUOTES["action"]
    assert found.moment.span.start > 4


def test_the_middle_counts_and_the_spread_is_shown():
    found = judge(opinion(3), opinion(5), opinion(4))["action"]
    assert (found.opinions, found.level, found.range) == ((3, 4, 5), 4, "3–5")


def test_the_heaviest_element_comes_first():
    assert list(judge(opinion())) == ["action", "result", "task"]


@pytest.mark.parametrize(("level", "there", "missing"), [(5, 5, 3), (1, 3, 1), (3, 3, 3)])
def test_levels_are_held_to_what_the_rules_found(level: int, there: int, missing: int):
    assert judge(opinion(level))["action"].level == there
    assert judge(opinion(level))["result"].level == missing


def test_a_made_up_quote_costs_the_level():
    made_up = {**QUOTES, "action": "I single-handedly rebuilt the entire harbor"}
    found = judge(opinion(5, made_up))
    assert found["action"] == Level("action")
    assert found["action"].range == "not enough"
    assert found["task"].level == 5


def test_not_enough_is_an_answer_and_needs_no_majority():
    enough, not_enough = opinion(4), opinion(0)
    assert judge(enough, enough, not_enough)["action"].opinions == (4, 4)
    assert judge(enough, not_enough, not_enough)["action"].opinions == ()
    assert judge(enough, not_enough)["action"].opinions == ()


def test_the_reason_stands_before_the_level_and_every_element_is_asked_for():
    schema = schema_of(FORM)["json_schema"]["schema"]
    assert list(schema["$defs"]["ElementOpinion"]["properties"]) == ["reason", "quote", "level"]
    assert schema["$defs"]["Elements"]["required"] == judged_elements(RUBRIC)
    assert list(schema["properties"]) == ["elements", "improvement"]


def test_every_opinion_begins_with_another_element():
    names = judged_elements(RUBRIC)
    orders = [rotated(names, number, 3) for number in range(3)]
    assert [order[0] for order in orders] == names
    assert all(sorted(order) == sorted(names) for order in orders)
    assert rotated(["only"], 2, 3) == ["only"]


def test_elements_may_be_called_anything():
    names = ["copy", "json", "model_config", "_own", "improvement", "2nd"]
    rubric = judged.rubric(dict.fromkeys(names, 1.0))
    filled = parsed(opinion(rubric=rubric), form_for(judged_elements(rubric)))
    assert KNOWN.structure
    found = levels([filled], rubric, KNOWN.structure, KNOWN.transcript)
    assert [one.element for one in found] == names


def test_what_costs_points_or_cannot_be_said_is_not_asked_for():
    rubric = judged.rubric({"pace": 1.0, "vague": -1.0, "aside": 0.0, "result": 1.0})
    measured = rubric.elements["pace"].model_copy(update={"measures": ("speaking_rate",)})
    rubric = rubric.model_copy(update={"elements": {**rubric.elements, "pace": measured}})
    assert judged_elements(rubric) == ["result"]


def test_the_first_improvement_that_invents_nothing_is_kept():
    texts = ["Say that you saved 40,000 euros.", "Say what the ferry company gained.", "Other."]
    filled = [parsed(opinion(improvement=text), FORM) for text in texts]
    assert improvement(filled, TEXT) == texts[1]


def test_a_corrected_word_keeps_what_can_still_be_quoted():
    judgment = Judgment("m", "p", levels=tuple(judge(opinion(5)).values()))
    text = TEXT.replace("old hinge, drew", "very loud one and")
    after = with_new_quotes(judgment, analysis(text, found=("action", "result")))
    kept = {one.element: one for one in after.levels}
    assert kept["action"] == Level("action")
    assert kept["task"].level == 3, "the rules do not find it any more"
    assert kept["result"].moment


PIECES = st.sampled_from([*QUOTES.values(), *TEXT.split(), "I led the team", "five", "…"])
QUOTED = st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60)
ELEMENT = st.fixed_dictionaries({"reason": QUOTED, "quote": QUOTED, "level": st.integers(0, 5)})
OPINION = st.fixed_dictionaries(
    {"elements": st.fixed_dictionaries(dict.fromkeys(QUOTES, ELEMENT)), "improvement": QUOTED}
)


@given(st.lists(OPINION, min_size=1, max_size=5))
def test_whatever_a_model_writes_quotes_are_real_and_levels_in_bounds(opinions: list[object]):
    for name, level in judge(*map(json.dumps, opinions)).items():
        assert (level.moment is None) == (level.level is None)
        if level.moment and level.level:
            assert level.moment.quote in KNOWN.transcript.text
            assert 2 * len(level.opinions) > len(opinions)
            assert level.level == median(level.opinions)
            bounds = (1, 3) if name == "result" else (3, 5)
            assert bounds[0] <= level.opinions[0] <= level.opinions[-1] <= bounds[1]

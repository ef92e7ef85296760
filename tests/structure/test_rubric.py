"""What a question or a follow-up does not ask for is nowhere held against an answer."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from greenroom.content import load_rubric
from greenroom.feedback.assessment import parts_there
from greenroom.feedback.content_remarks import content_candidates
from greenroom.follow_up.answer_facts import AnswerFacts, Memory
from greenroom.follow_up.choice import choose_follow_up
from greenroom.interview.persona import Persona
from greenroom.paths import Paths
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript
from greenroom.structure.detection import detect
from greenroom.structure.elements import Evidence, FoundElement, Sentence, Structure, narrowed
from greenroom.structure.rubric import fitting, narrowed_rubric
from interview.answers import question, rubrics

NAMES = ("modeling", "trade_off", "debugging", "coding", "genai", "explain", "star", "project")
SENTENCE = "We looked at every one of the boilers again before the winter came back."
EVIDENCE = Evidence("It went down by half.", Span(0, 2), 0, 0.9)
WHOLE = Structure(
    "star", (FoundElement("result", (EVIDENCE,)),), ("action", "task"), {"some_order": "no"}, 30.0
)


@st.composite
def expectations(draw):
    """A shipped rubric, some of its elements as expected, and some as found."""
    rubric = rubrics()[draw(st.sampled_from(NAMES))]
    elements = st.sampled_from(sorted(rubric.elements))
    expects = draw(st.lists(elements, min_size=1, unique=True))
    found = draw(st.lists(elements, unique=True))
    return rubric, expects, found


def judged(rubric, found):
    """An answer of three sentences whose second shows these elements."""
    said = [Sentence(n, SENTENCE, Span(n, n + 1)) for n in range(3)]
    sure = {name: np.array([0, 0.9 * (name in found), 0], np.float32) for name in rubric.elements}
    return detect(said, sure, rubric)


@given(expectations())
def test_what_is_not_expected_is_never_missed_nor_asked_for(case):
    rubric, expects, found = case
    fit = fitting(rubric, "How would you do that?", expects)
    structure = judged(fit, found)
    assert set(structure.missing) <= set(expects) - set(found)
    about = {one.remark.about for one in content_candidates(Transcript(), structure, fit)}
    assert about <= {*expects, *fit.order}
    asked = question(rubric.id)
    said = AnswerFacts(asked, asked.ask, (SENTENCE,) * 3, structure)
    chosen = choose_follow_up(said, rubric, Memory(again=False), Persona())
    assert chosen is None or chosen[1].element in {"", *expects}


@given(expectations())
def test_the_weights_of_what_is_not_expected_go_to_the_others(case):
    rubric, expects, _ = case
    fit = fitting(rubric, "How would you do that?", expects)
    counted = [name for name in expects if rubric.elements[name].weight > 0]
    parts = {part.what: part.of for part in judged(fit, expects).derivation}
    assert {one.title for name, one in fit.elements.items() if name in counted} <= parts.keys()
    unasked = [one.title for name, one in fit.elements.items() if name not in expects]
    assert not any(parts.get(title) for title in unasked)
    if counted:
        for known in (fit, rubric):
            said = parts_there(judged(fit, list(rubric.elements)), known)
            assert said.startswith(f"You covered {len(counted)} of {len(counted)} part")


@given(expectations())
def test_an_order_is_kept_only_where_its_first_part_is_expected(case):
    rubric, expects, _ = case
    fit = fitting(rubric, "How would you do that?", expects)
    assert all(rule.first in expects for rule in fit.order.values())
    wanted = {name for name, rule in rubric.order.items() if rule.first in expects}
    assert wanted == set(fit.order)


@given(expectations())
def test_without_an_expectation_everything_stays(case):
    rubric, _, found = case
    assert fitting(rubric, "", ()) == rubric
    assert fitting(rubric, "", ("no_such_element",)) == rubric
    assert judged(fitting(rubric, "", ()), found) == judged(rubric, found)


def test_what_was_asked_for_and_given_is_all_that_counts():
    only = narrowed(WHOLE, "result")
    assert (only.score, only.missing, only.order) == (100, (), {})
    assert only.found == WHOLE.found


def test_what_was_asked_for_and_not_given_is_the_only_thing_missing():
    only = narrowed(WHOLE, "action")
    assert (only.score, only.missing, only.found) == (0, ("action",), ())


def test_a_rubric_without_the_element_judges_nothing(tmp_path):
    star = load_rubric("star", Paths.under(tmp_path))
    assert narrowed_rubric(star, "no_such_element") is None
    only = narrowed_rubric(star, "result")
    assert only is not None
    assert list(only.elements) == ["result"]

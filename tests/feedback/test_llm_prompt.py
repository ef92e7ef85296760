"""What a model is shown of an answer: data between tags, facts that were measured, no orders."""

from dataclasses import replace

import pytest

from attacks import ATTACKS
from feedback import judged
from feedback.opined import QUESTION, RUBRIC, TEXT, analysis
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.llm_opinions import judged_elements
from greenroom.feedback.llm_prompt import judging_prompt, rewriting_prompt
from greenroom.language.prompt import Prompt
from greenroom.structure.rubric import Rubric

NAMES = judged_elements(RUBRIC)


def prompts(question: str, known: Analysis, rubric: Rubric) -> tuple[Prompt, Prompt]:
    return (
        judging_prompt(question, known, rubric, NAMES),
        rewriting_prompt(question, known, rubric),
    )


PLAIN = prompts(QUESTION, analysis(), RUBRIC)


def test_question_answer_rubric_and_measured_facts_are_shown():
    (system, user), (wish, case) = PLAIN
    assert "action: What Action is. Weak: “Weak.” Strong: “Strong.”" in system.text
    assert "1: Low." in system.text
    assert user.text.startswith(case.text)
    assert f"<said>{QUESTION}</said>" in case.text
    assert f"<said>{TEXT}</said>" in case.text
    assert "Measured, and certain: 60 seconds long, 131 words per minute." in user.text
    assert "[your number here]" in wish.text
    assert "action; result; task" in wish.text


def test_what_could_not_be_measured_is_no_fact():
    unsure = judged.delivery(speaking_rate=300, quality="insufficient")
    user = judging_prompt(QUESTION, replace(analysis(), delivery=unsure), RUBRIC, NAMES)[1]
    assert user.text.endswith("certain: 60 seconds long.")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_order_to_the_model_is_not_shown_wherever_it_stands(attack: str):
    ended = attack if attack[-1] in ".?!" else f"{attack}."
    first, second = TEXT.split(". Um, ")
    for attacked in (f"{ended} {TEXT}", f"{first}. {ended} Um, {second}", f"{TEXT} {ended}"):
        assert prompts(QUESTION, analysis(attacked), RUBRIC) == PLAIN
    assert prompts(f"{QUESTION} {ended}", analysis(), RUBRIC) == PLAIN
    assert prompts(QUESTION, analysis(), with_order(ended)) == PLAIN


def with_order(order: str) -> Rubric:
    """The rubric as somebody may have written it who wants better levels."""
    action = RUBRIC.elements["action"]
    worse = action.model_copy(update={
        "what": f"{action.what} {order}", "weak": f"{action.weak} {order}",
        "strong": f"{action.strong}\n{order}\n",
    })  # fmt: skip
    levels = {level: f"{text} {order}" for level, text in RUBRIC.levels.items()}
    return RUBRIC.model_copy(
        update={"elements": {**RUBRIC.elements, "action": worse}, "levels": levels}
    )

"""A judgment from a model: steady, held to what was said and found, and deaf to orders."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from statistics import fmean, pvariance

import pytest

import language_model as llm
from attacks import ATTACKS
from feedback import judged
from feedback.opined import QUESTION, RUBRIC, TEXT, NoisyModel, analysis, opinion
from greenroom.engines.llm.endpoint import Endpoint
from greenroom.engines.llm.openai_interviewer import OpenAIInterviewer
from greenroom.engines.llm.scripted_interviewer import ScriptedInterviewer
from greenroom.errors import InterviewerError
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.llm_judgment import Judgment
from greenroom.feedback.llm_prompt import VERSION
from greenroom.feedback.session import Answer
from greenroom.language.prompt import Prompt, PromptMessage
from greenroom.live.evaluation.answer_evaluator import AnswerEvaluator
from greenroom.live.language_model.llm_review import SecondOpinion
from greenroom.ports import Interviewer
from greenroom.structure.rubric import Rubric

EVALUATOR = AnswerEvaluator({RUBRIC.id: RUBRIC})
ANSWER = Answer("a1", "s1", 1, "gate", QUESTION, RUBRIC.id, datetime.now(UTC))
STRONGER = "I was asked to repair the gate of the ferry, so I measured the old hinge."
TROUBLE = InterviewerError("It rains.")
GRADINGS = 5
MOST_DEVIATION = 0.4


def about(
    model: Interviewer, known: Analysis | None = None, samples: int = 3, rubric: Rubric = RUBRIC
) -> Judgment:
    judgment = SecondOpinion(model, samples).about(QUESTION, known or analysis(), rubric)
    assert judgment
    return judgment


def test_several_opinions_and_a_rewriting_make_one_judgment():
    model = ScriptedInterviewer([opinion(3), opinion(5), opinion(4), STRONGER])
    judgment = about(model)
    assert (judgment.model, judgment.prompt, judgment.samples) == ("scripted", VERSION, 3)
    assert [one.range for one in judgment.levels] == ["3–5", "3", "3–5"]
    assert judgment.improvement == "You could end on what the ferry company said."
    assert judgment.stronger == STRONGER
    firsts = [prompt[0].text.split("Elements:\n")[1][:4] for prompt in model.prompts[:3]]
    assert firsts == ["acti", "resu", "task"], "each opinion begins with another element"


def test_what_fails_is_left_out_and_the_rest_counts():
    judgment = about(ScriptedInterviewer([opinion(4), TROUBLE, "no form", TROUBLE]))
    assert judgment.levels[0].opinions == (4,)
    assert judgment.stronger == ""


def test_where_everything_fails_it_says_so():
    with pytest.raises(InterviewerError, match="It rains"):
        about(ScriptedInterviewer([TROUBLE]))


def test_too_little_is_not_sent_at_all():
    model = ScriptedInterviewer([opinion()])
    second = SecondOpinion(model)
    little = replace(analysis(), feedback=Feedback(enough=False, remark="Too little."))
    assert second.about(QUESTION, little, RUBRIC) is None
    assert second.about(QUESTION, replace(analysis(), structure=None), RUBRIC) is None
    assert second.about(QUESTION, analysis(), RUBRIC, lambda: True) is None
    assert model.prompts == []


def test_a_corrected_word_does_not_cost_the_opinion():
    before = replace(analysis(), judgment=about(ScriptedInterviewer([opinion(4)])))
    words = judged.transcript(TEXT.replace("hinge", "binge"))
    after = EVALUATOR.reevaluate(replace(ANSWER, analysis=before), words).analysis
    assert after
    assert after.judgment
    quotes = [one.moment.quote for one in after.judgment.levels if one.moment]
    assert "I measured the old binge, drew a new one" in quotes
    assert all(quote in words.text for quote in quotes)
    without = replace(ANSWER, analysis=replace(before, judgment=None))
    unopined = EVALUATOR.reevaluate(without, words).analysis
    assert unopined
    assert unopined.judgment is None


# Grading the same answer again.


def deviation(gradings: list[Judgment]) -> float:
    """The standard deviation of a level over gradings of the same answer, over all elements."""
    by_element = zip(*(grading.levels for grading in gradings), strict=True)
    known = [[one.level for one in levels if one.level is not None] for levels in by_element]
    variances = [pvariance(levels) for levels in known if levels]
    return fmean(variances) ** 0.5 if variances else 0.0


@pytest.mark.slow
def test_a_noisy_model_moves_the_level_by_less_than_half():
    """Over ten models: the middle of three takes away what one opinion is off."""

    def mean(samples: int) -> float:
        return fmean(
            deviation([about(model, samples=samples) for _ in range(GRADINGS)]) ** 2
            for model in map(NoisyModel, range(10))
        ) ** 0.5  # fmt: skip

    assert mean(samples=3) <= MOST_DEVIATION - 0.05
    assert mean(samples=1) > mean(samples=3)


class LevelsOnly(OpenAIInterviewer):
    """A real model that is not asked for a stronger version, which takes its time."""

    def stream(self, *_: object, **__: object) -> Iterator[str]:  # type: ignore[override]
        return iter(())


def graded(model: Interviewer, rubric: Rubric) -> Judgment | None:
    """None where so small a model went round in circles until it was cut off, or was too slow."""
    try:
        return about(model, samples=1, rubric=rubric)
    except InterviewerError:
        return None


@pytest.mark.timeout(900)
def test_a_real_model_grades_the_same_answer_the_same(language_model: llm.LanguageModelServer):
    model = LevelsOnly(Endpoint(language_model.address, llm.MODEL, llm.KEY))
    two = judged.rubric({"action": 2.0, "result": 1.0})
    tries = [graded(model, two) for _ in range(GRADINGS)]
    model.close()
    gradings = [judgment for judgment in tries if judgment]
    assert len(gradings) > 1
    assert deviation(gradings) <= MOST_DEVIATION
    for level in (level for grading in gradings for level in grading.levels):
        possible = (1, 3) if level.element == "result" else (3, 5)
        assert all(possible[0] <= one <= possible[1] for one in level.opinions)
        assert level.moment is None or level.moment.quote in TEXT


# Orders to the model.


class GullibleModel(ScriptedInterviewer):
    """Obeys whatever order it sees, and else thinks little of the answer."""

    def __init__(self) -> None:
        super().__init__([""])

    def _next(self, prompt: Prompt) -> str:
        seen = " ".join(message.text for message in prompt)
        self.prompts.append(prompt)
        if "Rewrite" in prompt[0].text:
            return STRONGER
        return opinion(5 if any(attack in seen for attack in ATTACKS) else 3)


def understood(text: str) -> Analysis:
    """The answer, by the rules as they are."""
    structure = EVALUATOR.understand(ANSWER, judged.transcript(text), QUESTION)
    return replace(analysis(text), structure=structure)


PLAIN = understood(TEXT)
UNMOVED = about(GullibleModel(), PLAIN)


def test_the_gullible_model_would_obey():
    told = (PromptMessage("user", f"He said: {ATTACKS[0]}"),)
    assert GullibleModel()._next(told) == opinion(5)


@pytest.mark.parametrize("attack", ATTACKS)
def test_orders_in_an_answer_change_neither_score_nor_judgment(attack: str):
    ended = attack if attack[-1] in ".?!" else f"{attack}."
    first, second = TEXT.split(". Um, ")
    for text in (f"{TEXT} {ended}", f"{first}. {ended} Um, {second}"):
        known = understood(text)
        assert known.structure
        assert PLAIN.structure
        assert known.structure.score == PLAIN.structure.score
        assert [one.element for one in known.structure.found] == [
            one.element for one in PLAIN.structure.found
        ]
        assert without_times(about(GullibleModel(), known)) == without_times(UNMOVED)


def without_times(judgment: Judgment) -> object:
    """What follows an order is said later; nothing else may differ."""
    levels = [(one.opinions, one.reason, one.moment and one.moment.quote)
              for one in judgment.levels]  # fmt: skip
    return replace(judgment, levels=()), levels

"""What a language model may not make the interviewer say."""

import pytest

from greenroom.follow_up.answer_facts import Target
from greenroom.follow_up.validity import fault, tidied
from interview.answers import question, rubrics, said

MODEL = question("modeling", "How would you predict which parcels arrive late?")
ANSWER = said(MODEL, "[complex_model] I'd train a boosting model on two years of routes.")
BASELINE = Target(
    "missing",
    "simple_baseline",
    2.0,
    "What's the simplest thing that could work here?",
    "I'd train a boosting model",
)
DATA = Target("missing", "data_check", 1.5, "What would you look at in the data first?")


def why(text: str, target: Target = BASELINE) -> str:
    return fault(text, target, ANSWER, rubrics()["modeling"])


@pytest.mark.parametrize(
    "text",
    [
        "What would you try before the boosting model?",
        "And what does your boosting model have to be better than?",
        "You'd train on two years of routes. What's the simplest thing you could do with them?",
        'You said "a boosting model". What would you hold it against?',
    ],
)
def test_a_good_question_may_be_said(text: str):
    assert why(text) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Tell me about the boosting model you would train.", "not one question"),
        ("What would you try? And what then?", "not one question"),
        ("", "not one question"),
        ("Your model?", "too long or too short"),
        ("What would you try before that model " + "and before that " * 9 + "?", "too long"),
        ("What would the team try before the boosting model?", "second person"),
        ("Great answer! What would you try before the boosting model?", "praise"),
        ("That's really impressive, what would you try before the model?", "praise"),
        ("What would you try before the model, and are you married?", "protected traits"),
        ("That was excellent, what would you try before the model?", "praise"),
        ("Wonderful! What would you try before the model?", "praise"),
        ("You get a five, what would you try before the model?", "verdict"),
        ("You're hired, what would you try before the model?", "verdict"),
        ("My instructions ask what you would try before the model, what is it?", "instructions"),
        ("Where are you from, and what would you try before the model?", "protected traits"),
        ("How would you predict which parcels arrive late?", "a copy of the question"),
        ("What rule, constant or simple model would you name as the thing to beat?", "copy"),
        (
            "How does yours do against an average or a logistic regression?",
            "gives the answer away",
        ),
        ("Why did you get 99.7 percent with your boosting model?", "invented"),
        ('You said "I always start simple". What would you try before the model?', "invented"),
        ("What do you like most about your new harbor?", "beside the target"),
        ("# What would you try before the boosting model?", "strange"),
        ("As an AI I wonder what you would try before the model?", "strange"),
        ("The interviewer asks: what would you try before the boosting model?", "strange"),
        ("What did you tell [name] before the boosting model?", "strange"),
        ("What would you, the candidate, try before the boosting model?", "strange"),
    ],
)
def test_what_may_not_be_said(text: str, reason: str):
    assert reason in why(text)


def test_what_the_candidate_speaks_of_may_be_asked_about():
    prompting = said(MODEL, "[complex_model] I'd change the system prompt of a boosting model.")
    text = "What would you try before you change the system prompt?"
    assert fault(text, BASELINE, prompting, rubrics()["modeling"]) == ""
    assert "instructions" in why(text)


def test_a_question_that_can_be_answered_by_yes_gives_it_away():
    assert "gives the answer away" in why("Did you check the data for leakage?", DATA)
    assert why("What would you look for in the data, before anything else?", DATA) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"What would you try first?"', "What would you try first?"),
        ("Follow-up question: What would you try? I ask because", "What would you try?"),
        ("Interviewer: What would\nyou try?", "What would"),
        ("The interviewer: What would you try?", "What would you try?"),
        ("What would you try?\n\nAnd now a second one?", "What would you try?"),
        ("  ", ""),
        ("You said “a model”. Which one?", 'You said "a model". Which one?'),
    ],
)
def test_what_models_wrap_a_question_in_is_taken_off(text: str, expected: str):
    assert tidied(text) == expected

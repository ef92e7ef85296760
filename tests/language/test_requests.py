"""What candidates ask for instead of answering; and that answers are never taken for it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenroom.interview.persona import Persona, reply
from greenroom.language.phrases import word_count
from greenroom.language.requests import Request, question_back, request_in
from interview.answers import rubrics

TRAINING = Path(__file__).parents[2] / "rubrics" / "training"
ASKED = "You run a ferry line. Which boats would you service first?"

REQUESTS = {
    "repeat": [
        "Sorry, could you repeat that?",
        "um can you uh repeat the question",
        "Could you say that again, please?",
        "What was the question again?",
        "I didn't catch that. Could you repeat it?",
        "Pardon?",
        "Come again?",
        "Can I hear the question once more?",
        "I forgot the question.",
    ],
    "rephrase": [
        "Could you rephrase the question?",
        "I don't understand the question.",
        "Can you put that differently?",
        "Could you explain what you mean by that?",
    ],
    "moment": [
        "Can I have a moment to think?",
        "Give me a second.",
        "Let me think.",
        "Hold on.",
        "May I take a minute to think about that?",
    ],
    "hearing": ["Hello? Can you hear me?", "Are you still there?"],
    "dont_know": [
        "I don't know.",
        "Honestly, I have no idea.",
        "I'm not sure.",
        "I can't think of an example right now.",
        "Sorry, I really don't know that one.",
    ],
    "pass": [
        "Pass.",
        "I'd like to skip that one.",
        "Let's move on.",
        "Next question, please.",
        "I'd rather not answer that.",
    ],
    "end": ["Can we stop here?", "I'd like to end the interview.", "I quit the interview."],
    "assume": [
        "Can the amounts be negative, and is the window inclusive?",
        "How many users are there?",
        "Do we have labels?",
    ],
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in REQUESTS.items() for text in texts]
)
def test_a_request_is_understood(kind: str, text: str):
    request = request_in(text)
    assert request
    assert request.kind == kind


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("What do you mean by drift?", "drift"),
        ("What exactly do you mean with holdout here?", "holdout"),
        ("When you say a guardrail metric, what do you mean?", "guardrail metric"),
        ("What's a feature store?", "feature store"),
        ("what does calibration mean", "calibration"),
    ],
)
def test_a_question_about_a_word_names_the_word(text: str, term: str):
    assert request_in(text) == Request("clarify", term)


@pytest.mark.parametrize(
    "text",
    [
        "I would start simple.",
        "What I'd do is ask the dispatchers.",
        "I don't know much about ferries, but I'd start with a rule and measure it for a week.",
        "Let me think, so first I'd look at the data and then at the costs.",
        "I forgot to tell them.",
        "We stop the rollout.",
        "Skip connections.",
        "I passed it on to the next team.",
        "I quit.",
        "I stop.",
        "I quit my job after that.",
        "Yes.",
        "",
    ],
)
def test_an_answer_is_no_request(text: str):
    assert request_in(text) is None


def training_answers() -> Iterator[str]:
    """What the shipped training answers say, one after the other."""
    for file in sorted(TRAINING.glob("*.txt")):
        for block in re.split(r"^#.*$", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
            lines = (re.sub(r"^\[[^]]*\]\s*", "", line) for line in block.splitlines())
            if answer := " ".join(filter(None, lines)):
                yield answer


def test_no_training_answer_is_taken_for_a_request():
    answers = list(training_answers())
    assert len(answers) > 500
    assert [answer for answer in answers if request_in(answer)] == []


def test_no_model_sentence_of_a_rubric_is_taken_for_a_request():
    elements = [one for rubric in rubrics().values() for one in rubric.elements.values()]
    sentences = [text for one in elements for text in (one.strong, *one.examples)]
    taken = [text for text in sentences if (found := request_in(text)) and found.kind != "assume"]
    assert taken == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("No, thank you.", "nothing"),
        ("I think that's all.", "nothing"),
        ("How did I do?", "result"),
        ("Are you recording my voice?", "privacy"),
        ("Am I talking to a human?", "program"),
        ("What does your team work on at the moment?", "unknowable"),
        ("I'd like to know how you decide what to build.", "unknowable"),
        ("Sorry, can you repeat that?", "repeat"),
        ("Pass.", "nothing"),
        ("", "nothing"),
    ],
)
def test_questions_back_are_told_apart(text: str, kind: str):
    assert question_back(text).kind == kind


def test_replies_stay_in_role_and_give_nothing_away():
    persona = Persona()
    assert reply(Request("repeat"), persona, ASKED) == f"Sure. {ASKED}"
    rephrased = reply(Request("rephrase"), persona, ASKED)
    assert "Which boats would you service first?" in rephrased
    assert "You run a ferry line" not in rephrased
    clarified = reply(Request("clarify", "service"), persona, ASKED)
    assert '"service"' in clarified
    assert word_count(clarified) <= 30

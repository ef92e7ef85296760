"""Weak and strong answers to the same question, in words of our own: the strong one scores more."""

import time

import pytest

from greenroom.content import load_rubric
from greenroom.paths import Paths
from greenroom.speech.span import Span
from greenroom.structure.analyse import analyse
from greenroom.structure.elements import Sentence, Structure

PAIRS = {
    "a model that got worse": (
        "debugging",
        "Your model has got worse since the launch. What do you do?",
        [
            "I'd retrain it on fresh data, because models drift.",
            "Monitoring and retraining are really important in production.",
            "And if that doesn't help I'd use a bigger model.",
        ],
        [
            "Before I touch the model I'd split it into four suspects: the inputs, the labels, the "
            "users, and the way we measure.",
            "First I'd compare yesterday's feature nulls and schema with the week before the drop.",
            "Then I'd look at the drop by country, device and channel, because a broken feed shows "
            "up in one of them.",
            "Our labels come thirty days late, so I'd check whether the metric itself is complete.",
            "Meanwhile I'd switch back to last month's version so nobody is hurt.",
            "Only if the world has really changed would I train again.",
        ],
    ),
    "an excellent validation score": (
        "modelling",
        "Your first model has a validation AUC of 0.99. What now?",
        [
            "That's a great result, so I'd deploy it.",
            "Then I'd maybe tune the hyperparameters a bit and try deep learning.",
        ],
        [
            "That scares me, so I'd look for a feature that is only known after the outcome.",
            "I'd check whether the same customer sits in both train and validation, and split by "
            "customer and by time instead.",
            "Then I'd see what plain logistic regression on three obvious columns gets.",
            "The agents act on the top fifty cases a day, so precision in those fifty is what I'd "
            "report, since each false one costs them half an hour.",
            "And I'd keep a shadow run for two weeks before anybody acts on it.",
        ],
    ),
    "confident wrong answers": (
        "genai",
        "Your RAG assistant gives confident wrong answers. What do you do?",
        [
            "I'd improve the prompt and tell it not to hallucinate.",
            "We could also use a better model, like the newest one.",
            "Guardrails and observability are key here.",
        ],
        [
            "I'd take fifty of the wrong answers and see for each whether the right passage was "
            "retrieved at all.",
            "Where it was retrieved, the model has to quote the passage, and say that it doesn't "
            "know when nothing supports the claim.",
            "I'd build a test set with known answers, and one with questions our documents can't "
            "answer, and run both before every release.",
            "When the score of the best passage is low, a person gets the question.",
            "And I'd log the prompt version, the passages and the answer for every request.",
        ],
    ),
    "expensive inference": (
        "trade_off",
        "Inference costs three times the budget. What do you propose?",
        [
            "There's always a trade-off between cost and quality.",
            "We should find the right balance with all stakeholders.",
        ],
        [
            "We can cache the repeated questions, send easy ones to a small model, or shorten the "
            "prompt.",
            "I'd compare them on cost per thousand requests, on the ninety-fifth percentile of the "
            "waiting time, and on our answer test set.",
            "A wrong answer costs the support team about six minutes, a slow one costs us nothing "
            "until three seconds.",
            "So I'd route: the small model first, the large one when it's unsure.",
            "If the share of corrected answers goes above four percent, we switch the routing off.",
        ],
    ),
    "a fraud threshold": (
        "trade_off",
        "Where would you put the threshold of a fraud model?",
        [
            "I'd choose a threshold with a good F1 score.",
            "Precision and recall are both important, and accuracy too.",
        ],
        [
            "Either we block more and annoy honest buyers, or we block less and pay the fraud.",
            "A missed fraud costs us about ninety euros, and a blocked honest order costs a margin "
            "of four and sometimes the customer.",
            "I'd compare the options on money lost per thousand orders and on complaints.",
            "So I'd block above point nine, ask for a second factor between point six and point "
            "nine, and let the rest through.",
            "Complaints per thousand orders must not rise, or we move the lower bound up again.",
        ],
    ),
    "a churn project": (
        "project",
        "Tell me about your churn project.",
        [
            "I did a churn project with XGBoost and got 94 percent accuracy.",
            "I used pandas, scikit-learn and Docker.",
            "It was a really interesting project and I learned a lot.",
        ],
        [
            "The retention team could call two hundred people a week, and the model decided who.",
            "I built the labels and the features myself; a colleague did the serving.",
            "Half of the cancellations were deceased customers or moves, which no call can stop, "
            "so I took them out of the labels.",
            "Calling those with the highest bills already saved eleven in two hundred, so that was "
            "the number to beat.",
            "My first version predicted who had already phoned to cancel, so I had to throw away "
            "three weeks of work.",
            "With it the callers saved nineteen of two hundred, some forty thousand a month.",
            "Today I'd start with the uplift of a call instead of the risk.",
        ],
    ),
}


def judged(rubric_id: str, question: str, texts: list[str], home) -> Structure:
    sentences = [Sentence(n, text, Span(4 * n, 4 * n + 4)) for n, text in enumerate(texts)]
    return analyse(sentences, question, load_rubric(rubric_id, Paths.under(home)))


@pytest.mark.parametrize("name", PAIRS)
def test_substance_scores_more_than_keywords(name: str, tmp_path):
    rubric, question, weak, strong = PAIRS[name]
    scores = [judged(rubric, question, texts, tmp_path).score for texts in (weak, strong)]
    assert scores[1] > scores[0] + 20, scores


@pytest.mark.parametrize("name", PAIRS)
def test_the_score_does_not_depend_on_fillers_and_punctuation(name: str, tmp_path):
    rubric, question, _, strong = PAIRS[name]
    spoken = [f"um {text.lower().replace(',', ' uh,').rstrip('.')}" for text in strong]
    clean, hesitant = (judged(rubric, question, texts, tmp_path) for texts in (strong, spoken))
    assert abs(clean.score - hesitant.score) <= 10


def test_names_and_gender_change_nothing(tmp_path):
    def score(name: str, pronoun: str) -> float:
        texts = [
            f"Last year {name} and I ran the pricing model of a ferry line.",
            f"I had to tell {name} that {pronoun} numbers were wrong.",
            "I showed the two charts side by side and proposed a week of shadow runs.",
            "The error went from nine to four percent.",
        ]
        return judged("star", "Tell me about a disagreement.", texts, tmp_path).score

    assert (
        len({score(*who) for who in (("Anna", "her"), ("Mohammed", "his"), ("Wei", "their"))}) == 1
    )


def test_a_long_answer_is_judged_in_a_moment(tmp_path):
    rubric, question, _, strong = PAIRS["a churn project"]
    judged(rubric, question, strong, tmp_path)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        judged(rubric, question, strong * 3, tmp_path)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.3

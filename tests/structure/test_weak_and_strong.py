"""Weak and strong answers to the same question, in words of our own: the strong one scores more."""

import time

import pytest

from greenroom.content import load_rubric
from greenroom.paths import Paths
from greenroom.speech.span import Span
from greenroom.structure.cache import forget
from greenroom.structure.elements import Sentence, Structure
from greenroom.structure.encoder import encoder
from greenroom.structure.engine import analyze
from greenroom.structure.sentence_boundaries import boundary_classifier
from greenroom.structure.sentence_classifier import detector

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
        "modeling",
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


AGAIN = {
    "a model that got worse, said in a rush": (
        "debugging",
        "Production accuracy is dropping. Talk me through it.",
        [
            "so yeah drift is a thing you have to expect with every model",
            "I'd set up automatic retraining with airflow and use the latest data",
            "and then maybe a neural network because they generalize better",
        ],
        [
            "okay so before fixing anything I ask is it the inputs the labels or the "
            "people who use it",
            "I'd count the missing values per column for this week against last week",
            "and split the drop by region and app version because a release shows in one "
            "version only",
            "I'd run last month's requests through today's service and see if the scores "
            "are the same",
            "until that's clear the old version takes the traffic",
            "training it again comes at the very end if the customers really changed",
        ],
    ),
    "an excellent validation score, doubted by a statistician": (
        "modeling",
        "Validation looks almost perfect. What do you do next?",
        [
            "Excellent, that shows the pipeline and the feature engineering work.",
            "I'd fine-tune a bigger transformer to squeeze out the last percent.",
            "Then it's ready for the stakeholders.",
        ],
        [
            "Nearly perfect means that something leaks, so I'd list for each column when "
            "it is known.",
            "I'd check that no patient is in both halves, and cut by date of admission.",
            "Then I'd see what age and one lab value alone achieve in a logistic regression.",
            "A missed sepsis costs a life and a false alarm a nurse's ten minutes, so recall at a "
            "fixed number of alarms is what I'd report.",
            "Before launch it runs silently on one ward for a month, compared with the doctors.",
        ],
    ),
    "confident wrong answers, from an engineer on call": (
        "genai",
        "Your document assistant states wrong things with great confidence.",
        [
            "Large language models hallucinate, that's in their nature.",
            "I'd go to a newer model with a longer context and a stricter system prompt.",
            "Observability and guardrails and evals would be on the roadmap.",
        ],
        [
            "First I'd look at thirty bad answers and whether the right page was among the "
            "five found.",
            "If it wasn't, I'd fix the chunks and add a reranker, and measure hits in the "
            "first five.",
            "The answer has to quote the sentence it rests on, or say that it found nothing.",
            "I keep two hundred questions with known answers, and fifty that nobody can answer.",
            "Questions about contracts go to a lawyer whatever the model says.",
        ],
    ),
    "expensive inference, told to a manager": (
        "trade_off",
        "The model bill has to go down. What do you recommend?",
        [
            "It depends on many factors, and quality shouldn't suffer.",
            "We'd optimize the infrastructure and look for synergies.",
        ],
        [
            "There are three ways: a smaller model for all, a smaller one for easy "
            "requests, or fewer "
            "words per request.",
            "I'd hold them against euros per thousand requests, seconds of waiting and complaints.",
            "A slow reply annoys the customer, a wrong one costs the service desk a call of eight "
            "minutes.",
            "I recommend the small one for easy requests, starting with password questions.",
            "If repeated calls rise above three percent we take it back.",
        ],
    ),
    "a fraud threshold, told to a shop owner": (
        "trade_off",
        "How strict should the fraud check be?",
        [
            "As strict as possible, fraud is unacceptable.",
            "The AUC is 0.97, so it works great at every threshold.",
        ],
        [
            "You can refuse everything doubtful, or ask those buyers for a code, or let "
            "them all pass.",
            "Each refused honest buyer costs you twelve euros of margin, each fraud the "
            "whole basket.",
            "What I'd compare is money lost per week and how many buyers give up.",
            "My advice is to ask for a code above seventy euros and refuse only the very worst.",
            "Should more than one in fifty give up at the code, we raise the limit.",
        ],
    ),
    "a churn project, told shyly": (
        "project",
        "What was your most important project?",
        [
            "uh it was churn prediction with deep learning on a big data platform",
            "we had Spark and Kafka and Kubernetes and the accuracy was really high",
            "everyone was happy with it and I got good feedback",
        ],
        [
            "um it was for the phone shop they decide each Monday whom to offer a cheaper plan",
            "my part was the data and the model a colleague did the calls",
            "before that they took those whose contract ended soon and that was hard to beat",
            "the problem was that canceled in the table also meant moved abroad so I cleaned that",
            "I tried a neural net first and it was no better and took a month so we dropped it",
            "they kept about sixty more customers per month than the year before",
            "today I'd keep a random group without offers from the first day",
        ],
    ),
}
PAIRS |= AGAIN


def judged(rubric_id: str, question: str, texts: list[str], home) -> Structure:
    sentences = [Sentence(n, text, Span(4 * n, 4 * n + 4)) for n, text in enumerate(texts)]
    return analyze(sentences, question, load_rubric(rubric_id, Paths.under(home)))


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


def test_who_people_are_changes_nothing(tmp_path):
    def score(**words: str) -> float:
        texts = [
            "Last {season} at a {organization} the {who} who ran the labeling left for {place}.",
            "I was responsible for the labels, and {name} told me {they} needed them by May.",
            "I wrote a guide of one page and checked fifty labels with {them} every day.",
            "Agreement went up from sixty to ninety percent.",
            "I'd write the guide before the first label next time.",
        ]
        said = [text.format(**words) for text in texts]
        return judged("star", "Tell me about a hard handover.", said, tmp_path).score

    usual = {"season": "spring", "organization": "hospital", "place": "Spain"}
    people = [
        {"who": "guy", "name": "John", "they": "he", "them": "him"},
        {"who": "woman", "name": "Fatima", "they": "she", "them": "her"},
        {"who": "lady", "name": "Mei", "they": "she", "them": "her"},
        {"who": "person", "name": "Oluwaseun", "they": "they", "them": "them"},
    ]
    assert len({score(**usual, **one) for one in people}) == 1


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


def test_what_is_heard_of_an_accent_moves_the_score_little(tmp_path):
    """What recognizers make of strong accents: articles, endings and single words go astray."""
    for name in ("a model that got worse", "a churn project", "a fraud threshold"):
        rubric, question, _, strong = PAIRS[name]
        astray = [
            text.replace(" the ", " ").replace("'d ", " would ").replace("ing ", "in ")
            for text in strong
        ]
        scores = [judged(rubric, question, texts, tmp_path).score for texts in (strong, astray)]
        assert abs(scores[0] - scores[1]) <= 15, (name, scores)


def test_three_hundred_words_are_judged_in_a_moment(tmp_path):
    """150 ms on a quiet machine, of which this leaves room for a slow one."""
    rubric, question, _, strong = PAIRS["a churn project"]
    texts = (strong * 3)[:22]
    assert sum(len(text.split()) for text in texts) > 280
    judged(rubric, question, strong[:1], tmp_path)
    took = []
    for number in range(3):
        forget()
        began = time.process_time()
        judged(rubric, question, [f"{number} {text}" for text in texts], tmp_path)
        took.append(time.process_time() - began)
    assert min(took) < 0.6


def test_the_engine_loads_in_a_moment():
    """Half a second on a quiet machine."""
    began = time.process_time()
    detector.__wrapped__()
    encoder.__wrapped__()
    boundary_classifier.__wrapped__()
    assert time.process_time() - began < 2

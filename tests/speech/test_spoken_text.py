"""Text as it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.spoken_text import spoken_text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Would you run an A/B test?", "Would you run an A-B test?"),
        ("Why ROC AUC, and not F1?", "Why R-O-C A-U-C, and not F1?"),
        ("It returns JSON, doesn't it?", "It returns jason, doesn't it?"),
        ("What do GANs optimize?", "What do gans optimize?"),
        ("Your API's JSON's schema", "Your API's jason's schema"),
        ("MAP or mAP?", "MAP or mean average precision?"),
        ("p95 below 200 ms", "p95 below 200 ms"),
        ("an AUC of 0.89", "an A-U-C of 0.89"),
        (
            "100k users, 5M rows, a 7B model",
            "100 thousand users, 5 million rows, a 7 billion model",
        ),
        ("$2.5M a year", "$2.5 million a year"),
        ("a recall ≥ 90%", "a recall at least 90%"),
        ("~10% of the data, p<0.05, n > 30", "about 10% of the data, p<0.05, n more than 30"),
        ("a rate of 3e-4", "a rate of 3 times 10 to the minus 4"),
        ("2*3 is 10^6", "2 times 3 is 10 to the 6"),
        ("O(n log n)", "O of n log n"),
        ("ε-greedy", "epsilon-greedy"),
        ("R² and σ", "R squared and sigma"),
        ("group by user_id in train.py", "group by user ID in train dot pie"),
        ("precision/recall", "precision recall"),
        ("a metric, e.g., recall vs. precision", "a metric, for example recall versus precision"),
        ("on call 24/7", "on call twenty-four seven"),
        ("**Why** not `k-means`?\n- cost\n- speed", "Why not k-means? cost speed"),
        ("See [the paper](https://example.org/a_b).", "See the paper."),
        ("Say [hibari](/hi/) now.", "Say hibari now."),
        ("Your résumé says so.", "Your resume says so."),
        ("Kubernetes (k8s) on AWS.", "koober netease (koober netease) on A.W.S."),
    ],
)
def test_terms_are_said_as_interviewers_say_them(written: str, said: str) -> None:
    assert spoken_text(written) == said


def test_plain_questions_stay_as_they_are() -> None:
    question = "Tell me about a time you were wrong: what happened, and what did you learn?"
    assert spoken_text(question) == question


@pytest.mark.parametrize("word", ["idea", "valid", "MAPE", "GANDALF", "aid", "SHAPE", "JSONL"])
def test_words_that_only_contain_a_term_stay(word: str) -> None:
    assert spoken_text(f"The {word} is here.") == f"The {word} is here."


@given(st.text())
def test_any_text_becomes_one_line(text: str) -> None:
    said = spoken_text(text)
    assert said == " ".join(said.split())
    assert "\0" not in said


@given(st.lists(st.sampled_from(["tell", "me", "why", "it", "failed"]), min_size=1))
def test_no_word_is_lost(words: list[str]) -> None:
    assert spoken_text(" ".join(words)).split() == words

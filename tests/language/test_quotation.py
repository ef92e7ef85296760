"""What of a sentence can be spoken back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.follow_up.patterns import claim_quote, group_quote, metric_quote
from greenroom.language.phrases import cleaned
from greenroom.language.quotation import MOST_WORDS, best_quote, quote_matching, quotes
from greenroom.language.quote_scoring import is_sentence, worth


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("So, um, we moved all the labels to a new line.", "we moved all the labels"),
        ("And then I I called an hour later with a list.", "I called an hour later with a list"),
        ("If my boss insists I can run a rule.", "I can run a rule"),
        ("Security and privacy are top priorities.", "Security and privacy are top priorities"),
        ("The tree I shipped finds a little less.", "The tree I shipped finds a little less"),
        ("In the end I kept fewer boats, but none with a hole.", "I kept fewer boats"),
        ("I was the one who wrote the loader.", ""),
        ("Which rope the right harbor master prefers, nobody told me.", "nobody told me"),
        ("It is what I learned in a course I did last year.", ""),
        ("I trust masts and ropes, and sails are top priorities.", "I trust masts and ropes"),
        ("Then oak planks with tar and canvas.", "oak planks with tar and canvas"),
        ("The choices are a bot over the manuals, or mending the page.", "mending the page"),
        ("In my opinion nine boats out of ten leak.", ""),
        ("In the end we kept it dry pretty well.", "we kept it dry pretty well"),
        ("Over nine planks a day rot.", ""),
        ("Small boats go to the inner harbor.", "Small boats go to the inner harbor"),
        ("Is it the sound, or did the users change?", ""),
        ("And the.", ""),
        ("Yeah.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_best_quote_begins_and_ends_where_a_phrase_does(sentence: str, quote: str):
    assert best_quote(sentence) == quote


def test_a_quote_can_be_asked_to_hold_something():
    sentences = [
        "We waited two weeks.",
        "The scans were late, and the labels of Friday never came.",
    ]
    assert quote_matching(sentences, re.compile("labels")) == "the labels of Friday never came"


def test_of_two_quotes_the_one_that_says_something_is_taken():
    sentences = ["The harbor is always very important.", "We moved the harbor to Bremen."]
    assert quote_matching(sentences, re.compile("harbor")) == "We moved the harbor to Bremen"
    assert quote_matching(sentences[::-1], re.compile("harbor")) == sentences[1].strip(".")


@pytest.mark.parametrize(
    ("plain", "telling"),
    [
        ("it got better", "it got twelve percent better"),
        ("a big boat", "I chose a big boat"),
        ("we looked at the tool", "we looked at Kafka"),
        ("people are always important", "crews sleep badly on Mondays"),
        ("the thing with the boats", "I sorted the boats"),
    ],
)
def test_figures_names_and_decisions_tell_more_than_hollow_words(plain: str, telling: str):
    assert worth(telling) > worth(plain)


@pytest.mark.parametrize(
    ("quote", "whole"),
    [
        ("I'd use a rule", True),
        ("the crew rebuilt the hull", True),
        ("all fourteen boats sailed on the Monday", True),
        ("a leaking boat", False),
        ("fixing the hull", False),
        ("rotten planks with tar", False),
        ("0.89 AUC", False),
    ],
)
def test_a_sentence_is_told_from_a_name(quote: str, whole: bool):
    assert is_sentence(quote) is whole


@given(st.text(alphabet="abcI ,.um'", max_size=200))
def test_quotes_are_short_and_were_said(sentence: str):
    for quote in quotes(sentence):
        assert 2 <= len(quote.split()) <= MOST_WORDS
        assert quote in cleaned(sentence)


@given(st.text(max_size=200))
def test_cleaning_is_done_after_once(text: str):
    assert cleaned(cleaned(text)) == cleaned(text) or len(cleaned(cleaned(text))) < len(text)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("We got 0.89 AUC in the end.", "0.89 AUC"),
        ("I'd look at accuracy, precision, recall and F1.", "accuracy, precision, recall and F1"),
        ("The accuracy is ninety one percent.", "accuracy is ninety one percent"),
        ("We trained it with mixed precision.", ""),
        ("Precision is not what I do for a living.", "Precision"),
        ("I looked at recall, since a missed leak floods the street.", ""),
        ("I recall that the crew was tired.", ""),
    ],
)
def test_metrics_are_heard_with_their_values(sentence: str, quote: str):
    assert metric_quote([sentence]) == quote


def test_a_list_of_metrics_goes_on_behind_a_comma():
    said = ["I'd look at accuracy,", "precision, recall and F1."]
    assert metric_quote(said) == "accuracy, precision, recall and F1"


def test_of_what_a_group_did_the_most_telling_is_heard():
    said = ["The crew and we looked at things.", "Then we moved to Kafka."]
    assert group_quote(said) == "we moved to Kafka"


def test_a_group_is_heard_only_where_nobody_says_i():
    assert group_quote(["We rebuilt it, and I wrote the tests."]) == ""
    assert group_quote(["The team rebuilt the whole gate."]) == "The team rebuilt the whole gate"
    assert group_quote(["My part was the gate."]) == ""


def test_a_claim_is_bare_without_a_figure():
    assert claim_quote(["It was a huge success."]) == "It was a huge success"
    assert claim_quote(["It was a huge success, thirty ships a day."]) == ""
    assert claim_quote(["They liked it."]) == ""
    assert claim_quote(["A leak is just a step to success."]) == ""

"""The shipped answer keys: how they are written, and that no word gives a false claim away."""

import re
from collections import Counter
from pathlib import Path

import pytest

from greenroom import content
from greenroom.content.answer_keys import load_answer_keys
from greenroom.interview.answer_key import AnswerKey, FalseClaim
from greenroom.paths import Paths

NOBODY = Paths.under(Path("no-such-home"))
SCRIPTS = content.load_scripts(NOBODY)
KEYS: dict[str, AnswerKey] = {
    name: key for script in SCRIPTS for name, key in load_answer_keys(script, NOBODY).items()
}
WRITTEN = {name: key for name, key in KEYS.items() if key.key_points}
CLAIMS = [
    pytest.param(claim, id=f"{name}-{claim.id}")
    for name, key in WRITTEN.items()
    for claim in key.false_claims
]
PAIRS = [
    (wording, twin)
    for key in WRITTEN.values()
    for claim in key.false_claims
    for wording, twin in zip(claim.wordings, claim.twins, strict=True)
]

UNSPEAKABLE = re.compile(r"[()\[\]/&%*_=<>;#]|\be\.g\.|\bi\.e\.|\betc\b")
TELL_TALE = re.compile(
    r"\b(always|never|proves|proven|guarantees?|obviously|clearly|automatically|impossible)\b",
    re.IGNORECASE,
)
_OFTEN = 30
"""From so many pairs on, a word must not sit on one side."""


def test_every_question_says_what_it_expects():
    questions = {question.id for script in SCRIPTS.values() for question in script.questions}
    assert {name for name, key in KEYS.items() if key.expects} == questions


def test_what_digs_deeper_is_asked_once():
    asked = [text for key in KEYS.values() for text in key.deeper]
    assert len(set(asked)) == len(asked)
    assert [text for text in asked if text.count("?") > 1 or UNSPEAKABLE.search(text)] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_a_written_key_is_whole(name):
    key = WRITTEN[name]
    assert 4 <= len(key.key_points) <= 6
    assert 2 <= len(key.false_claims) <= 5
    assert 2 <= len(key.deeper) <= 3
    for point in key.key_points:
        assert 2 <= len(point.wordings) <= 3
        assert point.point.endswith(".")
        assert len(point.point.split()) <= 32
        assert not {point.point, *point.wordings} & {point.ask}
    asked = [one.ask for one in (*key.key_points, *key.false_claims)] + list(key.deeper)
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_false_claim_and_its_twins(claim: FalseClaim):
    assert len(claim.wordings) >= 3
    assert len({*claim.wordings, *claim.twins}) == 2 * len(claim.wordings)
    assert claim.claim.endswith(".")
    assert claim.truth.endswith(".")
    assert claim.ask.endswith("?")
    for wording, twin in zip(claim.wordings, claim.twins, strict=True):
        longer, shorter = sorted((len(wording.split()), len(twin.split())), reverse=True)
        assert longer <= max(1.8 * shorter, shorter + 4), (wording, twin)
        for one, other in ((wording, twin), (twin, wording)):
            told = {word.lower() for word in TELL_TALE.findall(one)}
            assert told <= {word.lower() for word in TELL_TALE.findall(other)}, one


def test_what_is_spoken_can_be_spoken():
    spoken = [
        text
        for key in WRITTEN.values()
        for text in (
            *key.deeper,
            *(text for point in key.key_points for text in (*point.wordings, point.ask)),
            *(t for claim in key.false_claims for t in (claim.ask, *claim.wordings, *claim.twins)),
        )
    ]
    assert [text for text in spoken if UNSPEAKABLE.search(text)] == []


def test_no_two_keys_say_the_same():
    texts = Counter(
        text
        for key in WRITTEN.values()
        for text in (
            *key.deeper,
            *(text for point in key.key_points for text in (point.point, *point.wordings)),
            *(t for claim in key.false_claims for t in (claim.claim, *claim.wordings)),
        )
    )
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_word_gives_a_false_claim_away():
    """A model that learned them must not get by on a word such as "always" or "not"."""
    sides = [Counter[str](), Counter[str]()]
    for pair in PAIRS:
        for side, text in zip(sides, pair, strict=True):
            side.update(set(re.findall(r"[a-z']+", text.lower())))
    total = sides[0] + sides[1]
    uneven = {
        word: (sides[0][word], sides[1][word])
        for word, count in total.items()
        if count >= _OFTEN and abs(sides[0][word] - sides[1][word]) > 0.5 * count
    }
    assert uneven == {}

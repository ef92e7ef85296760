"""The answers that the engine is trained on are labeled as they should be."""

from collections import Counter

import pytest

from greenroom.content import load_rubrics
from greenroom.paths import Paths, shipped
from training.structure.labeled_answers import LabeledAnswer, read_folder


@pytest.fixture(scope="module")
def answers() -> list[LabeledAnswer]:
    return list(read_folder(shipped("rubrics") / "training"))


def test_there_are_many_of_every_rubric_and_band(answers: list[LabeledAnswer]):
    counts = Counter((answer.rubric, answer.band) for answer in answers)
    assert len(counts) == 8 * 3
    assert min(counts.values()) >= 35


def test_every_label_is_an_element_of_its_rubric(answers: list[LabeledAnswer], tmp_path):
    rubrics = load_rubrics(Paths.under(tmp_path))
    unknown = [
        (answer.id, label)
        for answer in answers
        for label in answer.elements - set(rubrics[answer.rubric].elements)
    ]
    assert unknown == []


def test_no_id_and_no_sentence_occurs_twice(answers: list[LabeledAnswer]):
    ids = Counter(answer.id for answer in answers)
    sentences = Counter(text for answer in answers for text in answer.sentences)
    assert [name for name, count in ids.items() if count > 1] == []
    assert [text for text, count in sentences.items() if count > 1] == []


def test_length_does_not_give_the_band_away(answers: list[LabeledAnswer]):
    words = {
        band: sum(len(" ".join(one.sentences).split()) for one in answers if one.band == band)
        / sum(one.band == band for one in answers)
        for band in ("weak", "strong")
    }
    assert 0.75 < words["weak"] / words["strong"] < 1.25

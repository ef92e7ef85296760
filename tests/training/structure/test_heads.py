"""Training on a handful of answers: it learns them, and the same from the same."""

import numpy as np

from greenroom.structure.sentence_boundaries import learn
from greenroom.structure.sentence_classifier import read
from training.structure.detector_training import judged, read_rubrics, train
from training.structure.labeled_answers import LabeledAnswer

WEATHER = ("It rained in the mountains.", "The sky was gray on Tuesday.", "Snow fell all night.")
COSTS = (
    "The old model stays switched on until we know.",
    "We go back to last week's version.",
    "Doubtful cases go to a clerk for now.",
)


def answers() -> list[LabeledAnswer]:
    made: list[LabeledAnswer] = []
    for n in range(18):
        pair = (WEATHER[n % 3], COSTS[(n + n // 3) % 3])
        shows: tuple[frozenset[str], ...] = (frozenset(), frozenset({"contain"}))
        if n % 2:
            pair, shows = pair[::-1], shows[::-1]
        made.append(LabeledAnswer(f"debugging-{n}", "debugging", "middle", "?", pair, shows))
    return made


def test_it_learns_what_it_is_shown_and_the_same_every_time(tmp_path):
    rubrics = read_rubrics()
    detectors = [train(answers(), rubrics).detector for _ in range(2)]
    for number, one in enumerate(detectors):
        one.save(tmp_path / f"{number}.npz")
    assert (tmp_path / "0.npz").read_bytes() == (tmp_path / "1.npz").read_bytes()

    for answer, structure in judged(read(tmp_path / "0.npz"), answers(), rubrics):
        found = {one.element: one.evidence for one in structure.found}
        (place,) = (n for n, labels in enumerate(answer.labels) if labels)
        assert place in {it.sentence for it in found["contain"]}


def test_ends_are_learned_from_where_sentences_end():
    pairs = [("checked", "logs"), ("asked", "users"), ("fixed", "feed"), ("cut", "cost")] * 6
    sentences = [f"we {verb} the {thing} so that worked" for verb, thing in pairs]
    classifier = learn([sentences[n : n + 4] for n in range(0, 24, 4)])
    words = " ".join(sentences[:3]).split()
    likeliest = np.sort(np.argsort(classifier.log_odds(words))[-2:])
    assert likeliest.tolist() == [6, 13]

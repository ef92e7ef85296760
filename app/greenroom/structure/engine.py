"""The structure engine: what an answer contains, where, in which order, and what was missing."""

from collections.abc import Collection, Sequence

import numpy as np

from greenroom.structure.cache import remembered
from greenroom.structure.detection import detect
from greenroom.structure.elements import Sentence, Structure
from greenroom.structure.encoder import Vectors
from greenroom.structure.example_matching import by_example, untrained
from greenroom.structure.rubric import Rubric, fitting
from greenroom.structure.sentence_classifier import detector
from greenroom.structure.text_normalization import plain


def analyze(
    sentences: Sequence[Sentence], question: str, rubric: Rubric, expects: Collection[str] = ()
) -> Structure:
    """Return what an answer to `question` contains, by `rubric`; `expects` is as in `fitting`.

    Elements that the detector was trained on are found by it, any other (of a rubric that a user
    wrote) by its examples and cues.
    """
    confidence = _sentence_confidence(sentences, rubric)
    expected = {name: confidence[name] for name in rubric.elements if name in confidence}
    return detect(sentences, expected, fitting(rubric, question, expects))


def _sentence_confidence(sentences: Sequence[Sentence], rubric: Rubric) -> dict[str, Vectors]:
    """Average each sentence's confidence as a whole and in its best part, per element."""
    by_sentence = _confidence_in([plain(one.text) for one in sentences], rubric)
    parts = [one.parts or (one.text,) for one in sentences]
    if all(len(one) == 1 for one in parts):
        return by_sentence
    by_part = _confidence_in([plain(text) for one in parts for text in one], rubric)
    begins = np.cumsum([0, *map(len, parts)])[:-1]
    best_part = {name: np.maximum.reduceat(each, begins) for name, each in by_part.items()}
    return {name: (by_sentence[name] + best_part[name]) * np.float32(0.5) for name in by_sentence}


def _confidence_in(texts: Sequence[str], rubric: Rubric) -> dict[str, Vectors]:
    trained = detector().confidence(texts, rubric.id)
    return by_example(texts, rubric) | trained if untrained(trained, rubric) else trained


def precompute(sentences: Sequence[Sentence]) -> None:
    """Encode the sentences of an answer that goes on; `analyze` will then be quicker.

    The last one may not be over yet.
    """
    over = sentences[:-1]
    remembered([plain(text) for one in over for text in (one.text, *one.parts)])

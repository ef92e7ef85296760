"""The structure engine: what an answer contains, where, in which order, and what was missing."""

from collections.abc import Sequence

import numpy as np

from greenroom.structure.cache import remembered
from greenroom.structure.detection import detect
from greenroom.structure.elements import Sentence, Structure
from greenroom.structure.encoder import Vectors
from greenroom.structure.example_matching import by_example, untrained
from greenroom.structure.rubric import Rubric, fitting
from greenroom.structure.sentence_classifier import detector
from greenroom.structure.text_normalization import plain


def analyze(sentences: Sequence[Sentence], question: str, rubric: Rubric) -> Structure:
    """What an answer to `question` contains, by `rubric`.

    Elements that the detector was trained on are found by it, any other (of a rubric that a user
    wrote) by its examples and cues.
    """
    sure = _confidence(sentences, rubric)
    told = {name: sure[name] for name in rubric.elements if name in sure}
    return detect(sentences, told, fitting(rubric, question))


def _confidence(sentences: Sequence[Sentence], rubric: Rubric) -> dict[str, Vectors]:
    """Per element how sure we are of each sentence, both as a whole and by its surest part."""
    whole = _sure([plain(one.text) for one in sentences], rubric)
    parts = [one.parts or (one.text,) for one in sentences]
    if all(len(one) == 1 for one in parts):
        return whole
    closer = _sure([plain(text) for one in parts for text in one], rubric)
    begins = np.cumsum([0, *map(len, parts)])[:-1]
    surest = {name: np.maximum.reduceat(each, begins) for name, each in closer.items()}
    return {name: (whole[name] + surest[name]) * np.float32(0.5) for name in whole}


def _sure(texts: Sequence[str], rubric: Rubric) -> dict[str, Vectors]:
    trained = detector().confidence(texts, rubric.id)
    return by_example(texts, rubric) | trained if untrained(trained, rubric) else trained


def precompute(sentences: Sequence[Sentence]) -> None:
    """Begin with the sentences of an answer that goes on; `analyze` will then be quicker.

    The last one may not be over yet.
    """
    over = sentences[:-1]
    remembered([plain(text) for one in over for text in (one.text, *one.parts)])

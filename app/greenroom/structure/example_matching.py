"""Elements that the detector was not trained on, found by what their rubric says of them.

A sentence counts if it means much the same as the element's own examples, less so as those of other
elements and the weak ones, or holds a cue. The weights were fitted on the labeled answers; with
each shipped rubric left out in turn they found its elements with a micro-F1 of 0.63 (a trained
rubric: 0.85).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from greenroom.structure.cache import remembered
from greenroom.structure.encoder import Vectors
from greenroom.structure.rubric import Element, Rubric
from greenroom.structure.sentence_classifier import logistic
from greenroom.structure.text_normalization import plain

_OWN, _OTHERS, _WEAK, _CUE, _BIAS = 36.5, -19.6, -6.0, 2.5, -7.9
_ALIKE = 2
"""The examples of an element, the most similar ones, that a sentence is compared with."""


def by_example(texts: Sequence[str], rubric: Rubric) -> dict[str, Vectors]:
    """Return the confidence in each plain text per element, 0…1; it counts from 0.5 on."""
    names = [name for name, element in rubric.elements.items() if not element.measures]
    if not texts or not names:
        return {}
    vectors = _unit(remembered(texts))
    examples = [_examples(rubric.elements[name]) for name in names]
    own = np.array([_likeness(vectors, one) for one in examples])
    weak = (vectors @ _encoded(tuple(plain(rubric.elements[name].weak) for name in names)).T).max(1)
    confidence: dict[str, Vectors] = {}
    for place, name in enumerate(names):
        others = np.delete(own, place, axis=0).max(axis=0, initial=0)
        cue = np.array([_cued(text, rubric.elements[name]) for text in texts])
        odds = _OWN * own[place] + _OTHERS * others + _WEAK * weak + _CUE * cue + _BIAS
        confidence[name] = logistic(odds.astype(np.float32))
    return confidence


def untrained(confidence: Mapping[str, Vectors], rubric: Rubric) -> bool:
    """Tell whether the detector leaves out an element of this rubric."""
    expected = {name for name, element in rubric.elements.items() if not element.measures}
    return not expected <= confidence.keys()


def _examples(element: Element) -> Vectors:
    return _encoded(tuple(plain(one) for one in (element.strong, *element.examples)))


@lru_cache(maxsize=512)
def _encoded(texts: tuple[str, ...]) -> Vectors:
    return _unit(remembered(texts))


def _unit(vectors: Vectors) -> Vectors:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32)


def _likeness(vectors: Vectors, examples: Vectors) -> Vectors:
    likest = np.sort(vectors @ examples.T, axis=1)[:, -_ALIKE:]
    means: Vectors = likest.mean(axis=1)
    return means


def _cued(text: str, element: Element) -> bool:
    return any(f" {plain(cue)} " in f" {text} " for cue in element.cues)

"""Where in an answer the points of its question were touched, by likeness of meaning.

Says nothing on whether a sentence is right: the denial of a point is much like the point.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from greenroom.structure.cache import remembered
from greenroom.structure.encoder import Vectors
from greenroom.structure.text_normalization import plain

TOUCHED = 0.1
"""The likeness from which a sentence may have made a point; below, nothing like it was said."""

MADE = 0.25
"""From here on it most likely did."""

_AS_LIKE = 0.1
"""A sentence belongs to the points that it is likest to, within this."""


@dataclass(frozen=True, slots=True)
class Likest:
    """The sentence that is likest to a point, of those that are likest to that point.

    Attributes:
        sentence: its index, from 0.
        likeness: -1…1; how alike the two are in what sets the question's points apart.
    """

    sentence: int
    likeness: float


def likest(sentences: Sequence[str], points: Mapping[str, Sequence[str]]) -> dict[str, Likest]:
    """Return for each point the sentence that says it best; none where every one says another.

    What all points have in common is the question's subject, which every sentence is about, so it
    is taken out of the vectors first. Fewer than two points have nothing that sets them apart.

    Args:
        sentences: of the answer.
        points: wordings by the id of the point, at least one each.
    """
    if not sentences or len(points) < 2:  # noqa: PLR2004
        return {}
    wordings = [remembered([plain(text) for text in each]) for each in points.values()]
    common = np.mean([each.mean(axis=0) for each in wordings], axis=0)
    said = _unit(remembered([plain(text) for text in sentences]) - common)
    alike = np.array([(said @ _unit(each - common).T).max(axis=1) for each in wordings])
    own = alike >= alike.max(axis=0) - _AS_LIKE
    found: dict[str, Likest] = {}
    for name, likeness, belongs in zip(points, alike, own, strict=True):
        if belongs.any():
            place = int(np.where(belongs, likeness, -1).argmax())
            found[name] = Likest(place, round(float(likeness[place]), 3))
    return found


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(lengths, np.float32(1e-6))

"""Which language somebody speaks, from what the recogniser makes of each segment."""

from collections import Counter
from collections.abc import Iterable, Mapping

Languages = Mapping[str, float]
"""How probable each language is, by its code; the sum is 1."""

ENGLISH = "en"

LISTENED = 30.0
"""Seconds of an answer in which its language shows; later segments are not asked any more."""

_ENOUGH = 2.0
"""Seconds of speech below which nothing can be said."""

_UNLIKELY = 0.2
_LIKELY = 0.6
_CERTAINLY_NOT = 0.02
_CERTAIN = 0.9


def spoken_language(heard: Iterable[tuple[Languages, float]]) -> str:
    """The language of an answer; English unless another one is plainly more probable.

    A strong accent makes a recogniser waver: English has to be improbable and another language
    probable, over all that was heard.

    Args:
        heard: of each segment its languages, and the seconds of speech in it.
    """
    seconds, weights = 0.0, Counter[str]({ENGLISH: 0})
    for languages, spoken in heard:
        seconds += spoken
        weights.update({code: spoken * share for code, share in languages.items()})
    if seconds < _ENOUGH or weights[ENGLISH] > _UNLIKELY * seconds:
        return ENGLISH
    (code, weight), *_ = weights.most_common(1)
    return code if weight >= _LIKELY * seconds else ENGLISH


def is_foreign(languages: Languages, spoken: float) -> bool:
    """Whether one segment alone, with so many seconds of speech, is certainly not English."""
    if spoken < _ENOUGH or languages.get(ENGLISH, 0.0) > _CERTAINLY_NOT:
        return False
    return max(languages.values(), default=0.0) >= _CERTAIN

"""The language that somebody speaks, from what the recognizer makes of each segment."""

from collections import Counter
from collections.abc import Iterable, Mapping

Languages = Mapping[str, float]
"""How probable each language is, by its code; the sum is 1."""

ENGLISH = "en"

NOT_ENGLISH = "This does not sound like English, and only English answers can be judged."
"""Shown to whoever answers in another language."""

LISTENED = 30.0
"""Seconds of an answer in which its language shows; later segments are not looked at."""

_ENOUGH = 6.0
"""Seconds of speech below which an answer's language stays open: one short sentence with an accent
may sound like anything."""

_UNLIKELY, _LIKELY = 0.1, 0.5
"""English has to be improbable, and another language likelier than all others together. Of 146
clips of English with all kinds of accents none with more than 6 s of speech fell below 0.18;
synthetic French, German, Italian, Polish, Russian and Spanish gave English 0.001 to 0.06."""

_SENTENCE = 2.0  # seconds

_CERTAINLY_NOT = 0.02
_CERTAIN = 0.9


def spoken_language(segments: Iterable[tuple[Languages, float]]) -> str:
    """Return the language of an answer; English unless all segments make that improbable.

    A strong accent makes a recognizer waver, so it is not asked which language is most probable.

    Args:
        segments: of each segment its languages, and the seconds of speech in it.
    """
    seconds, weights = 0.0, Counter[str]({ENGLISH: 0})
    for languages, duration in segments:
        seconds += duration
        weights.update({code: duration * share for code, share in languages.items()})
    likeliest = max(weights, key=weights.__getitem__)
    if seconds < _ENOUGH or weights[ENGLISH] > _UNLIKELY * seconds:
        return ENGLISH
    return likeliest if weights[likeliest] > _LIKELY * seconds else ENGLISH


def is_foreign(languages: Languages, seconds: float) -> bool:
    """Tell whether one segment alone, with `seconds` of speech, is certainly not English."""
    if seconds < _SENTENCE or languages.get(ENGLISH, 0.0) > _CERTAINLY_NOT:
        return False
    return max(languages.values(), default=0.0) >= _CERTAIN

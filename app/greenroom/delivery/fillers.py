"""Filled pauses (um, uh …) and filler words (like, you know …)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import Measure
from greenroom.delivery.vocabulary import FILLER_WORDS
from greenroom.delivery.word_index import Timeline, bare, ends_clause, ends_sentence, stretches
from greenroom.speech.span import Span
from greenroom.speech.words import Word


@dataclass(frozen=True, slots=True)
class CounterError:
    """The accuracy of the count of filled pauses, as recall and precision."""

    recall: float
    precision: float

    def plus_minus(self, count: float) -> float:
        """Return how far `count` may be off, up or down: those missed or the false ones in it.

        Of C counted, C·(1 − precision) are false; the C·precision true ones are `recall` of all
        true ones, so C·precision·(1 − recall) ÷ recall were missed.
        """
        missed = count * self.precision * (1 - self.recall) / self.recall
        return max(missed, count * (1 - self.precision))


FILLED_PAUSE_ERROR: Final = CounterError(recall=0.87, precision=0.92)
"""Measured on 19 minutes of spontaneous speech with verbatim references, most of it over bad phone
lines: 0.88 and 0.92 in single sentences, 0.87 and 0.92 in one answer per speaker."""

_SET_OFF_SECONDS = 0.15
_CLUSTER_SIZE = 3
_CLUSTER_SECONDS = 8.0


def filled_pauses(answer: Timeline) -> Measure:
    """Count um, uh, er, ah, hm, and mm, from the words and from the sound."""
    pauses = answer.filled_pauses
    return measured(
        "filled_pauses",
        float(len(pauses)),
        n=len(answer.words),
        spans=tuple(word.span for word in pauses),
        plus_minus=float(math.ceil(FILLED_PAUSE_ERROR.plus_minus(len(pauses)))),
    )


def filled_pause_rate(answer: Timeline) -> Measure:
    """Measure filled pauses ÷ minutes from the first to the last word.

    Band: Laske & DiGennaro Reed 2024 compared 0, 2, 5 and 12 a minute of speech: 5 did no harm,
    12 did. The strongest source there is for any band here.
    """
    return _rate(answer, "filled_pause_rate", 60 / answer.seconds)


def filled_pauses_per_100_words(answer: Timeline) -> Measure:
    """Measure filled pauses per 100 lexical words."""
    return _rate(answer, "filled_pauses_per_100_words", 100 / len(answer.lexical))


def _rate(answer: Timeline, name: str, factor: float) -> Measure:
    pauses = answer.filled_pauses
    return measured(
        name,
        factor * len(pauses),
        n=len(answer.lexical),
        spans=tuple(word.span for word in pauses),
        plus_minus=factor * FILLED_PAUSE_ERROR.plus_minus(len(pauses)),
    )


def lexical_fillers(answer: Timeline) -> Measure:
    """Measure filler words per 100 words.

    Like, you know, I mean, sort of, basically, actually, right, and "so," at the beginning of a
    sentence. They count only where a comma, a sentence's edge or a pause of 150 ms or more sets
    them off on both sides; "tools like pandas" and "the right one" never do.
    """
    spans = filler_words(answer)
    words = len(answer.lexical)
    return measured("lexical_fillers", 100 * len(spans) / words, n=words, spans=spans)


def filler_share(answer: Timeline) -> Measure:
    """Measure filled pauses and filler words as a percentage of all words said.

    The limit of 4 % is one that a meeting-coaching product (Read.ai) publishes; weak evidence.
    """
    spans = _all_fillers(answer)
    share = 100 * len(spans) / len(answer.words)
    return measured("filler_share", share, n=len(answer.words), spans=spans)


def filler_clusters(answer: Timeline) -> Measure:
    """Count the places where three or more fillers of any kind begin within 8 s; heuristic."""
    spans = _clusters(_all_fillers(answer))
    return measured("filler_clusters", float(len(spans)), n=len(answer.words), spans=spans)


def filler_words(answer: Timeline) -> tuple[Span, ...]:
    """Find the filler words, in order."""
    words = answer.lexical
    texts = [bare(word) for word in words]
    return stretches(words, lambda at: _filler_length(words, texts, at))


def _filler_length(words: Sequence[Word], texts: Sequence[str], at: int) -> int:
    """Count the words of the filler that begins here; 0 if none does."""
    for phrase in FILLER_WORDS:
        if tuple(texts[at : at + len(phrase)]) == phrase and _set_off(words, at, len(phrase)):
            return len(phrase)
    opens = at == 0 or ends_sentence(words[at - 1])
    return 1 if texts[at] == "so" and opens and _break_after(words, at) else 0


def _set_off(words: Sequence[Word], at: int, length: int) -> bool:
    """Tell whether breaks set it off; a whole sentence ("Right.") is no filler."""
    opens = at == 0 or ends_sentence(words[at - 1])
    last = words[at + length - 1]
    if opens and (ends_sentence(last) or at + length == len(words)):
        return False
    return (at == 0 or _break_after(words, at - 1)) and _break_after(words, at + length - 1)


def _break_after(words: Sequence[Word], at: int) -> bool:
    if at + 1 == len(words) or ends_clause(words[at]):
        return True
    return words[at + 1].start - words[at].end >= _SET_OFF_SECONDS


def _all_fillers(answer: Timeline) -> tuple[Span, ...]:
    both = (*filler_words(answer), *(word.span for word in answer.filled_pauses))
    return tuple(sorted(both, key=lambda span: span.start))


def _clusters(fillers: Sequence[Span]) -> tuple[Span, ...]:
    """Group fillers greedily from the left, each group within 8 s of its first one."""
    clusters: list[Span] = []
    at = 0
    while at < len(fillers):
        limit = fillers[at].start + _CLUSTER_SECONDS
        near = [span for span in fillers[at:] if span.start <= limit]
        if len(near) >= _CLUSTER_SIZE:
            clusters.append(Span(near[0].start, max(span.end for span in near)))
            at += len(near)
        else:
            at += 1
    return tuple(clusters)

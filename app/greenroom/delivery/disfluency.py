"""Restarts, repeats and corrections, found in the words."""

from collections.abc import Sequence

from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import Measure
from greenroom.delivery.vocabulary import CORRECTIONS, MEANT_TWICE
from greenroom.delivery.word_index import Timeline, bare, ends_clause, ends_sentence, stretches
from greenroom.speech.restarts import LONGEST_REPEAT, is_broken_off
from greenroom.speech.span import Span
from greenroom.speech.words import Word


def false_starts(answer: Timeline) -> Measure:
    """Measure restarts and repeats per 100 words.

    They are immediate repeats of one to three words, cut-off words ("w-") and corrections ("no
    wait", "or rather", "sorry" between commas).
    After Shriberg's repetitions, repairs and fragments. "Very very" and numbers are meant twice.
    Always of low confidence, because recognizers tidy some of them away.
    """
    spans = restarts(answer)
    words = len(answer.lexical)
    return measured(
        "false_starts", 100 * len(spans) / words, n=words, spans=spans, quality="low_confidence"
    )


def disfluencies(answer: Timeline) -> Measure:
    """Measure filled pauses, repeats, and restarts together, per 100 words.

    About 6 in conversation (Bortfeld et al. 2001: 5.97; Fox Tree 1995), less in monologue to a
    machine (Oviatt 1995, second hand). Of low confidence because the restarts are.
    """
    both = (*restarts(answer), *(word.span for word in answer.filled_pauses))
    spans = tuple(sorted(both, key=lambda span: span.start))
    words = len(answer.lexical)
    return measured(
        "disfluencies", 100 * len(spans) / words, n=words, spans=spans, quality="low_confidence"
    )


def restarts(answer: Timeline) -> tuple[Span, ...]:
    """Find where the speaker started over, in order; each place counts once.

    The words around a filled pause count as neighbors: "we, um, we" is a repeat.
    """
    words = answer.lexical
    texts = [bare(word) for word in words]
    return stretches(words, lambda at: _restart_length(words, texts, at))


def _restart_length(words: Sequence[Word], texts: Sequence[str], at: int) -> int:
    """Count the words of the restart that begins here; 0 if none does."""
    for size in range(LONGEST_REPEAT, 0, -1):
        if _repeats(words, texts, at, size):
            return size
    for correction in CORRECTIONS:
        if tuple(texts[at : at + len(correction)]) == correction:
            return len(correction)
    return 1 if is_broken_off(words[at].text) or _sorry(words, texts, at) else 0


def _repeats(words: Sequence[Word], texts: Sequence[str], at: int, size: int) -> bool:
    """Tell whether the `size` words from here are repeated at once, in the same sentence."""
    first, second = texts[at : at + size], texts[at + size : at + 2 * size]
    if len(second) < size or first != second or not all(first):
        return False
    if size == 1 and (first[0] in MEANT_TWICE or first[0].isdigit()):
        return False
    return not any(ends_sentence(word) for word in words[at : at + size])


def _sorry(words: Sequence[Word], texts: Sequence[str], at: int) -> bool:
    """Tell whether "sorry" stands between commas, inside a sentence."""
    inside = at > 0 and not ends_sentence(words[at - 1])
    return texts[at] == "sorry" and inside and ends_clause(words[at - 1]) and ends_clause(words[at])

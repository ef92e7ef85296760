"""Moments: stretches of the recording to play, with the words spoken there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenroom.speech.span import Span
from greenroom.speech.words import Word, join
from greenroom.structure.elements import Evidence, Structure

MOST_MOMENTS = 3
"""More would be a list to read, not an example to hear."""

_CONTEXT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the recording that a remark points at, with the words spoken there."""

    span: Span
    quote: str


def of_spans(words: Sequence[Word], spans: Iterable[Span]) -> tuple[Moment, ...]:
    """Return one moment per span with the words spoken in it, at most three.

    A span that holds a word or two, or only silence, is widened by three words on either side, so
    that one hears what came before and after.
    """
    return tuple(_moment(words, span) for span in list(spans)[:MOST_MOMENTS])


def of_element(structure: Structure, element: str) -> tuple[Moment, ...]:
    """Return up to three sentences that show an element, surest first; empty if missing."""
    elements = [one for one in structure.found if one.element == element]
    evidence = [piece for one in elements for piece in one.evidence]
    return surest_first(evidence)[:MOST_MOMENTS]


def surest_first(evidence: Iterable[Evidence]) -> tuple[Moment, ...]:
    """Return evidence as moments, by confidence; equal ones stay in order."""
    by_confidence = sorted(evidence, key=lambda piece: -piece.confidence)
    return tuple(Moment(piece.span, piece.quote) for piece in by_confidence)


def longest_first(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort the spans by length; equal ones stay in order."""
    return tuple(sorted(spans, key=lambda span: -span.seconds))


def _moment(words: Sequence[Word], span: Span) -> Moment:
    inside = [at for at, word in enumerate(words) if word.span.overlaps(span)]
    if len(inside) > _CONTEXT_WORDS:
        return Moment(span, join(words[inside[0] : inside[-1] + 1]))
    before = sum(word.start < span.start for word in words)
    first = max(0, (inside[0] if inside else before) - _CONTEXT_WORDS)
    after = (inside[-1] + 1 if inside else before) + _CONTEXT_WORDS
    spoken_words = words[first:after]
    if not spoken_words:
        return Moment(span, "")
    start, end = min(span.start, spoken_words[0].start), max(span.end, spoken_words[-1].end)
    return Moment(Span(start, end), join(spoken_words))

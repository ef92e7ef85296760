"""The choice of words: repetition, hedges, signposts, variety."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean

from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import Measure
from greenroom.delivery.vocabulary import HEDGES, NOT_HEDGED_AFTER, SIGNPOSTS, STOP_WORDS, Phrase
from greenroom.delivery.word_index import Timeline, bare, ends_sentence, stretch
from greenroom.speech.span import Span
from greenroom.speech.words import Word

_WINDOW_WORDS = 50
_PHRASE_WORDS = 3
_DOUBTFUL = 0.5


def repetition(answer: Timeline) -> Measure:
    """Measure words that begin a three-word phrase said before, per 100 words."""
    words = answer.lexical
    texts = [bare(word) for word in words]
    phrases: set[Phrase] = set()
    starts: list[int] = []
    for at in range(len(words) - _PHRASE_WORDS + 1):
        phrase = tuple(texts[at : at + _PHRASE_WORDS])
        if phrase in phrases:
            starts.append(at)
        phrases.add(phrase)
    spans = tuple(stretch(words[at : at + _PHRASE_WORDS]) for at in starts)
    return measured("repetition", 100 * len(starts) / len(words), n=len(words), spans=spans)


def top_word_share(answer: Timeline) -> Measure:
    """Measure the share of the most frequent content word among content words, in percent.

    Spans: where that word was said.
    """
    content = [word for word in answer.lexical if bare(word) and bare(word) not in STOP_WORDS]
    counts = Counter(bare(word) for word in content)
    top, count = counts.most_common(1)[0] if counts else ("", 0)
    share = 100 * count / len(content) if content else None
    spans = tuple(word.span for word in content if bare(word) == top)
    return measured("top_word_share", share, n=len(content), spans=spans)


def hedges(answer: Timeline) -> Measure:
    """Measure maybe, I think, probably, kind of … per 100 words; not for technical answers.

    "A kind of model" is none, nor is "I think" behind "what" or "how". The limit is a heuristic.
    """
    return _per_100(answer, "hedges", _occurrences(answer, HEDGES, hedge=True))


def signposts(answer: Timeline) -> Measure:
    """Measure first, then, because, however, in summary … per 100 words; descriptive."""
    return _per_100(answer, "signposts", _occurrences(answer, SIGNPOSTS))


def lexical_diversity(answer: Timeline) -> Measure:
    """Measure MATTR-50: the mean share of different words in every 50 running words; no band."""
    texts = [bare(word) for word in answer.lexical]
    windows = range(len(texts) - _WINDOW_WORDS + 1)
    shares = [len(set(texts[at : at + _WINDOW_WORDS])) / _WINDOW_WORDS for at in windows]
    return measured("lexical_diversity", fmean(shares) if shares else None, n=len(texts))


def recognition_confidence(answer: Timeline) -> Measure:
    """Measure the recognizer's mean probability over the lexical words, 0…1.

    Spans: the words below 0.5. Under a mean of 0.6 everything made of words is of low confidence.
    """
    words = answer.lexical
    mean = fmean(word.confidence for word in words)
    doubtful = tuple(word.span for word in words if word.confidence < _DOUBTFUL)
    return measured("recognition_confidence", mean, n=len(words), spans=doubtful)


def _per_100(answer: Timeline, name: str, spans: tuple[Span, ...]) -> Measure:
    words = len(answer.lexical)
    return measured(name, 100 * len(spans) / words, n=words, spans=spans)


def _occurrences(
    answer: Timeline, phrases: Iterable[Phrase], *, hedge: bool = False
) -> tuple[Span, ...]:
    """Find where any of the phrases occurs inside a sentence; the longest one wins."""
    words = answer.lexical
    texts = [bare(word) for word in words]
    spans: list[Span] = []
    at = 0
    while at < len(words):
        fits = (p for p in phrases if _is_at(words, texts, at, p))
        phrase = next((p for p in fits if not (hedge and _literal(texts, at, p))), ())
        if phrase:
            spans.append(stretch(words[at : at + len(phrase)]))
        at += max(1, len(phrase))
    return tuple(spans)


def _is_at(words: Sequence[Word], texts: Sequence[str], at: int, phrase: Phrase) -> bool:
    if tuple(texts[at : at + len(phrase)]) != phrase:
        return False
    return not any(ends_sentence(word) for word in words[at : at + len(phrase) - 1])


def _literal(texts: Sequence[str], at: int, phrase: Phrase) -> bool:
    """Tell whether the phrase is meant literally and hedges nothing."""
    before = texts[at - 1] if at else ""
    if phrase in {("kind", "of"), ("sort", "of")}:
        return before in NOT_HEDGED_AFTER
    return phrase[0] == "i" and before in {"what", "how", "why", "as", "than"}

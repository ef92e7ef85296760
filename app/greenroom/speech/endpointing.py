"""The end of a hands-free answer, by seconds of silence and the last words, without a clock."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.speech.words import Word

# Nobody ends an answer with one of these, even if the recognizer puts a period after it.
# fmt: off
_GOES_ON = frozenset((
    "a", "about", "an", "and", "as", "at", "because", "but", "by", "for", "from", "if", "in",
    "into", "its", "like", "my", "of", "on", "or", "our", "so", "than", "the", "their", "to",
    "when", "where", "which", "while", "who", "with", "your",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class EndpointRules:
    """The limits of a silence, in seconds.

    Attributes:
        after_sentence: behind a finished sentence.
        in_sentence: where the last sentence is not finished, or not yet known.
        unseen: silence for which no countdown is shown.
    """

    after_sentence: float = 5.0
    in_sentence: float = 12.0
    unseen: float = 1.5


def seconds_left(
    silence: float | None, last_words: Sequence[Word] | None, rules: EndpointRules
) -> float | None:
    """Return the seconds until the answer is over: None with nothing to count, 0 when it is.

    Nothing is counted before the first word, however long it takes, and as soon as somebody
    speaks again.

    Args:
        silence: seconds since the last speech; None before there was any.
        last_words: what was said just before the silence; None while it is not known.
        rules: how long silence may last.
    """
    if silence is None or silence < rules.unseen:
        return None
    finished = last_words is not None and finishes_sentence(last_words)
    allowed = rules.after_sentence if finished else rules.in_sentence
    return max(0.0, allowed - silence)


def finishes_sentence(words: Sequence[Word]) -> bool:
    """Tell whether the last of the words may well be the end of an answer."""
    if not words or words[-1].kind == "filled_pause":
        return False
    text = words[-1].text.rstrip("\"'”’)")
    if text.endswith(("...", "…")) or not text.endswith((".", "!", "?")):
        return False
    return text.strip(".!?").lower() not in _GOES_ON

"""Detection of a recognizer that goes in circles instead of listening."""

import re
import zlib

from greenroom.speech.filled_pauses import is_filled_pause

_COMPRESSIBLE = 2.4
"""Times that a text can be compressed; only loops go over it."""

_LONGEST_PHRASE = 8
_LEAST_REPEATED = 6
"""Words: people say "no, no, no, no" and "the, uh, the, uh, the", but no phrase of three words or
more three times without a breath."""

_MOST_FILLED_PAUSES = 0.4
_FEW = 4

_LETTERS = re.compile(r"[^a-z']")


def goes_round(text: str) -> bool:
    """Tell whether a text repeats itself or is little but filled pauses, as nobody speaks."""
    data = text.encode()
    if len(data) > _COMPRESSIBLE * len(zlib.compress(data)):
        return True
    words = [_LETTERS.sub("", word.lower()) for word in text.split()]
    filled = sum(map(is_filled_pause, words))
    if filled >= _FEW and filled > _MOST_FILLED_PAUSES * len(words):
        return True
    return any(_repeats(words, length) for length in range(1, _LONGEST_PHRASE + 1))


def _repeats(words: list[str], length: int) -> bool:
    """Tell whether a phrase of `length` words follows itself again and again."""
    enough = max(_LEAST_REPEATED, 2 * length)
    same = 0  # words in a row that are the same as the one a phrase before
    for word, before in zip(words[length:], words, strict=False):
        same = same + 1 if word == before else 0
        if same >= enough:
            return True
    return False

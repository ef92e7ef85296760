"""The syllables of a written word, estimated from its spelling."""

import re

_VOWELS = re.compile(r"[aeiou]+(?:y(?![aeiou]))?|y(?![aeiou])")
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[^aeiouydt]ed|[^aeiouysxzcgh]es|[aeiouy]les?)$")
_SPLIT_VOWELS = re.compile(
    r"ia(?!l|n)|io(?!n|us)|iu|eo(?!p)|ua(?=[^rl]|l)|crea(?=t)|rea(?=ct)|[aeo]i(?=ng)"
)
_DIGIT_SYLLABLES = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1)
_PIECE = re.compile(r"[a-z']+|\d+|[%$€£]", re.IGNORECASE)


def syllables(text: str) -> int:
    """Estimate the syllables of one written word, at least 1; off by one for some words.

    Digits count one by one, with one more for tens and another for hundreds; capitals letter by
    letter ("AUC" has three), percent and currency signs as their names.
    """
    return max(1, sum(_of_piece(piece) for piece in _PIECE.findall(text)))


def _of_piece(piece: str) -> int:
    if piece.isdigit():
        return _of_number(piece)
    if piece in "%$€£":
        return 2
    if piece.isupper() and len(piece) > 1:
        return sum(3 if letter == "W" else 1 for letter in piece)
    return _of_word(piece.lower().replace("'", ""))


def _of_number(digits: str) -> int:
    nonzero = digits.rstrip("0") or digits[:1]
    tens_and_hundreds = (len(digits) > 1) + (len(digits) > len("99"))
    return sum(_DIGIT_SYLLABLES[int(digit)] for digit in nonzero) + tens_and_hundreds


def _of_word(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    silent = groups > 1 and _SILENT_END.search(word) is not None
    return max(1, groups - silent + len(_SPLIT_VOWELS.findall(word)))

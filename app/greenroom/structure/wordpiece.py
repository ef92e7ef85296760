"""From text to the pieces of words that the encoder knows (WordPiece, Wu et al. 2016)."""

import re
import unicodedata
from collections.abc import Mapping

_PARTS = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_LONGEST_WORD = 60


def pieces(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Ids of the pieces of `text`, longest match first, without the marks around a text.

    Letters lose their accents and case; a part that cannot be spelled becomes [UNK].
    """
    bare = unicodedata.normalize("NFKD", text.lower())
    found: list[int] = []
    for part in _PARTS.findall("".join(c for c in bare if not unicodedata.combining(c))):
        found += _spell(part, vocabulary)
    return found


def _spell(part: str, vocabulary: Mapping[str, int]) -> list[int]:
    found: list[int] = []
    begin = 0
    while begin < len(part) <= _LONGEST_WORD:
        end, mark = len(part), "##" if begin else ""
        while end > begin and mark + part[begin:end] not in vocabulary:
            end -= 1
        if end == begin:
            return [vocabulary["[UNK]"]]
        found.append(vocabulary[mark + part[begin:end]])
        begin = end
    return found or [vocabulary["[UNK]"]]

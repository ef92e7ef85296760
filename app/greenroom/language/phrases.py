"""Words that carry something and words that do not: what all rules about answers share."""

import re
from functools import lru_cache
from typing import Any, cast

from greenroom.speech.filled_pauses import without_filled_pauses
from greenroom.speech.numerals import NUMBER_WORDS, PARTS
from greenroom.speech.restarts import without_repeats

_FILLERS = re.compile(
    r",?\s*(?<!\w)(?:you know|i mean|sort of|kind of|i guess|i(?:'d| would| want to) say|let's say"
    r"|of course|to be honest|or something|or whatever)(?=[\s,.?!]|$),?",
    re.IGNORECASE,
)
_LIKE = re.compile(r",\s+like,(?=\s)", re.IGNORECASE)
_LOOSE_MARKS = re.compile(r"\s+([,.?!])|,(?=[.?!])|(?:,\s*)+(?=,)|^[\s,]+")

_COUNTS = "|".join(sorted(NUMBER_WORDS - {"zero", "one"} | PARTS))
_SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+")
FIGURE = re.compile(rf"\d|\b(?:(?:{_COUNTS})[sd]?|halved|percent)\b", re.IGNORECASE)
"""A number, in figures or in words; "one" is left out, for it is rarely a count."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


FUNCTION_WORDS = word_set(
    """a an the this that these those some any all both i me my mine myself we us our ours you
    your yours he him his she her hers it its they them their theirs who whom whose which
    what and or but so because if when while than as of to in on at by for with from into
    onto over under about between through during after before up down off out is am are was
    were be been being do does did have has had having will would shall should can could may
    might must i'm i'd i've i'll we'd we've we'll we're it's that's there's they're they'd
    you're you'd there here then"""
)
_EMPTY = FUNCTION_WORDS | word_set(
    """um uh like yeah yes no not okay ok right well just really very quite actually basically
    honestly maybe perhaps probably also even still always never ever again too much many
    more most lot lots thing things something anything everything way ways kind sort bit get
    got getting go going goes went gone come came make made making take took say said think
    thought know knew want wanted look looked see saw seen use used using good bad new old
    own one other another same such only every each time day let
    put don't didn't doesn't wasn't isn't aren't won't can't couldn't wouldn't shouldn't"""
)


def cleaned(text: str) -> str:
    """Remove filled pauses, fillers, and restarts."""
    text = _FILLERS.sub(" ", without_filled_pauses(text.replace("’", "'")))
    text = " ".join(_LIKE.sub("", text).split())
    text = _LOOSE_MARKS.sub(lambda match: match[1] or "", text)
    return without_repeats(text).strip(" ,")


def contents(text: str) -> list[str]:
    """List the content words in small letters: names, figures, most nouns and verbs."""
    words = re.findall(r"[a-z0-9][\w'.%-]*", text.lower().replace("’", "'"))
    bare = (word.strip("'.-") for word in words)
    return [word for word in bare if word and word not in _EMPTY]


def stems(text: str) -> frozenset[str]:
    """Return the content words without their endings, so that "models" and "modeling" meet."""
    return frozenset(_stem(word) for word in contents(text))


def word_count(text: str) -> int:
    """Count the words that a text is spoken with."""
    return len(text.split())


def core_question(text: str) -> str:
    """Return the last sentence that asks something; the whole text if none does."""
    return next((one for one in reversed(sentences(text)) if one.endswith("?")), text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a written text, each with its mark at the end."""
    return _SENTENCE_ENDS.split(text.strip()) if text.strip() else []


@lru_cache(maxsize=8_192)
def _stem(word: str) -> str:
    import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

    # A new one for each call, because it holds the state of the word that it cuts.
    return cast("Any", snowballstemmer).stemmer("english").stemWord(word)

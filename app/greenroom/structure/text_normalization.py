"""A sentence as the engine reads it: what was said, without how it was said or by whom.

Fillers, punctuation, case, restarts, gendered words and names of people are taken out here, once,
so that nothing after this point can be moved by them.
"""

import re
from functools import cache, lru_cache

from greenroom.paths import shipped
from greenroom.speech.filled_pauses import without_filled_pauses
from greenroom.speech.numerals import spelled
from greenroom.speech.restarts import without_broken_off_words, without_repeats

_FILLERS = re.compile(r"\b(?:you know|i mean|sort of|kind of)\b")
_NOT_SAID = re.compile(r"[^\w']+")

_ALIKE = {
    "they": "he she",
    "their": "him her his hers",
    "themselves": "himself herself themself",
    "person": "man woman guy lady gentleman gal lad bloke chap dude",
    "people": "men women guys ladies gentlemen lads blokes",
    "child": "boy girl son daughter",
    "children": "boys girls sons daughters",
    "parent": "mother father mum mom dad mama papa",
    "partner": "husband wife boyfriend girlfriend",
    "sibling": "brother sister",
    "relative": "uncle aunt nephew niece",
    "grandparent": "grandmother grandfather grandma grandpa",
    "spokesperson": "spokesman spokeswoman",
    "chairperson": "chairman chairwoman",
    "salesperson": "salesman saleswoman",
    "businessperson": "businessman businesswoman",
    "server": "waiter waitress",
}
_CONTRACTED = re.compile(r"\b(?:he|she)'(s|d|ll)\b")
_TITLED = re.compile(r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z]|m(?:r|rs) )\w+")


@lru_cache(4096)  # an answer that grows has the same words and sentences at each look
def plain(text: str) -> str:
    """Return lower-case words with single spaces between them; may be empty."""
    text = without_filled_pauses(text.replace("’", "'"))  # while capitals tell um from UM
    text = spelled(_TITLED.sub("someone", text).lower())
    text = without_broken_off_words(text)
    text = _NOT_SAID.sub(" ", text.replace("_", " "))
    text = _FILLERS.sub(" ", text)
    text = _CONTRACTED.sub(r"they'\1", text)
    text = " ".join(_neutral(word) for word in text.split())
    return without_repeats(text).strip()


def _neutral(word: str) -> str:
    owner = word.removesuffix("'s")
    return _neutral_words().get(owner, owner) + word[len(owner) :]


@cache
def _neutral_words() -> dict[str, str]:
    lines = (shipped("assets") / "structure" / "names.txt").read_text(encoding="utf-8").split("\n")
    names = " ".join(line for line in lines if not line.startswith("#")).split()
    alike = {word: neutral for neutral, words in _ALIKE.items() for word in words.split()}
    return dict.fromkeys(names, "someone") | alike

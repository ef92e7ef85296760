"""Personal data, masked before a text leaves: e-mail addresses, phone numbers, links, names."""

import re
from collections.abc import Iterable

from greenroom.language.phrases import FUNCTION_WORDS, word_set
from greenroom.speech.numerals import DIGIT_WORDS

_LOCAL = r"(?<![\w.+-])[\w.+-]{1,64}"
_EMAIL = re.compile(rf"{_LOCAL}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}}")
_SPOKEN_EMAIL = re.compile(
    rf"{_LOCAL}(?: dot [\w-]{{1,63}}){{0,4}} at [\w-]{{1,63}}(?: dot [\w-]{{1,63}}){{0,4}}"
    r" dot (?:com|org|net|edu|dev|[a-z]{2})\b",
    re.IGNORECASE,
)
_SPELLED_EMAIL = re.compile(
    rf"(?:(?<![\w.+-])(?:\w ){{1,40}}\w|{_LOCAL}) at "
    r"(?:gmail|googlemail|outlook|hotmail|yahoo|icloud|proton(?:mail)?|gmx|live)\.[a-z.]{2,6}\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b(?:https?://|www\.|(?:linkedin|github|gitlab)\.com/)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d[\d ()/.-]{6,22}\d(?!\w)")
_NO_PHONE = re.compile(
    r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}"  # a date
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?: \d{1,2})?"
    r"|\d{4}\s?[-/]\s?\d{4}"  # two years
    r"|\d+\.\d+"
)
_MONTHS = word_set("april may june august")
_ALSO_WORDS = (
    FUNCTION_WORDS
    | _MONTHS
    | word_set(
        """angel angels archer art autumn baker ball banks bass bell best bill bird black bond booth
    bright brook brooks brown bud bush buck butler carter case chance chase chip church clay cliff
    cole cook cooper cross crystal dale dawn day dean dell destiny drew duke earl early fair faith
    farmer field fields fish fisher flowers ford forest foster fox frank french gale gene glen
    golden good grace grant gray green grey guy hall harmony harper heath hill holiday holly hope
    hunt hunter iris ivy jack jade jasmine jay joy judge justice key king knight lake lance lane
    law lily little long love low major mark marks marsh mason max melody mercy miles mills moon
    moore more nice nick noble norm north olive page paige park parks pat pearl penny pierce pike
    pool poole pope porter power powers price prince ray read reed reid rice rich rivers rob robin
    rock rose ruby rush rusty sandy savage sharp short silver singer skip sky small snow sparks
    spring star stark steel stone storm strong sue summer summers swift temple tiger trip tucker
    van victor violet wade walker wall ward waters weaver webb wells west white wild wise wolf
    wood woods worth young"""
    )
)
"""Names that are words, too: masked in small letters, they would take the sense away."""

_INSIDE = r"(?<=[\w,;)’'] )"
"""After a word, not where a sentence begins and every word has a capital."""

_BEFORE_A_MONTH = ("in", "by", "of", "since", "until", "till", "last", "next", "this", "every",
                   "early", "late", "mid", "before", "after", "from", "through")  # fmt: skip
_NO_MONTH = "".join(rf"(?<!\b{word} )" for word in _BEFORE_A_MONTH)
_LEAST_PHONE_DIGITS = 8
_DIGIT_WORDS = rf"(?:oh|{'|'.join(DIGIT_WORDS)}|double|triple)"
_SPOKEN_PHONE = re.compile(rf"\b(?:{_DIGIT_WORDS}[ ,-]+){{6,22}}{_DIGIT_WORDS}\b", re.IGNORECASE)
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w-]*(?:['’](?!s\b)\w+)?"
_PARTICLE = r"(?:(?:van|de|von|der|den|del|la|bin|al|el)[ -])*"
_BY_CONTEXT = (
    rf"(?P<by>[Mm]y name(?: is|['’]s)|[Cc]all me|[Ii]['’]m called|named)\s+"
    rf"(?P<name>{_WORD}(?:\s+{_PARTICLE}{_WORD}){{0,2}})",
    rf"(?P<by>I['’]m|I am)\s+(?P<name>{_WORD}(?:\s+{_PARTICLE}{_WORD}){{1,2}})",
    rf"(?P<by>(?:[Mm]y|[Oo]ur|[Tt]he) (?:colleague|manager|boss|mentor|teammate|friend|wife|husband"
    rf"|CEO|CTO|founder|supervisor|advisor|client|customer|recruiter),?)\s+"
    rf"(?P<name>{_WORD}(?:\s+{_PARTICLE}{_WORD})?)",
    rf"(?P<by>Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Herr|Frau|Monsieur|Madame)\.?\s+"
    rf"(?P<name>{_PARTICLE}{_WORD}(?:\s+{_WORD})?)",
)
_NAMES = tuple(re.compile(rf"\b{pattern}") for pattern in _BY_CONTEXT)
"""Names that the words before them give away: introductions, relations, titles."""


def masked(text: str, names: Iterable[str] = ()) -> str:
    """Replace e-mail addresses, phone numbers, links, and names with their kind.

    Names are those given (the user's own, colleagues') and those that the words before them give
    away: "my name is", "my manager", a title. A name that is none of these stays.

    Given names are found in any case, since recognizers write some of them small. A single one
    that is a word, too ("Will", "May", "Mark"), counts only with its capital inside a sentence.
    """
    for pattern in (_EMAIL, _SPOKEN_EMAIL, _SPELLED_EMAIL):
        text = pattern.sub("[e-mail]", text)
    text = _LINK.sub("[link]", text)
    text = _SPOKEN_PHONE.sub("[phone]", _PHONE.sub(_phone, text))
    for pattern in _NAMES:
        text = pattern.sub(lambda match: f"{match['by']} [name]", text)
    for name in sorted(_parts(names), key=len, reverse=True):
        text = _name_pattern(name).sub("[name]", text)
    return re.sub(r"\[name\](?:\s+\[name\])+", "[name]", text)


def _name_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a given name, or of a part of one, in a text."""
    if name.lower() not in _ALSO_WORDS:
        return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    not_a_date = _NO_MONTH if name.lower() in _MONTHS else ""
    return re.compile(rf"{_INSIDE}{not_a_date}(?:{name.capitalize()}|{name.upper()})(?!\w)")


def _parts(names: Iterable[str]) -> set[str]:
    """Return whole names and their parts; parts of one or two letters would match too much."""
    whole = {" ".join(name.split()) for name in names if name.strip()}
    return whole | {part for name in whole for part in name.split() if len(part) > 2}  # noqa: PLR2004


def _phone(match: re.Match[str]) -> str:
    """Mask long rows of digits only: dates, years, fractions, and amounts stay."""
    digits = re.sub(r"\D", "", match[0])
    other = len(digits) < _LEAST_PHONE_DIGITS or _NO_PHONE.fullmatch(match[0].strip())
    return match[0] if other else "[phone]"

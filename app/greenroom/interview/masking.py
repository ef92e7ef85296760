"""What tells who somebody is, replaced before a text leaves: e-mails, phones, links, names."""

import re
from collections.abc import Iterable

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SPOKEN_EMAIL = re.compile(
    r"\b[\w.+-]+(?: dot [\w-]+)* at [\w-]+(?: dot [\w-]+)* dot (?:com|org|net|edu|dev|[a-z]{2})\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b(?:https?://|www\.|(?:linkedin|github|gitlab)\.com/)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d[\d ()/.-]{6,}\d(?!\w)")
_LEAST_PHONE_DIGITS = 8
_DIGIT_WORDS = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_SPOKEN_PHONE = re.compile(rf"\b(?:{_DIGIT_WORDS}[ ,-]+){{6,}}{_DIGIT_WORDS}\b", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"\b(?P<by>[Mm]y name(?: is|'s)|[Cc]all me|[Ii]'m called|[Nn]amed)\s+"
    r"(?P<name>[A-Z][\w'’-]+(?:\s+(?:van |de |von |der |al-)?[A-Z][\w'’-]+){0,2})"
)
_TITLED = re.compile(
    r"\b(?P<by>Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Herr|Frau|Monsieur|Madame)\.?\s+"
    r"(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?)"
)


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text with e-mail addresses, phone numbers, links and names replaced by their kind.

    Names are those given (the user's own, colleagues'), those that introduce themselves and
    those behind a title; a name that is none of these stays.
    """
    text = _LINK.sub("[link]", _SPOKEN_EMAIL.sub("[e-mail]", _EMAIL.sub("[e-mail]", text)))
    text = _SPOKEN_PHONE.sub("[phone]", _PHONE.sub(_phone, text))
    for pattern in (_INTRODUCED, _TITLED):
        text = pattern.sub(lambda found: f"{found['by']} [name]", text)
    for name in sorted(_parts(names), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    return re.sub(r"\[name\](?:\s+\[name\])+", "[name]", text)


def _parts(names: Iterable[str]) -> set[str]:
    """Whole names and their parts; a part of one or two letters would hit too much."""
    whole = {" ".join(name.split()) for name in names if name.strip()}
    return whole | {part for name in whole for part in name.split() if len(part) > 2}  # noqa: PLR2004


def _phone(found: re.Match[str]) -> str:
    """Long rows of digits only: dates, years and amounts stay."""
    digits = re.sub(r"\D", "", found[0])
    dated = re.fullmatch(r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{4}\s?-\s?\d{4}", found[0].strip())
    return found[0] if len(digits) < _LEAST_PHONE_DIGITS or dated else "[phone]"

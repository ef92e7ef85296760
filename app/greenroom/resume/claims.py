"""The claims of a résumé: what was done, with which figure, how well something is known."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from greenroom.resume.claim_quotes import LEAST_WORDS, clause_around, cut_short
from greenroom.resume.guide import Reading
from greenroom.resume.sections import Section

ClaimName = Literal["project", "figure", "level", "people", "publication"]

_UNITS = (
    r"(?:%|percent|per cent|percentage points|pp|x|×|times|fold|ms|milliseconds?|s|seconds?"
    r"|minutes?|hours?|days?|weeks?|[kKM]|million|billion|thousand|users?|customers?|requests?"
    r"|queries|documents?|images?|records?|rows|models?|transactions?|predictions?|events?|GB|TB"
    r"|tokens?|stars?|downloads?|points?|basis points)"
)
_FIGURE = re.compile(
    rf"(?:[$€£]\s?\d[\d.,]*\s?(?:[kKMB]\b|million|billion)?"
    rf"|(?<![\w.-])\d[\d.,]*\+?\s?-?{_UNITS}(?!\w)|(?<![\w.])0[.,]\d+"
    r"|\bfrom \d[\d.,]* ?\w* to \d[\d.,]*|\b(?:halved|doubled|tripled|by half|by a third)\b"
    r"|\bby \d[\d.,]*)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|;\s+")
_PRONOUN = re.compile(r"(?:^|(?<=[\s,]))(?:I|We|we)(?:'ve| have| also)? (?=[a-z]+ )")
_ME = re.compile(r"\b(?:my|myself|me|our|ourselves|we|us|I)\b")
_ADVERB = re.compile(r"^(?:\w+ly|also|then) ", re.IGNORECASE)
_THESIS = re.compile(r"\b(?:thesis|dissertation|capstone)\b[^:–—-]{0,25}[:–—-]\s*(.{8,})", re.I)
_QUOTED = re.compile(r"\"([^\"]{10,})\"")
_VENUE = re.compile(
    r"\b(?:workshop|conference|proceedings|proc|journal|transactions|symposium|arxiv|university"
    r"|preprint|meetup|summit|patent (?:no|number|office))\b",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r"\s+[(|–—-]|:\s|\s\(|,\s+(?=\d)|\s+\d{4}\b")
_MOST_COMMAS = 1
_NEVER = frozenset({"head", "languages", "other"})
_TITLE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a résumé says and that can be asked about.

    Attributes:
        quote: the résumé's own words, at most twelve; what was done begins small.
        done: whether they say what was done, beginning with a verb.
        line: the number of the paragraph; claims of one line are about one thing.
    """

    kind: ClaimName
    quote: str
    done: bool
    line: int


@dataclass(frozen=True, slots=True)
class _Finder:
    reading: Reading
    is_skill: Callable[[str], bool]

    def find(self, kind: str, text: str, line: int) -> Iterator[Claim]:
        """Yield the claims of one paragraph."""
        if kind == "publications":
            yield from self._publication(text, line)
            return
        if kind == "education":
            if (thesis := _THESIS.search(text)) and (quote := self._cut(thesis[1])):
                yield Claim("project", quote, done=False, line=line)
            return
        for sentence in _SENTENCE.split(text):
            yield from self._sentence(kind, sentence.strip(" .;,-–"), line)

    def _sentence(self, kind: str, sentence: str, line: int) -> Iterator[Claim]:
        if kind != "skills":
            action = next(filter(self._is_done, _beginnings(sentence)), "")
            if action:
                yield from self._done(action, line)
            elif figure := _FIGURE.search(sentence):
                yield from self._figure(sentence, figure[0], line)
            elif kind == "projects" and (title := self._title(sentence)):
                yield Claim("project", title, done=False, line=line)
        yield from self._level(sentence, line)

    def _done(self, action: str, line: int) -> Iterator[Claim]:
        figure = _FIGURE.search(action)
        whole = self._cut(action, figure[0]) if figure else ""
        if whole:
            yield _done_claim("figure", whole, line)
        elif quote := self._cut(action):
            kind = "people" if self._with_people(action) else "project"
            if kind == "project" and len(quote.split()) < _TITLE_WORDS:
                return
            yield _done_claim(kind, quote, line)
        if figure and not whole:
            yield from self._figure(action, figure[0], line)

    def _figure(self, sentence: str, figure: str, line: int) -> Iterator[Claim]:
        if quote := clause_around(sentence, figure, self.reading.cuts):
            yield Claim("figure", quote, done=False, line=line)

    def _level(self, sentence: str, line: int) -> Iterator[Claim]:
        for words in self.reading.level:
            match = re.search(rf"\b{re.escape(words)}\s", sentence, re.IGNORECASE)
            if match is None:
                continue
            quote = self._cut(re.split(r"[,;.()]", sentence[match.start() :])[0])
            if quote and self.is_skill(quote):
                yield Claim("level", quote, done=False, line=line)
            return

    def _publication(self, text: str, line: int) -> Iterator[Claim]:
        """Yield only the title: what stands around it are people and places."""
        quoted = _QUOTED.search(text)
        parts = [quoted[1]] if quoted else re.split(r"\.\s+|\(\d{4}\)", text)
        candidates = [part.strip(" .,") for part in parts if not _VENUE.search(part)]
        titles = [part for part in candidates if self._is_title(part)]
        title = max(titles, key=len, default="")
        if title and " et al" not in title and "&" not in title and (quote := self._cut(title)):
            yield Claim("publication", quote, done=False, line=line)

    def _title(self, sentence: str) -> str:
        """Return a project's name, without the tools and years after it."""
        name = _TITLE_END.split(sentence)[0]
        return self._cut(name) if self._is_title(name) else ""

    def _is_title(self, text: str) -> bool:
        words = text.split()
        return (
            len(words) >= _TITLE_WORDS
            and text.count(",") <= _MOST_COMMAS
            and any(word[:1].islower() or self.is_skill(word) for word in words)
            and not re.match(r"^[\d\W]", text)
        )

    def _is_done(self, text: str) -> bool:
        first = text.partition(" ")[0].lower().strip(",")
        if first in self.reading.not_verbs or len(text.split()) < LEAST_WORDS:
            return False
        is_verb = first in self.reading.verbs or first.split("-")[-1] in self.reading.verbs
        return is_verb or bool(re.fullmatch(r"[a-z-]{2,}ed", first))

    def _with_people(self, text: str) -> bool:
        small = text.lower()
        begins = any(small.startswith(f"{verb} ") for verb in self.reading.people)
        return begins and not self.reading.with_people.isdisjoint(re.findall(r"\w+", small)[:8])

    def _cut(self, text: str, keep: str = "") -> str:
        return cut_short(text, self.reading.cuts, keep=keep)


def find_claims(
    sections: tuple[Section, ...],
    reading: Reading,
    is_skill: Callable[[str], bool],
    private: Callable[[str], bool],
) -> tuple[Claim, ...]:
    """List every claim once, in the order of the résumé; none holds anything private."""
    finder = _Finder(reading, is_skill)
    claims: dict[str, Claim] = {}
    line = 0
    for section in sections:
        if section.kind in _NEVER:
            continue
        for paragraph in section.paragraphs:
            line += 1
            for claim in finder.find(section.kind, paragraph.text, line):
                if not private(claim.quote):
                    claims.setdefault(claim.quote.lower(), claim)
    return tuple(claims.values())


def _beginnings(sentence: str) -> Iterator[str]:
    """Yield the sentence, and what follows each "I" in it."""
    for rest in (sentence, *(sentence[one.end() :] for one in _PRONOUN.finditer(sentence))):
        yield _ADVERB.sub("", rest)


def _done_claim(kind: ClaimName, quote: str, line: int) -> Claim:
    """Make a claim that can follow "you", beginning small; with "my" in it, it cannot."""
    if _ME.search(quote):
        return Claim(kind, quote, done=False, line=line)
    small = quote if quote[:2].isupper() else quote[:1].lower() + quote[1:]
    return Claim(kind, small, done=True, line=line)

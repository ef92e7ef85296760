"""Requests that candidates make instead of answering, such as "could you repeat that".

An answer must never be taken for a request: only short utterances are, and only such that are
nothing else. Whatever is not recognized here is an answer.
"""

import re
from dataclasses import dataclass

from greenroom.language.phrases import cleaned, sentences, word_count
from greenroom.language.request_phrases import PATTERNS, POLITE, RequestKind

AT_ONCE: frozenset[str] = frozenset({"repeat", "rephrase", "clarify", "hearing", "pass"})
"""Whoever says one of these and falls silent is waiting for the interviewer."""


@dataclass(frozen=True, slots=True)
class Request:
    """A candidate's request; `term` is what "what do you mean by …" is about."""

    kind: RequestKind
    term: str = ""


_MOST_WORDS = 22
_FEW_WORDS = 12
_MOST_TERM_WORDS = 6

_MEANS = re.compile(
    r"^(?:what (?:exactly )?(?:do|did|would) you (?:exactly )?mean (?:by|with|when you say)"
    r"|what (?:exactly )?(?:is|are)|what's|what does|how do you define|when you say"
    r"|(?:can|could|would) you (?:explain|clarify|define)(?: what)?"
    r"(?: (?:do )?you mean(?: by| with)?)?)"
    r" (?:the |a |an |by )?(?P<term>.+?)(?: (?:mean|means|is|are))?"
    r"(?: (?:here|exactly|in this (?:case|context))| what do you mean(?: by (?:that|it))?)*$"
)
_AUXILIARY = "is|are|was|were|do|does|did|can|could|should|may|am|will|would|have|has"
_SUBJECT = "i|we|you|it|they|he|she|the|this|that|there|these|those|my|our|your|a|an|any|all|both"
_ASKING = re.compile(rf"^(?:and |or )*(?:{_AUXILIARY})(?!') (?:{_SUBJECT}|one)\b")
_ASKING_FOR = re.compile(
    r"^(?:and |or )*(?:what(?:'s)?|which|who|whose|how|where|when|why)\b(?! (?:i|we|they)\b)"
)
_TELLING = re.compile(
    r"\b(?:i (?:would|did|was|had|have|think|start\w*|use\w*)|i'd|i've|we (?:had|did|were)|because"
    r"|then i|what i|how i|when i|where i)\b"
)
_NOTHING = re.compile(
    r"^(?:no|nope|nah|none|nothing|not really|i'm (?:good|fine|all set)|all (?:good|clear)"
    r"|(?:i think )?(?:that's (?:all|it|everything)|we(?:'re| are) (?:good|done)|not|i'm fine))\b"
)
_RESULT = r"\bhow (?:did|have|was) (?:i|my|that|it)\b|\bfeedback\b|\bdid i\b" \
    r"|\bmy (?:score|answers?|performance)\b"  # fmt: skip
_PRIVACY = r"\b(?:record\w*|stor(?:e|ed|ing)|saved?|keep|kept|sent|listening|privacy)\b.*" \
    r"\b(?:me|my|this|it|answers?|voice)\b|\bwho (?:hears|sees|listens)\b" \
    r"|\bwhere (?:does|do|is|are) my\b"  # fmt: skip
_PROGRAM = r"\bare you (?:a |an |really |actually )*(?:human|real|person|robot|bot|ai|machine" \
    r"|program|computer)\b|\b(?:who|what) are you\b|\bam i talking to\b"  # fmt: skip
_ANSWERED: tuple[tuple[RequestKind, re.Pattern[str]], ...] = (
    ("result", re.compile(_RESULT)),
    ("privacy", re.compile(_PRIVACY)),
    ("program", re.compile(_PROGRAM)),
)


def request_in(text: str) -> Request | None:
    """Return what the candidate asks for instead of answering; None for an answer."""
    if word_count(text) > _MOST_WORDS:
        return None
    plain = _plain(text)
    if not plain:
        return None
    if word_count(plain) <= _FEW_WORDS:
        for kind, pattern in PATTERNS:
            if pattern.fullmatch(f"{plain} "):
                return Request(kind)
    return _meaning(plain) or _assumption(text)


def question_back(text: str) -> Request:
    """Return what the candidate asks at the end; "nothing" if there is no question."""
    plain = _plain(text)
    request = request_in(text)
    if request and request.kind in {"repeat", "rephrase", "moment", "end"}:
        return request
    if not plain or (request and request.kind in {"pass", "dont_know"}):
        return Request("nothing")
    if _NOTHING.match(plain) and "?" not in text:
        return Request("nothing")
    for kind, pattern in _ANSWERED:
        if pattern.search(plain):
            return Request(kind)
    return Request("unknowable")


def _meaning(plain: str) -> Request | None:
    """Recognize a question about what a term means; whole sentences are no terms."""
    match = _MEANS.match(plain)
    if match is None or _TELLING.search(plain):
        return None
    term = match["term"].strip()
    if word_count(term) > _MOST_TERM_WORDS:
        return None
    return Request("rephrase") if term in {"that", "it", "this"} else Request("clarify", term)


def _assumption(text: str) -> Request | None:
    """Recognize a text in which every sentence asks and none states anything."""
    marked_sentences = [(_plain(one), one.endswith("?")) for one in sentences(text)]
    spoken_sentences = [(plain, marked) for plain, marked in marked_sentences if plain]
    asks = all(
        (_ASKING.match(plain) or (marked and _ASKING_FOR.match(plain)))
        and not _TELLING.search(plain)
        for plain, marked in spoken_sentences
    )
    return Request("assume") if spoken_sentences and asks else None


def _plain(text: str) -> str:
    """Return small letters without marks, fillers, and politeness."""
    small = cleaned(text).lower()
    small = re.sub(r"[^\w' ]+", " ", small)
    return " ".join(POLITE.sub(" ", small).split())

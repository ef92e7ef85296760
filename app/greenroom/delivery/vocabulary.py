"""The English words that the measures look for; another language needs lists of its own."""

from typing import Final

from greenroom.speech.numerals import DIGIT_WORDS

Phrase = tuple[str, ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(*texts: str) -> tuple[Phrase, ...]:
    """Sort phrases longest first, so that "first of all" is found before "first"."""
    return tuple(sorted((tuple(text.split()) for text in texts), key=len, reverse=True))


CONJUNCTIONS: Final = _words(
    "and but or nor so because since although though while whereas if unless until when whenever "
    "where which who whom whose that as before after once"
)
"""Words that begin a clause; a pause before one lies between clauses."""

STOP_WORDS: Final = _words("""
    a about after again all also am an and any are as at be because been before being both but by
    can could did do does doing don't down each even few for from further get give go going got
    had has have having he her here hers him his how i i'd i'll i'm i've if in into is isn't it
    it's its just know let like lot make me mean more most much my need no nor not now of off on
    once one only or other our ours out over own put quite really right said same say she should
    so some such take than that that's the their them then there there's these they they're thing
    things think this those through to too two up us use used using very want was wasn't way we
    we'd we're we've well went were what when where which while who why will with would yeah yes
    you you'd you're your
""")
"""Words too common to say anything about what was talked about."""

FILLER_WORDS: Final = _phrases(
    "like", "basically", "actually", "right", "you know", "i mean", "sort of", "kind of"
)  # fmt: skip
"""Fillers where a break sets them off on both sides."""

MEANT_TWICE: Final = _words(
    "very really much many no yes had that far more so long again over bye ha well right okay "
    "hundred thousand oh"
) | frozenset(DIGIT_WORDS)
"""Words that are said twice in a row on purpose."""

CORRECTIONS: Final = _phrases(
    "no wait", "wait no", "or rather", "scratch that", "let me rephrase", "i meant"
)
"""Phrases that take something back."""

HEDGES: Final = _phrases(
    "maybe", "perhaps", "probably", "possibly", "presumably", "somewhat", "hopefully", "i think",
    "i guess", "i suppose", "i believe", "kind of", "sort of", "more or less", "or something",
    "i'm not sure", "not entirely sure", "to some extent",
)  # fmt: skip
"""Phrases that take the edge off a statement."""

NOT_HEDGED_AFTER: Final = _words(
    "a the this that these those what which some any every each same another different certain "
    "one other new"
)
"""Before "kind of" and "sort of": then a kind of thing is meant."""

SIGNPOSTS: Final = _phrases(
    "first", "firstly", "first of all", "second", "secondly", "third", "thirdly", "finally",
    "lastly", "to start with", "to begin with", "next", "after that", "then", "because", "so that",
    "therefore", "as a result", "which meant", "however", "on the other hand", "instead",
    "for example", "for instance", "in short", "in summary", "to sum up", "overall",
    "in the end", "the reason", "in other words",
)  # fmt: skip
"""Phrases that show a listener where in the answer they are."""

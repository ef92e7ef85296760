"""What a model writes about an answer, as far as it may be shown: without what it made up."""

import re

from greenroom.feedback.llm_inventions import invents, without_new_figures, without_new_names
from greenroom.feedback.quotes import was_said
from greenroom.language.phrases import contents, stems, word_count
from greenroom.language.prompt_injection import speaks_to_a_machine

_LEAST_OWN = 0.5
"""So much of the longer words must be the candidate's own, or it is another's story."""

_LONGER = 4
_MOST_TIMES_AS_LONG = 2
_ROOM = 30
_REMARK_WORDS = range(3, 46)


def kept_rewriting(text: str, answer: str, question: str) -> str:
    """Return the stronger version as it may be shown; "" for another story or one in circles.

    Figures and names that the candidate did not say become gaps.
    """
    text = _whole_sentences(text)
    longest = _MOST_TIMES_AS_LONG * word_count(answer) + _ROOM
    if not text or speaks_to_a_machine(text) or word_count(text) > longest or _circles(text):
        return ""
    source = f"{answer} {question}"
    text = without_new_names(without_new_figures(text, source), source)
    return text if _is_own(text, source) else ""


def kept_remark(text: str, answer: str) -> str:
    """Return one sentence about an answer; "" where it may not be shown.

    That is where it holds what nobody said or orders to a machine, or only repeats the answer.
    """
    text = " ".join(text.split())
    if word_count(text) not in _REMARK_WORDS or speaks_to_a_machine(text):
        return ""
    return "" if invents(text, answer) or was_said(text, answer) else text


def _whole_sentences(text: str) -> str:
    """Return the text up to the last full stop: a model may have been cut off."""
    text = " ".join(text.replace("’", "'").split()).strip('"“” ')
    return text[: max(map(text.rfind, ".?!")) + 1]


def _circles(text: str) -> bool:
    sentences = re.findall(r"[^.?!]+", text.lower())
    return len(set(sentences)) < len(sentences)


def _is_own(text: str, source: str) -> bool:
    own = stems(source)
    words = contents(re.sub(r"\[[^\]]*\]", "", text))
    longer = [word for word in words if len(word) >= _LONGER]
    from_source = [word for word in longer if stems(word) & own]
    return bool(longer) and len(from_source) >= _LEAST_OWN * len(longer)

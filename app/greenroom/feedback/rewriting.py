"""What a model writes about an answer, as far as it may be shown: without what it made up."""

import re

from greenroom.feedback.inventions import invents, without_new_figures, without_new_names
from greenroom.interview.defusing import speaks_to_a_machine
from greenroom.interview.phrases import contents, stems, word_count

_LEAST_OWN = 0.5
"""So much of the longer words must be the candidate's own, or it is another's story."""

_LONGER = 4
_MOST_WORDS = 260
_LONGEST_REMARK = 45


def kept_rewriting(text: str, answer: str, question: str) -> str:
    """The stronger version as it may be shown; "" where it is another story.

    Figures and names that the candidate did not say become gaps.
    """
    text = " ".join(text.replace("’", "'").split()).strip('"“” ')
    if not text or speaks_to_a_machine(text) or word_count(text) > _MOST_WORDS:
        return ""
    known = f"{answer} {question}"
    text = without_new_names(without_new_figures(text, known), known)
    return text if _own(text, known) else ""


def kept_remark(text: str, answer: str) -> str:
    """One sentence about an answer; "" where it holds what nobody said, or orders to a machine."""
    text = " ".join(text.split())
    if word_count(text) > _LONGEST_REMARK or speaks_to_a_machine(text):
        return ""
    return "" if invents(text, answer) else text


def _own(text: str, known: str) -> bool:
    own = stems(known)
    told = [word for word in contents(re.sub(r"\[[^\]]*\]", "", text)) if len(word) >= _LONGER]
    mine = [word for word in told if stems(word) & own]
    return bool(told) and len(mine) >= _LEAST_OWN * len(told)

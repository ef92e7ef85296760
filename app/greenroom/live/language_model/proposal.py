"""A language model's proposal for a follow-up, read up to its first question mark."""

from collections.abc import Callable, Generator
from contextlib import closing
from typing import Final

from greenroom.follow_up.validity import tidied
from greenroom.language.prompt import Allowance, Prompt
from greenroom.ports import Interviewer

_MOST_TOKENS: Final = 80
"""More than the longest question that may be spoken needs."""


def proposed_question(
    interviewer: Interviewer,
    prompt: Prompt,
    *,
    seconds: float,
    stopped: Callable[[], bool] = lambda: False,
) -> str:
    """Return one question as it would be spoken, good or not; ignore what follows it.

    Raises:
        InterviewerError: it refuses or is late.
    """
    text = ""
    with closing(_pieces(interviewer, prompt, seconds)) as pieces:
        for piece in pieces:
            text += piece
            if "?" in piece or stopped():
                break
    return tidied(text)


def wake(interviewer: Interviewer, prompt: Prompt, *, seconds: float) -> None:
    """Make the server load its model: wait for the first words of an answer, and ignore them.

    Raises:
        InterviewerError: it refuses or is late.
    """
    with closing(_pieces(interviewer, prompt, seconds)) as pieces:
        next(pieces, "")


def _pieces(interviewer: Interviewer, prompt: Prompt, seconds: float) -> Generator[str]:
    yield from interviewer.stream(prompt, Allowance(seconds, _MOST_TOKENS))

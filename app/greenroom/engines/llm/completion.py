"""What is read from a server's completions.

Anything may answer at an address, with anything, and the library passes it on unchecked; so nothing
is taken for granted here.
"""

from collections.abc import Iterable, Iterator
from typing import Any

_OPENED, _CLOSED = "<think", "</think"


def visible(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces without the thinking that a model writes before its answer."""
    buffer = ""
    pieces = iter(pieces)
    for piece in pieces:
        buffer += piece
        start = buffer.lstrip().lower()
        if start.startswith(_OPENED):
            if _CLOSED in start:
                yield buffer[buffer.lower().index(_CLOSED) :].partition(">")[2]
                buffer = ""
                break
        elif not _OPENED.startswith(start):
            break
    if not buffer.lstrip().lower().startswith(_OPENED):
        yield buffer
    yield from pieces


def piece_of(chunk: Any) -> str:
    """Return the text that one chunk of a stream adds."""
    choices = getattr(chunk, "choices", None)
    delta = getattr(choices[0], "delta", None) if choices else None
    piece = getattr(delta, "content", None)
    return piece if isinstance(piece, str) else ""


def text_of(answer: Any) -> str:
    """Return the text of a whole answer.

    Raises:
        ValueError: there is none in it.
    """
    choices = getattr(answer, "choices", None)
    message = getattr(choices[0], "message", None) if choices else None
    text = getattr(message, "content", None)
    if not isinstance(text, str):
        raise ValueError("no text in it")  # noqa: TRY004 - reported as an answer that cannot be read
    return text


def usage_of(answer: Any, sent: int, received: int) -> tuple[int, int]:
    """Return the tokens sent and received as the server counted them, or else the estimates."""
    usage = getattr(answer, "usage", None)
    counted = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    return counted[0] or sent, counted[1] or received

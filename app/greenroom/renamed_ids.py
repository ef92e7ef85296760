"""Ids that were spelled the British way once, and go on working.

They stand in sessions, settings, reports and in scripts that users wrote, and people type them.
"""

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import BeforeValidator

RENAMED: Final[Mapping[str, str]] = {
    # scripts and rubrics
    "behavioural": "behavioral",
    "modelling": "modeling",
    # personas
    "sceptic": "skeptic",
    # questions
    "experiment-among-neighbours": "experiment-among-neighbors",
    "interview-invitations-by-postcode": "interview-invitations-by-zip-code",
    "learnt-a-field-in-weeks": "learned-a-field-in-weeks",
    "nearest-neighbour-gone-wrong": "nearest-neighbor-gone-wrong",
    "neighbours-without-the-full-matrix": "neighbors-without-the-full-matrix",
    # topics
    "behaviour-change": "behavior-change",
    "implement-neighbours": "implement-neighbors",
    "regularisation": "regularization",
    "underlying-maths": "underlying-math",
}


def current_id(name: str) -> str:
    """Return the id as it is spelled today; one that was never renamed stays as it is."""
    return RENAMED.get(name, name)


def _current(value: object) -> object:
    return current_id(value) if isinstance(value, str) else value


CurrentId = Annotated[str, BeforeValidator(_current)]
"""The type of an id in what comes from outside: either spelling is taken, today's is kept."""

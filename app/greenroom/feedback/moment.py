"""A stretch of a recording that can be played."""

from dataclasses import dataclass

from greenroom.speech.span import Span


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the recording that a remark points at, with the words spoken there."""

    span: Span
    quote: str

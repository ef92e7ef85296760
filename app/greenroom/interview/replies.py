"""What the interviewer says when the candidate asks for something: in role, giving nothing away."""

from greenroom.interview.persona import Persona
from greenroom.language.phrases import core_question
from greenroom.language.requests import Request


def reply(request: Request, persona: Persona, asked: str) -> str:
    """The persona's words for a request; `asked` is what the candidate is to answer."""
    template: str = getattr(persona, request.kind)
    told = template.replace("{question}", asked).replace("{core}", core_question(asked))
    return told.replace("{term}", request.term)


def in_turn(texts: tuple[str, ...], turn: int) -> str:
    """One of several wordings; "" where there is none."""
    return texts[turn % len(texts)] if texts else ""

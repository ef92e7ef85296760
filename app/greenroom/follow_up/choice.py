"""Which point of an answer a follow-up goes for, and in which words."""

from greenroom.follow_up.candidates import Memory, Said, Target, choose
from greenroom.follow_up.questions import with_lead
from greenroom.interview.events import FollowUp
from greenroom.interview.persona import Persona
from greenroom.structure.rubric import Rubric


def choose_follow_up(
    answer: Said, rubric: Rubric, memory: Memory, persona: Persona
) -> tuple[FollowUp, Target] | None:
    """The follow-up in authored words, and the target that other words for it may be found for.

    None when nothing is missing, or nothing more can be asked.
    """
    target = choose(answer, rubric, memory, persona)
    if target is None:
        return None
    text = with_lead(target.text, persona, memory.turn)
    return FollowUp(target.element, text, target.kind), target

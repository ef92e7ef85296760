"""A follow-up asks for one element, so its answer is judged by that element alone."""

from dataclasses import replace

from greenroom.structure.elements import ScorePart, Structure
from greenroom.structure.rubric import Rubric


def narrowed_rubric(rubric: Rubric, element: str) -> Rubric | None:
    """The rubric with that element only; None where the follow-up asked for something else."""
    if element not in rubric.elements:
        return None
    return rubric.model_copy(update={"elements": {element: rubric.elements[element]}, "order": {}})


def narrowed(structure: Structure, element: str) -> Structure:
    """Of what was found, that element only; the score says whether it was there."""
    found = tuple(one for one in structure.found if one.element == element)
    there = 1.0 if found else 0.0
    return replace(
        structure,
        found=found,
        missing=() if found else (element,),
        order={},
        score=100 * there,
        derivation=(ScorePart(element, there, 1.0),),
    )

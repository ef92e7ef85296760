"""Order rules that an answer kept or broke."""

from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.structure.elements import OrderVerdict, Structure
from greenroom.structure.rubric import Element, OrderRule, Rubric


@dataclass(frozen=True, slots=True)
class Ordered:
    """A rule of the rubric with its two elements, both of which were heard."""

    name: str
    rule: OrderRule
    first: Element
    later: Element


def ordered(structure: Structure, rubric: Rubric, verdict: OrderVerdict) -> Iterator[Ordered]:
    """Yield the rules with this verdict.

    Where one of the two was only nearly heard, it is called missing, and nothing is said of an
    order.
    """
    present = {match.element for match in structure.found} & set(rubric.elements)
    for name, rule in rubric.order.items():
        if structure.order.get(name) == verdict and {rule.first, rule.before} <= present:
            yield Ordered(name, rule, rubric.elements[rule.first], rubric.elements[rule.before])

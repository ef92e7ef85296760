"""A rubric: what a good answer of one kind contains, as people write it in `rubrics/`."""

from collections.abc import Collection, Sequence

from pydantic import BaseModel, ConfigDict, Field

from greenroom.renamed_ids import CurrentId


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Element(_Entry):
    """One part of a good answer."""

    title: str = Field(description="Two or three words for the screen.")
    what: str = Field(description="What the element is, in one sentence.")
    why: str = Field(description="Why interviewers listen for it.")
    weak: str = Field(description="What a weak sentence sounds like.")
    strong: str = Field(description="What a strong sentence sounds like.")
    probe: tuple[str, ...] = Field(description="Follow-ups to ask when it is missing.")
    advice: str = Field(description="What to do about it when it is missing.")
    next_sentence: str = Field(description="A sentence frame to try, gaps in [brackets].")
    cues: tuple[str, ...] = Field(default=(), description="Words or patterns that hint at it.")
    examples: tuple[str, ...] = Field(default=(), description="Sentences that do the job.")
    weight: float = Field(default=1.0, description="Points; 0 neither helps nor is missed.", ge=-5)
    asked_by: tuple[str, ...] = Field(
        default=(),
        description="Beginnings of words; where the question has none of them, it is not missed.",
    )
    builds_on: tuple[str, ...] = Field(
        default=(),
        description="Elements of which some came earlier in the answer where this one comes.",
    )
    measures: tuple[str, ...] = Field(
        default=(), description="Ids of the measures that show it, where no sentence can."
    )


class OrderRule(_Entry):
    """One element should come before another."""

    first: str
    before: str
    advice: str


class Rubric(_Entry):
    """The elements of a good answer of one kind."""

    id: CurrentId
    title: str
    about: str
    elements: dict[str, Element] = Field(min_length=1)
    order: dict[str, OrderRule] = Field(default_factory=dict[str, OrderRule])
    levels: dict[int, str] = Field(description="Behavior at levels 1 to 5.")
    technical: bool = Field(
        default=False,
        description="About models, code or systems: saying how sure one is counts for the answer,"
        " and only long thinking is remarked on.",
    )


def fitting(rubric: Rubric, question: str, expects: Collection[str] = ()) -> Rubric:
    """Return the rubric for one question: what it does not ask for has no weight and no place.

    This is the one rule for what can be missing, for priorities, follow-ups and the score: what has
    no weight is never missed, and a score is a share of the weights that are left.

    Args:
        rubric: the whole rubric.
        question: the question's words; empty where everything is asked for.
        expects: the elements that a right answer to it can be expected to hold; where none of them
            is in the rubric, the words of the question decide.
    """
    if expected := rubric.elements.keys() & expects:
        unasked = rubric.elements.keys() - expected
    else:
        words = question.lower().split()
        unasked = {name for name, one in rubric.elements.items() if not _asked_in(words, one)}
    without = {
        name: element.model_copy(update={"weight": min(0.0, element.weight)})
        for name, element in rubric.elements.items()
        if name in unasked
    }
    order = {
        name: rule for name, rule in rubric.order.items() if not expected or rule.first in expected
    }
    return rubric.model_copy(update={"elements": {**rubric.elements, **without}, "order": order})


def _asked_in(words: Sequence[str], element: Element) -> bool:
    if not words or not element.asked_by:
        return True
    return any(word.startswith(element.asked_by) for word in words)


def narrowed_rubric(rubric: Rubric, element: str) -> Rubric | None:
    """Narrow the rubric to that element; None if the follow-up asked for something else."""
    if element not in rubric.elements:
        return None
    return rubric.model_copy(update={"elements": {element: rubric.elements[element]}, "order": {}})

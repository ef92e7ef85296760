"""A script: the questions of one interview, as people write them in `interview_scripts/`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from greenroom.renamed_ids import CurrentId

Level = Literal["entry", "mid", "senior"]
Text = Annotated[str, Field(min_length=1)]
Id = Annotated[CurrentId, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Probe(_Entry):
    """A follow-up tied to one element of the question's rubric."""

    element: Text
    ask: Text = Field(description="Spoken English, at most 30 words, one question.")


class Question(_Entry):
    """One question."""

    id: Id
    ask: Text = Field(description="What the interviewer says.")
    rubric: Annotated[CurrentId, Field(min_length=1)]
    tests: Text = Field(description="What an interviewer learns from the answer.")
    level: Level = "mid"
    target_seconds: int = Field(default=120, ge=15, le=900)
    probes: tuple[Probe, ...] = ()
    strong: Text = Field(description="What strong answers do.")
    weak: Text = Field(description="What weak answers do.")
    tags: tuple[str, ...] = ()
    serves: tuple[CurrentId, ...] = Field(default=(), description="Guide topics it practices.")
    cell: str = Field(default="", description="Code or a table shown beside the question.")


class Script(_Entry):
    """An interview: who asks, and what."""

    id: Id
    title: Text
    about: Text
    welcome: Text = Field(description="What the interviewer says first.")
    closing: Text = Field(description="What the interviewer says last.")
    order: Literal["fixed", "varied", "by_weakness"] = "fixed"
    questions: tuple[Question, ...] = Field(default=())
    draws: dict[CurrentId, int] = Field(
        default_factory=dict[str, int],
        description="For mixed rounds: how many questions to draw from which other script.",
    )

"""An answer key: what a strong answer to one question says, and what is often said wrongly.

People write it in `interview_scripts/answer_keys/`, one file for each script. It lets a candidate
compare: nothing in it is ever held against an answer as a verdict.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LONGEST_LINE = 240
"""Letters of what is read at a glance or said in one breath."""

LONGEST_REASON = 400

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class KeyPoint(_Entry):
    """One thing that a strong answer to the question says."""

    id: Id
    point: Line = Field(description="One plain sentence, as a reader would tick it off.")
    wordings: tuple[Line, ...] = Field(
        min_length=1, max_length=4, description="How candidates say it aloud."
    )
    ask: Line = Field(description="The question for a candidate whose answer did not show it.")


class FalseClaim(_Entry):
    """A false statement that is often heard in answers to the question.

    Attributes:
        wordings: short spoken ways to make the claim.
        twins: as many ways to say the truth, each like its wording in length and style.
    """

    id: Id
    claim: Line
    truth: Line
    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]
    ask: Line = Field(description="A question by which the candidate finds out; no verdict.")
    wordings: tuple[Line, ...] = Field(min_length=2, max_length=12)
    twins: tuple[Line, ...] = Field(min_length=2, max_length=12)


class AnswerKey(_Entry):
    """What is known of good and bad answers to one question; every part may be left out.

    Attributes:
        expects: the rubric elements that a right answer to this question can be expected to hold;
            the others were not asked for. Empty where all of them were.
        deeper: questions that dig into an answer that left nothing to ask for.
    """

    expects: tuple[str, ...] = ()
    key_points: tuple[KeyPoint, ...] = Field(default=(), max_length=6)
    false_claims: tuple[FalseClaim, ...] = Field(default=(), max_length=6)
    deeper: tuple[Line, ...] = Field(default=(), max_length=4)


class AnswerKeys(_Entry):
    """The answer keys of one script, by the ids of its questions."""

    id: str = Field(description="The script's.")
    keys: dict[str, AnswerKey]


NO_KEY = AnswerKey()
"""What is known of a question that nobody has written a key for."""

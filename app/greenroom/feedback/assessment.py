"""Everything known about one answer → feedback for the candidate. Pure: same in, same out."""

from greenroom.delivery.measure import Delivery
from greenroom.feedback.content_remarks import content_candidates
from greenroom.feedback.delivery_remarks import delivery_candidates
from greenroom.feedback.feedback import Feedback
from greenroom.feedback.priorities import chosen
from greenroom.feedback.strengths import strengths
from greenroom.feedback.sufficiency import reason_not_to_judge
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric


def assess(
    transcript: Transcript,
    delivery: Delivery,
    structure: Structure | None,
    rubric: Rubric | None,
    *,
    target_seconds: int,
) -> Feedback:
    """Return at most three priorities and what went well, or why there is too little to judge.

    What was said comes before how it was said. Only measures of quality "ok" lead to remarks, and
    nothing depends on vocabulary, accent, names or the sound of the voice.

    Args:
        transcript: the words with their times.
        delivery: how they were spoken.
        structure: what the answer contains; None where no rubric was asked for.
        rubric: the one that `structure` was found by; None likewise.
        target_seconds: how long a good answer takes; 0 where no target is known.
    """
    reason = reason_not_to_judge(transcript, delivery, structure)
    if reason:
        return Feedback(enough=False, remark=reason)
    content = content_candidates(transcript, structure, rubric) if structure and rubric else ()
    spoken = delivery_candidates(transcript, delivery, target_seconds=target_seconds)
    return Feedback(
        priorities=chosen(content, spoken),
        strengths=strengths(transcript, delivery, structure, rubric),
        remark=" ".join(filter(None, [parts_there(structure, rubric), delivery.audio.remark])),
    )


def parts_there(structure: Structure | None, rubric: Rubric | None) -> str:
    """Return in a sentence how much of the rubric was there; empty without one."""
    if structure is None or rubric is None:
        return ""
    scored = {name for name, element in rubric.elements.items() if element.weight > 0}
    present = len(scored & {match.element for match in structure.found})
    total = present + len(scored & set(structure.missing))
    return f"{present} of {total} parts were there." if total else ""

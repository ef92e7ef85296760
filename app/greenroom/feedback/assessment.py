"""Everything known of one answer → its feedback. Pure: same in, same out."""

from typing import Final

from greenroom.delivery.measure import Delivery
from greenroom.feedback.content_remarks import content_candidates
from greenroom.feedback.delivery_remarks import delivery_candidates
from greenroom.feedback.feedback import Feedback
from greenroom.feedback.priorities import chosen
from greenroom.feedback.strengths import strengths
from greenroom.speech.language_detection import ENGLISH, NOT_ENGLISH
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric

LEAST_WORDS: Final = 20
"""About two short sentences; less is no answer yet."""


def assess(
    transcript: Transcript,
    delivery: Delivery,
    structure: Structure | None,
    rubric: Rubric | None,
    *,
    target_seconds: int,
) -> Feedback:
    """Choose at most three priorities and strengths, or say that there is too little to judge.

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
    content_remarks = (
        content_candidates(transcript, structure, rubric) if structure and rubric else ()
    )
    spoken_remarks = delivery_candidates(transcript, delivery, target_seconds=target_seconds)
    return Feedback(
        priorities=chosen(content_remarks, spoken_remarks),
        strengths=strengths(transcript, delivery, structure, rubric),
        remark=" ".join(filter(None, [parts_there(structure, rubric), delivery.audio.remark])),
    )


def parts_there(structure: Structure | None, rubric: Rubric | None) -> str:
    """Say how many of the parts that the question expects were covered; empty without a rubric."""
    if structure is None or rubric is None:
        return ""
    weighted = {name: one.title for name, one in rubric.elements.items() if one.weight > 0}
    scored = {part.what for part in structure.derivation if part.of > 0}
    counted = {name for name, title in weighted.items() if {name, title} & scored}
    counted = counted or weighted.keys()  # written by hand, or by a rubric with other titles
    covered = len(counted & {one.element for one in structure.found})
    total = covered + len(weighted.keys() & set(structure.missing))
    return f"You covered {covered} of {total} part{'s' * (total != 1)}." if total else ""


def reason_not_to_judge(
    transcript: Transcript, delivery: Delivery, structure: Structure | None
) -> str:
    """Explain in one or two sentences why nothing can be said; empty if something can."""
    words = len(transcript.lexical)
    if delivery.audio.quality == "insufficient":
        return delivery.audio.remark or "Nothing was heard."
    if transcript.language != ENGLISH:
        return NOT_ENGLISH
    if words < LEAST_WORDS:
        count = "one word was" if words == 1 else f"{words} words were"
        return f"Only {count} heard, too few to judge. Answer in three or four sentences."
    if _doubtful(delivery):
        return (
            "The words could not be recognized with enough certainty to judge them. If this was "
            "English, speak closer to the microphone, or choose a larger speech model."
        )
    if structure is not None and not structure.enough:
        return "There was too little in this answer to judge what it contains. Say a little more."
    return ""


def _doubtful(delivery: Delivery) -> bool:
    """Tell whether the recognizer was mostly guessing."""
    measure = delivery.measures.get("recognition_confidence")
    return measure is not None and measure.band in {"amber", "red"}

"""Whether there is enough to judge, and if not, why."""

from typing import Final

from greenroom.delivery.measure import Delivery
from greenroom.speech.language import ENGLISH, NOT_ENGLISH
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure

LEAST_WORDS: Final = 20
"""Two short sentences; whoever says less has not answered yet."""


def reason_not_to_judge(
    transcript: Transcript, delivery: Delivery, structure: Structure | None
) -> str:
    """Return one or two sentences why nothing can be said; empty where something can."""
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
    """Return whether the recognizer was mostly guessing."""
    measure = delivery.measures.get("recognition_confidence")
    return measure is not None and measure.band in {"amber", "red"}

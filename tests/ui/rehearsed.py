"""Answers as if they had been given and analyzed, for review and history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from greenroom.delivery.measure import AudioQuality, Delivery, Pause
from greenroom.delivery.measurement import MeasureRequest, remeasure
from greenroom.feedback.assessment import assess
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.session import Answer, Session
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.filled_pauses import is_filled_pause
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word
from greenroom.structure.elements import Evidence, FoundElement, ScorePart, Structure
from greenroom.structure.rubric import Element, OrderRule, Rubric

NOON = datetime(2025, 6, 18, 12, 0, tzinfo=UTC)
EACH = 0.4
"""Every word lasts so long, and begins where the one before ended."""

SAID = (
    "Last spring I was the only engineer at a small bakery. "
    "My job was to keep the oven forecast right. "
    "So, um, I sat with the bakers and, uh, I wrote down what they threw away. "
    "In the end we threw away half as much."
)
PARTS = (("situation", 0), ("task", 1), ("action", 2))
"""Which sentence shows which element."""


def element(title: str) -> Element:
    return Element(
        title=title, what=f"What the {title} is.", why=f"Why the {title} matters.", weak="Weak.",
        strong="Strong.", probe=("And then?",), advice=f"Say the {title}.",
        next_sentence=f"The {title} was [gap].",
    )  # fmt: skip


@cache
def rubric() -> Rubric:
    names = ("situation", "task", "action", "result")
    return Rubric(
        id="star", title="Story", about="For tests.",
        elements={name: element(name.capitalize()) for name in names},
        order={"task_first": OrderRule(first="task", before="action", advice="Task first.")},
        levels={1: "Low.", 5: "High."},
    )  # fmt: skip


def transcript(text: str = SAID, *, unsure: str = "oven") -> Transcript:
    return Transcript(
        tuple(
            Word(
                word, at * EACH, (at + 1) * EACH, 0.3 if word == unsure else 0.9,
                "filled_pause" if is_filled_pause(word) else "word",
            )
            for at, word in enumerate(text.split())
        )
    )  # fmt: skip


def sentence_spans(words: Transcript) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    sentence: list[Word] = []
    for word in words.words:
        sentence.append(word)
        if word.text.endswith("."):
            text = " ".join(it.text for it in sentence)
            found.append((text, Span(sentence[0].start, sentence[-1].end)))
            sentence = []
    return found


def structure(words: Transcript, parts: tuple[tuple[str, int], ...] = PARTS) -> Structure:
    spans = sentence_spans(words)
    found = tuple(
        FoundElement(name, (Evidence(spans[at][0], spans[at][1], at, 0.9),)) for name, at in parts
    )
    missing = tuple(set(rubric().elements) - {name for name, _ in parts})
    scored = tuple(
        ScorePart(one.title, 0.0 if name in missing else 1.0, 1.0)
        for name, one in rubric().elements.items()
    )
    return Structure("star", found, missing, {"task_first": "yes"}, 75.0, scored)


def analysis(
    text: str = SAID, *, pause: float = 1.5, parts: tuple[tuple[str, int], ...] | None = PARTS
) -> Analysis:
    """Measured as the real engine does it; there is one long pause, from second 4 on."""
    words = transcript(text)
    seconds = len(words.words) * EACH
    audio = AudioQuality(seconds, 48_000, -20.0, 0.0, 40.0, "ok")
    before = Delivery(audio, {}, (Pause(4.0, 4.0 + pause, "inside_clause"),))
    delivery = remeasure(before, MeasureRequest(words, target_seconds=60))
    found = structure(words, parts) if parts is not None else None
    feedback = assess(words, delivery, found, rubric() if found else None, target_seconds=60)
    return Analysis(words, delivery, found, feedback)


def answer(number: int = 1, *, text: str = SAID, **changes: object) -> Answer:
    made = Answer(
        id=f"{number:032x}",
        session_id="5e" * 16,
        turn=number,
        question_id="waste",
        question="What did you waste less of?",
        rubric_id="star",
        started_at=NOON + timedelta(minutes=3 * number),
        target_seconds=60,
        clip=f"answer-{number:02}.flac",
        think_seconds=1.2,
        analysis=analysis(text) if text else None,
    )
    return replace(made, **changes)


def session(*answers: Answer) -> Session:
    return Session(
        "5e" * 16, "behavioral", "Behavioral", NOON, NOON + timedelta(minutes=20), answers
    )


def sound(answer: Answer) -> Clip:
    """Every word a tone of its own: word number n has 300 + 20·n Hz."""
    assert answer.analysis is not None
    tones = []
    for number, word in enumerate(answer.analysis.transcript.words):
        count = round((word.end - word.start) * SAMPLE_RATE)
        tones.append(0.4 * np.sin(2 * np.pi * hertz(number) * np.arange(count) / SAMPLE_RATE))
    return Clip(np.concatenate(tones).astype(np.float32))


def hertz(number: int) -> float:
    """Of the tone of that word."""
    return 300.0 + 20.0 * number


def record(answer: Answer, folder: Path) -> None:
    """Write the recording of an answer."""
    import soundfile

    folder.mkdir(parents=True, exist_ok=True)
    soundfile.write(folder / answer.clip, sound(answer).samples, SAMPLE_RATE, subtype="PCM_16")

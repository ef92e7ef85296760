"""A session as it might have been: words with times, measured and judged."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import AudioQuality, Delivery, Pause
from greenroom.feedback.feedback import Analysis, Feedback, Moment, Remark
from greenroom.feedback.session import Answer, Session
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word
from greenroom.structure.elements import Evidence, FoundElement, ScorePart, Structure
from greenroom.structure.rubric import Rubric

STORY = """
Sure. [0.5] So, this was about two years ago, I was the only data scientist in a team that ran the
[um] search of an online shop for used books. [0.7] The search had become slow, and every Monday
we got the same complaints. [0.4] [uh] I had until the end of the quarter to bring the slowest
requests under half a second. [1.6] First I [um] looked at a week of logs myself, to see where the
time went. [0.3] It turned out that, [1.2] that most of it was spent on building features that the
model did not even use. [0.5] So I removed these, and I wrote a small test which compared the old
and the new ranking on two thousand real queries. [0.6] There was one colleague who was [uh]
against it, because he had built these features. [2.7] I showed him the comparison, and we agreed
to try it on one shelf of the shop first. [um] [0.4] After that we rolled it out. [0.8]
And, yeah, I think that was it, basically.
"""

_EVIDENCE = {
    "situation": "this was about two years ago",
    "task": "I had until the end of the quarter",
    "action": "First I",
    "conflict": "There was one colleague",
}


def say(text: str, pace: float = 0.3) -> tuple[tuple[Word, ...], tuple[Pause, ...], float]:
    """Words and pauses of a text with [um] for filled and [1.5] for silent pauses."""
    words: list[Word] = []
    pauses: list[Pause] = []
    now = 0.6
    for piece in text.split():
        mark = piece.strip("[]") if piece.startswith("[") else ""
        if re.fullmatch(r"[\d.]+", mark):
            sentence = words[-1].text.endswith(".")
            place = "between_sentences" if sentence else "inside_clause"
            pauses.append(Pause(now, now + float(mark), place))
            now += float(mark)
            continue
        length = pace * (0.5 + 0.11 * len(mark or piece))
        sure = 0.41 if piece == "shelf" else 0.93
        kind = "filled_pause" if mark else "word"
        words.append(Word(mark or piece, round(now, 2), round(now + length, 2), sure, kind))
        now += length + 0.03
    return tuple(words), tuple(pauses), now + 0.4


def span_of(words: tuple[Word, ...], phrase: str) -> tuple[int, int]:
    """The first and last word of the sentence that contains a phrase."""
    lexical = [index for index, word in enumerate(words) if word.kind == "word"]
    texts = [words[index].text.strip(",") for index in lexical]
    wanted = phrase.split()
    at = next(i for i in range(len(texts)) if texts[i : i + len(wanted)] == wanted)
    end = next(i for i in range(at, len(texts)) if texts[i].endswith("."))
    return lexical[at], lexical[end]


def evidence(words: tuple[Word, ...], phrase: str) -> Evidence:
    first, last = span_of(words, phrase)
    said = [word.text for word in words[first : last + 1] if word.kind == "word"]
    return Evidence(" ".join(said), Span(words[first].start, words[last].end), 1, 0.84)


def analysis() -> Analysis:
    words, pauses, seconds = say(STORY)
    filled = tuple(word.span for word in words if word.kind == "filled_pause")
    spoken = sum(1 for word in words if word.kind == "word")
    minutes = seconds / 60
    long = tuple(Span(it.start, it.end) for it in pauses if it.end - it.start >= 1)
    measures = [
        measured("speaking_rate", spoken / minutes, n=spoken),
        measured("pace_without_pauses", 1.14 * spoken / minutes, n=spoken),
        measured("filled_pauses", len(filled), n=len(filled), spans=filled, plus_minus=1),
        measured("filled_pause_rate", len(filled) / minutes, n=spoken, spans=filled),
        measured("long_pauses", len(long) / minutes, n=spoken, spans=long),
        measured("silent_pauses", len(pauses) / minutes, n=spoken),
        measured("mid_clause_pause_share", 44, n=12, quality="low_confidence"),
        measured("answer_length", seconds, n=spoken, spans=(Span(0.6, seconds),)),
        measured("think_time", 1.9, n=1),
        measured("pitch_variation", 1.4, n=900),
        measured("loudness_variation", 3.8, n=900),
        measured("fading_ends", 20, n=2),
        measured("articulation_rate", None, n=0),
    ]
    found = {element: evidence(words, phrase) for element, phrase in _EVIDENCE.items()}
    last = evidence(words, "After that we")
    return Analysis(
        Transcript(words),
        Delivery(
            AudioQuality(round(seconds, 2), 48_000, -21.4, 0.0, 27.5, "ok"),
            {measure.name: measure for measure in measures},
            pauses,
        ),
        Structure(
            "star",
            found=tuple(FoundElement(element, (each,)) for element, each in found.items()),
            missing=("result", "quantified", "reflection"),
            order={"context_first": "yes", "result_last": "no"},
            score=57.4,
            derivation=(
                ScorePart("Situation", 1, 1),
                ScorePart("Your action", 3, 3),
                ScorePart("Result", 0, 2),
            ),
        ),
        Feedback(
            priorities=(
                Remark(
                    "Say what came of it",
                    "You end with the roll-out. Add one sentence about what was different "
                    "afterward, for whom, and since when.",
                    "Without a result the listener has to guess whether it worked.",
                    (Moment(last.span, last.quote),),
                    "In the end the slowest requests took 300 milliseconds, and the Monday "
                    "complaints stopped.",
                    "result",
                ),
                Remark(
                    "Put a number on it",
                    "Name one number: before, after, and over what time.",
                    "A number is what stays in the notes.",
                    about="quantified",
                ),
                Remark(
                    "Let the silence be silent",
                    "Five filled pauses in a minute and a half, most of them before a new step. "
                    "Close your mouth at the end of the sentence and take the pause.",
                    "From about five a minute on, listeners begin to notice them.",
                    (Moment(filled[2], "um"), Moment(filled[3], "uh")),
                    about="filled_pause_rate",
                ),
            ),
            strengths=(
                Remark(
                    "Your own part is clear",
                    "Four sentences begin with what you did yourself, in order.",
                    "",
                    (Moment(found["action"].span, found["action"].quote),),
                    about="action",
                ),
            ),
        ),
        timings={"transcribe": 2.1, "measure": 0.6},
    )


def rubric() -> Rubric:
    def element(title: str, advice: str = "", frame: str = "") -> dict[str, object]:
        return {
            "title": title, "what": f"What {title} is.", "why": "", "weak": "", "strong": "",
            "probe": (), "advice": advice, "next_sentence": frame,
        }  # fmt: skip

    return Rubric.model_validate(
        {
            "id": "star",
            "title": "Behavioral story",
            "about": "One real event.",
            "elements": {
                "situation": element("Situation"),
                "task": element("Task"),
                "action": element("Your action"),
                "conflict": element("The other side"),
                "result": element(
                    "Result",
                    "End the story with what was different afterward, for whom, and since when.",
                    "In the end [what changed], and [who] noticed it because [how].",
                ),
                "quantified": element(
                    "A number on the result", "Say before, after and over what time."
                ),
                "reflection": element(
                    "Reflection",
                    "Add what you would do differently.",
                    "Next time I'd [what], because [reason].",
                ),
            },
            "order": {
                "context_first": {"first": "situation", "before": "action", "advice": ""},
                "result_last": {
                    "first": "action",
                    "before": "result",
                    "advice": "Tell the steps first, then what came of them.",
                },
            },
            "levels": {},
        }
    )


def session() -> Session:
    began = datetime(2025, 6, 1, 9, 30, tzinfo=UTC)
    first = Answer(
        id="1" * 32,
        session_id="5" * 32,
        turn=2,
        question_id="conflict",
        question="Tell me about a time when a colleague was against something you wanted to do.",
        rubric_id="star",
        started_at=began,
        target_seconds=120,
        clip="answer-02.flac",
        think_seconds=1.9,
        analysis=analysis(),
    )
    follow_up = replace(
        first,
        id="2" * 32,
        turn=3,
        question="And what came of it, for the users or for the business?",
        follow_up=True,
        probes="result",
        target_seconds=45,
        clip="answer-03.flac",
        analysis=None,
    )
    return Session("5" * 32, "behavioral", "Behavioral", began, None, (first, follow_up))

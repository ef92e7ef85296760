"""What a model may have proposed about the sample answer."""

from dataclasses import replace

from greenroom.feedback.feedback import Analysis
from greenroom.feedback.llm_judgment import Judgment, Level
from greenroom.feedback.quotes import find_quote
from greenroom.feedback.session import Session
from greenroom.speech.words import Transcript
from spoken_sample import analysis, session

MODEL = "qwen3:8b"
REASON = "You say in order what you did, and how you checked it."
IMPROVEMENT = "End with what the shop noticed after the roll-out, and since when."
STRONGER = (
    "I was the only data scientist in the search team of an online shop for used books, and every "
    "Monday we got the same complaints: it was slow. I looked at a week of logs, found that most "
    "of the time went into features that the model did not use, and removed them. To be sure, I "
    "compared both rankings on two thousand real queries. After the roll-out the slowest requests "
    "took [your number here], and [who noticed]."
)


def judgment(transcript: Transcript) -> Judgment:
    def level(element: str, opinions: tuple[int, ...], quote: str, reason: str) -> Level:
        moment = find_quote(quote, transcript)
        assert moment
        return Level(element, opinions, reason, moment)

    return Judgment(
        model=MODEL,
        prompt="judgment 1",
        samples=3,
        levels=(
            level("action", (4, 4, 5), "I looked at a week of logs myself", REASON),
            level("result", (2, 2, 2), "we rolled it out", "Nothing is said of what changed."),
            Level("reflection"),
            level("task", (3, 4), "bring the slowest requests under half a second", ""),
        ),
        improvement=IMPROVEMENT,
        stronger=STRONGER,
    )


def judged_analysis() -> Analysis:
    known = analysis()
    return replace(known, judgment=judgment(known.transcript))


def judged_session() -> Session:
    given = session()
    return replace(given, answers=(replace(given.answers[0], analysis=judged_analysis()),))

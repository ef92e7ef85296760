"""The plan of an interview: from a script, one question again, or from a résumé."""

import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from greenroom.content import find_question, load_script, scripts_for
from greenroom.content.from_resume import load_guide
from greenroom.engines.documents.document import read_document
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.errors import ContentError, DocumentError
from greenroom.interview.picker import pick
from greenroom.interview.plan import Plan
from greenroom.interview.script import Question
from greenroom.paths import Paths
from greenroom.practice.weakness import weakness
from greenroom.resume.advert import read_advert
from greenroom.resume.resume import read_resume
from greenroom.resume.resume_script import SCRIPT_ID, ResumeInterview, empty_script, prepare

RECENT = 40
"""How many of the last questions count as asked lately."""


def choose_plan(script_id: str, paths: Paths, *, questions: int, follow_ups: int) -> Plan:
    """Choose questions of a script, preferably ones that were not asked lately.

    A script by weakness begins with what went worst in the user's own last answers.

    Raises:
        ContentError: there is no such script, or it is invalid.
    """
    script = load_script(script_id, paths)
    chosen = pick(
        script,
        scripts_for(script, paths),
        asked_lately=_asked_lately(paths),
        weakness=_weakness(paths) if script.order == "by_weakness" else None,
        count=questions,
        seed=time.time_ns(),
    )
    if not chosen:
        raise ContentError(f"The script '{script_id}' asks no questions.")
    return Plan(script, chosen, follow_ups)


def plan_again(script_id: str, question_id: str, paths: Paths, *, follow_ups: int) -> Plan:
    """Plan one question of a script, asked once more.

    A question from a résumé is asked as it was then, without the résumé.

    Raises:
        ContentError: the script or the question no longer exists.
    """
    if script_id == SCRIPT_ID:
        return Plan(empty_script(load_guide()), (_as_asked(question_id, paths),), follow_ups)
    script = load_script(script_id, paths)
    return Plan(script, (find_question(question_id, paths),), follow_ups)


def prepare_resume(resume: Path, advert: Path | None = None) -> ResumeInterview:
    """Read a résumé, and a job posting if there is one; keep nothing of them.

    Raises:
        DocumentError: one of them cannot be read, or contains nothing to ask about.
        ContentError: the shipped questions about résumés are invalid.
    """
    guide = load_guide()
    document = read_resume(read_document(resume), guide)
    requirements = read_advert(read_document(advert), guide) if advert else ()
    prepared = prepare(document, requirements, guide)
    if not (document.claims or document.skills):
        raise DocumentError(
            f"{resume.name} contains nothing to ask about.",
            "Is it a résumé, with what you did and which tools you know?",
        )
    if advert and not requirements:
        raise DocumentError(
            f"{advert.name} names no skill that Greenroom knows.",
            "Leave it out, or paste its text.",
        )
    return prepared


def choose_from(
    prepared: ResumeInterview, paths: Paths, *, questions: int, follow_ups: int
) -> Plan:
    """Choose questions about a résumé; a follow-up may go for what they leave out."""
    lately = _asked_lately(paths)
    chosen = pick(prepared.script, {}, asked_lately=lately, count=questions)
    return Plan(prepared.script, chosen, follow_ups, claims=prepared.not_asked(chosen))


def _as_asked(question_id: str, paths: Paths) -> Question:
    """Return the question as it was asked last, with its rubric."""
    with closing(SqliteHistory(paths)) as store:
        answer = store.last_asked(question_id)
    if answer is None:
        raise ContentError(
            "That question is no longer there.", "Begin a new interview from the résumé."
        )
    return Question(
        id=question_id,
        ask=answer.question,
        rubric=answer.rubric_id,
        tests="Whether the line holds up.",
        strong="What the rubric asks for, about this line.",
        weak="The line again, in more words.",
        target_seconds=max(answer.target_seconds, 15),
    )


def _weakness(paths: Paths) -> Mapping[str, float]:
    with closing(SqliteHistory(paths)) as store:
        return weakness(store.judged())


def _asked_lately(paths: Paths) -> list[str]:
    """Return the ids of questions, the latest last."""
    with closing(SqliteHistory(paths)) as store:
        return store.asked_lately(RECENT)

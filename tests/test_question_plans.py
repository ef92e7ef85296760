"""What is going to be asked, with a real store behind it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from greenroom.composition import lost_answers
from greenroom.content import load_rubrics
from greenroom.delivery.measure import AudioQuality, Delivery
from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import ContentError, DocumentError
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.session import Answer, Session
from greenroom.interview.script import Question
from greenroom.paths import Paths
from greenroom.question_plans import choose_from, choose_plan, plan_again, prepare_resume
from greenroom.speech.words import Transcript
from greenroom.structure.elements import FoundElement, Structure
from resume.pdfs import pdf
from resume.resumes import ADVERT, SENIOR


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteStore]:
    made = SqliteStore(paths)
    yield made
    made.close()


@pytest.fixture
def documents(tmp_path: Path) -> tuple[Path, Path]:
    resume, advert = tmp_path / "cv.pdf", tmp_path / "advert.txt"
    resume.write_bytes(pdf(SENIOR.text))
    advert.write_text(ADVERT, encoding="utf-8")
    return resume, advert


def answered(store: SqliteStore, question: Question, number: int, **what: object) -> Answer:
    session = Session(f"s{number}", "from-resume", "From your résumé", datetime.now(UTC))
    answer = Answer(f"a{number}", session.id, 1, question.id, question.ask, question.rubric,
                    session.started_at, target_seconds=question.target_seconds, **what)  # fmt: skip # pyright: ignore[reportArgumentType]
    store.begin(session)
    store.save_answer(answer)
    store.finish(session.id)
    return answer


def test_a_resume_becomes_a_plan_whose_claims_are_those_it_does_not_ask_about(
    paths: Paths, documents: tuple[Path, Path]
):
    prepared = prepare_resume(*documents)
    plan = choose_from(prepared, paths, questions=4, follow_ups=2)
    assert (len(plan.questions), plan.follow_ups) == (4, 2)
    assert [gap.mention.text for gap in prepared.gaps][:2] == ["LangSmith", "SQL"]
    asked = " ".join(question.ask for question in plan.questions)
    assert plan.claims
    assert not [claim for claim in plan.claims if f'"{claim}"' in asked]
    assert "saved £1.2 million a year" in plan.claims


def test_next_time_other_questions_are_asked(
    paths: Paths, store: SqliteStore, documents: tuple[Path, Path]
):
    prepared = prepare_resume(*documents)
    first = choose_from(prepared, paths, questions=5, follow_ups=0).questions
    for number, question in enumerate(first):
        answered(store, question, number)
    again = choose_from(prepare_resume(*documents), paths, questions=5, follow_ups=0).questions
    assert {one.id for one in first}.isdisjoint(one.id for one in again)


def test_a_question_is_asked_again_without_the_resume(
    paths: Paths, store: SqliteStore, documents: tuple[Path, Path]
):
    resume, advert = documents
    (question, *_) = choose_from(prepare_resume(resume), paths, questions=1, follow_ups=0).questions
    answered(store, question, 1)
    resume.unlink()
    advert.unlink()
    plan = plan_again("from-resume", question.id, paths, follow_ups=0)
    (again,) = plan.questions
    assert (again.id, again.ask, again.rubric) == (question.id, question.ask, question.rubric)
    assert again.target_seconds == question.target_seconds
    assert again.rubric in load_rubrics(paths)
    assert plan.script.welcome


def test_after_a_crash_an_answer_is_judged_without_the_resume(
    paths: Paths, store: SqliteStore, documents: tuple[Path, Path]
):
    resume, _ = documents
    (question, *_) = choose_from(prepare_resume(resume), paths, questions=1, follow_ups=0).questions
    answer = answered(store, question, 1, clip="answer-01.flac")
    recording = FlacRecording(store.folder(answer.session_id) / answer.clip)
    recording.write(np.random.default_rng(1).normal(0, 0.1, 16_000).astype(np.float32))
    recording.close()
    resume.unlink()
    (lost,) = lost_answers(paths)
    assert (lost.question, lost.question_id) == (question.ask, question.id)
    assert lost.rubric_id in load_rubrics(paths)


def test_a_follow_up_is_not_taken_for_the_question(
    paths: Paths, store: SqliteStore, documents: tuple[Path, Path]
):
    (question, *_) = choose_from(
        prepare_resume(*documents), paths, questions=1, follow_ups=0
    ).questions
    follow_up = question.model_copy(update={"ask": "Which part was yours?"})
    answered(store, follow_up, 1, follow_up=True)
    with pytest.raises(ContentError, match="no longer there"):
        plan_again("from-resume", question.id, paths, follow_ups=0)


def test_nothing_of_the_documents_is_kept(paths: Paths, documents: tuple[Path, Path]):
    choose_from(prepare_resume(*documents), paths, questions=5, follow_ups=0)
    kept = [path for path in paths.data.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"Willoughby" in path.read_bytes()]


def test_a_document_without_anything_to_ask_about(tmp_path: Path, documents: tuple[Path, Path]):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear aunt, the weather is fine and the cat is well. " * 5)
    with pytest.raises(DocumentError, match=r"letter\.txt contains nothing"):
        prepare_resume(letter)
    with pytest.raises(DocumentError, match=r"letter\.txt names no skill"):
        prepare_resume(documents[0], letter)


def test_a_script_is_planned_and_a_question_of_it_again(paths: Paths):
    plan = choose_plan("behavioral", paths, questions=2, follow_ups=1)
    assert len(plan.questions) == 2
    again = plan_again("behavioral", plan.questions[0].id, paths, follow_ups=0)
    assert again.questions == plan.questions[:1]


WEAK_FIRST = """\
id: mine
title: Mine
about: For a test.
welcome: Hello.
closing: Bye.
order: by_weakness
questions:
"""
QUESTION = """\
  - id: about-{name}
    ask: Tell me about {name}, please.
    rubric: star
    tests: Whether there is something to tell.
    level: mid
    target_seconds: 90
    probes:
      - {{element: {name}, ask: What about your part?}}
      - {{element: {name}, ask: And what else was there?}}
    strong: It is told.
    weak: It is not told.
"""


def test_a_script_by_weakness_begins_with_what_was_missing_in_ones_own_answers(
    paths: Paths, store: SqliteStore
):
    elements = ["situation", "result", "action"]
    folder = paths.data / "interview_scripts"
    folder.mkdir(parents=True, exist_ok=True)
    written = WEAK_FIRST + "".join(QUESTION.format(name=name) for name in elements)
    (folder / "mine.yaml").write_text(written, encoding="utf-8")
    found = tuple(FoundElement(name, ()) for name in ("situation", "action"))
    structure = Structure("star", found, ("result",), {}, 60.0)
    analysis = Analysis(
        Transcript(),
        Delivery(AudioQuality(30.0, 16000, -20.0, 0.0, 40.0, "ok")),
        structure,
        Feedback(),
    )
    asked = plan_again("behavioral", "told-them-not-to-build", paths, follow_ups=0).questions[0]
    for number in range(3):
        answered(store, asked, number, analysis=analysis)

    chosen = choose_plan("mine", paths, questions=3, follow_ups=0).questions
    assert chosen[0].id == "about-result"
    assert {one.id for one in chosen[1:]} == {"about-situation", "about-action"}

"""What review and history read, and how quickly from ten thousand answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from test_sqlite_store import MORNING, SESSION, answer

from greenroom.delivery.measure import Measure
from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.sqlite_history import LAST_SESSIONS, SqliteHistory
from greenroom.errors import UserError
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths
from greenroom.practice.progress import AnswerKind
from ten_thousand_answers import EACH, SESSIONS


def open_at(folder: Path) -> SqliteHistory:
    return SqliteHistory(Paths(folder / "data", folder / "cache", folder / "logs"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteHistory]:
    made = open_at(tmp_path)
    made.begin(SESSION)
    yield made
    made.close()


def test_the_overview_counts_answers_and_no_requests(store: SqliteHistory):
    earlier = replace(SESSION, id="b2" * 16, started_at=MORNING - timedelta(days=1))
    store.begin(earlier)
    for number in (1, 2):
        store.save_answer(answer(number))
    store.save_answer(answer(3, request="repeat"))
    assert [(it.session.id, it.answers) for it in store.overview()] == [
        (SESSION.id, 2), (earlier.id, 0)
    ]  # fmt: skip


def test_heads_are_a_session_without_analyses(store: SqliteHistory):
    store.save_answer(answer(2))
    store.save_answer(answer(1))
    heads = store.heads(SESSION.id)
    assert [it.turn for it in heads.answers] == [1, 2]
    assert all(it.analysis is None for it in heads.answers)
    assert heads.answers[0] == replace(answer(1), analysis=None)


def test_one_answer_comes_with_its_analysis(store: SqliteHistory):
    store.save_answer(answer(1))
    store.save_answer(answer(2, text=""))
    assert store.answer(answer(1).id) == answer(1)
    assert store.answer(answer(2).id).analysis is None
    with pytest.raises(UserError, match="no longer there"):
        store.answer("no such answer")


def test_takes_are_tries_at_the_same_question_in_any_session(store: SqliteHistory):
    later = replace(SESSION, id="b2" * 16)
    store.begin(later)
    first = answer(1)
    again = answer(2, session_id=later.id, started_at=MORNING + timedelta(days=2))
    follow_up = answer(3, follow_up=True, question="And then?")
    same_follow_up = answer(4, follow_up=True, question="And then?")
    others = [
        answer(5, question_id="other"),
        answer(6, follow_up=True, question="Why?"),
        answer(7, request="repeat"),
        answer(8, clip=""),
    ]
    for one in (first, again, follow_up, same_follow_up, *others):
        store.save_answer(one)
    assert [it.id for it in store.takes(first)] == [again.id, first.id]
    assert {it.id for it in store.takes(follow_up)} == {follow_up.id, same_follow_up.id}


def test_questions_asked_lately_are_told_with_the_latest_last(store: SqliteHistory):
    later = replace(SESSION, id="b2" * 16, started_at=MORNING + timedelta(days=1))
    empty = replace(SESSION, id="c3" * 16, started_at=MORNING + timedelta(days=2))
    store.begin(later)
    store.begin(empty)
    for turn in (2, 1, 3):
        store.save_answer(answer(turn, question_id=f"early-{turn}"))
    store.save_answer(answer(12, session_id=later.id, turn=2, question_id="late-2"))
    store.save_answer(answer(11, session_id=later.id, turn=1, question_id="late-1"))
    whole = ["early-1", "early-2", "early-3", "late-1", "late-2"]
    assert store.asked_lately(40) == whole
    assert [store.asked_lately(most) for most in range(1, 6)] == [whole[-n:] for n in range(1, 6)]


def test_a_question_is_known_as_it_was_asked_last(store: SqliteHistory):
    later = replace(SESSION, id="b2" * 16, started_at=MORNING + timedelta(days=1))
    store.begin(later)
    store.save_answer(answer(11, session_id=later.id, turn=1, question="New words?"))
    store.save_answer(answer(12, session_id=later.id, turn=2, question="Why?", follow_up=True))
    store.save_answer(answer(1, question="Old words?"))
    last = store.last_asked(answer(1).question_id)
    assert last
    assert last.question == "New words?"
    assert store.last_asked("never-asked") is None


def with_measure(one: Answer, measure: Measure) -> Answer:
    assert one.analysis is not None
    delivery = replace(one.analysis.delivery, measures={measure.name: measure})
    return replace(one, analysis=replace(one.analysis, delivery=delivery))


def test_measures_come_with_kind_and_time_if_they_could_be_judged(store: SqliteHistory):
    rate = Measure("speaking_rate", 140.0, "wpm", plus_minus=2.0)
    store.save_answer(with_measure(answer(1), rate))
    unsure = replace(rate, quality="low_confidence")
    store.save_answer(with_measure(answer(2, follow_up=True), unsure))
    store.save_answer(answer(3, text=""))
    store.save_answer(with_measure(answer(4, request="repeat"), rate))
    first, second = sorted(store.measured(), key=lambda it: it.started_at)
    assert (first.answer_id, first.kind, first.measures) == (
        answer(1).id, AnswerKind("star"), {"speaking_rate": rate}
    )  # fmt: skip
    assert first.started_at == answer(1).started_at
    assert (second.kind, second.measures) == (AnswerKind("star", follow_up=True), {})


@pytest.mark.slow
def test_measures_reach_a_number_of_sessions_back(store: SqliteHistory):
    for number in range(LAST_SESSIONS + 5):
        at = MORNING + timedelta(days=number)
        one = Session(f"{number:032x}", "s", "S", at)
        store.begin(one)
        store.save_answer(answer(number, session_id=one.id, started_at=at))
    assert min(it.started_at for it in store.measured()) == MORNING + timedelta(days=5)


def test_an_analysis_that_cannot_be_read_has_no_measures(store: SqliteHistory):
    store.save_answer(answer(1))
    with store.database.use() as database:
        database.execute("""UPDATE answers SET analysis = '{"delivery": {"measures": 3}}'""")
    (one,) = store.measured()
    assert one.measures == {}


@pytest.mark.slow
def test_ten_thousand_answers_are_listed(ten_thousand: SqliteHistory):
    assert sum(it.answers for it in ten_thousand.overview()) == SESSIONS * EACH


@pytest.mark.slow
@pytest.mark.parametrize("words", ["model", "model data", "the", "m", "we", "mod", "the data mod"])
def test_ten_thousand_answers_are_searched(ten_thousand: SqliteHistory, words: str):
    assert bool(search_answers(ten_thousand.database, words)) == (words != "m")


@pytest.mark.slow
def test_of_ten_thousand_answers_the_last_sessions_are_measured(ten_thousand: SqliteHistory):
    assert len(ten_thousand.measured()) == LAST_SESSIONS * EACH

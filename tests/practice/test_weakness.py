"""What goes badly again and again."""

from hypothesis import given
from hypothesis import strategies as st

from greenroom.practice.weakness import LAST, JudgedAnswer, weakness


def judged(question: str, score: float, found="", missing="", *, follow_up=False) -> JudgedAnswer:
    return JudgedAnswer(
        question, follow_up, score, frozenset(found.split()), frozenset(missing.split())
    )


def test_a_question_is_as_weak_as_its_last_answer():
    answers = [judged("q", 20), judged("other", 90), judged("q", 75)]
    assert weakness(answers)["q"] == 0.25


def test_an_answer_to_a_follow_up_is_not_the_questions():
    answers = [judged("q", 80), judged("q", 0, missing="result", follow_up=True)]
    assert weakness(answers)["q"] == 1 - 80 / 100
    assert weakness(answers)["result"] > 0.5


def test_what_is_always_missing_is_weaker_than_what_is_seldom():
    answers = [judged("a", 50, "task", "result"), judged("b", 50, "task result", "reflection")]
    told = weakness(answers)
    assert told["reflection"] > told["result"] > told["task"]


def test_what_was_mended_counts_no_more():
    before = [judged(f"a{n}", 10, missing="metric") for n in range(20)]
    after = [judged(f"b{n}", 90, found="metric") for n in range(LAST)]
    assert weakness(before)["metric"] > 0.8
    assert weakness([*before, *after])["metric"] < 0.2


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 100), st.booleans())))
def test_it_is_a_share(rows: list[tuple[str, float, bool]]):
    answers = [judged(name, score, name if there else "", "" if there else name)
               for name, score, there in rows]  # fmt: skip
    assert all(0 <= value <= 1 for value in weakness(answers).values())

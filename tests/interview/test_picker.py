"""What is asked this time."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from greenroom.interview.picker import pick
from greenroom.interview.script import Probe, Question, Script


def _question(name, *elements):
    return Question(
        id=name,
        ask="What did you do?",
        rubric="star",
        tests="-",
        strong="-",
        weak="-",
        probes=tuple(Probe(element=element, ask="And you?") for element in elements),
    )


def _script(name, *questions, order: Any = "fixed", draws=None):
    return Script(
        id=name,
        title=name,
        about="-",
        welcome="-",
        closing="-",
        order=order,
        questions=tuple(_question(one) if isinstance(one, str) else one for one in questions),
        draws=draws or {},
    )


def _ids(questions):
    return [question.id for question in questions]


LETTERS = "abcdefgh"


def test_fixed_order_is_the_order_it_is_written_in():
    assert _ids(pick(_script("s", *LETTERS), {}, seed=7)) == list(LETTERS)
    assert _ids(pick(_script("s", *LETTERS), {}, count=3, seed=7)) == ["a", "b", "c"]


def test_fixed_order_goes_on_after_what_was_asked_lately():
    chosen = pick(_script("s", *LETTERS), {}, asked_lately=["a", "c"], count=3)
    assert _ids(chosen) == ["b", "d", "e"]


def test_when_all_was_asked_the_longest_ago_comes_back_first():
    chosen = pick(_script("s", *"abcd"), {}, asked_lately=["d", "b", "a", "c"], count=2)
    assert _ids(chosen) == ["b", "d"]


def test_a_question_asked_twice_counts_as_asked_the_later_time():
    chosen = pick(_script("s", *"ab"), {}, asked_lately=["a", "b", "a"], count=1)
    assert _ids(chosen) == ["b"]


def test_varied_differs_with_the_seed_and_only_with_it():
    script = _script("s", *LETTERS, order="varied")
    orders = {tuple(_ids(pick(script, {}, seed=seed))) for seed in range(20)}
    assert len(orders) > 15
    assert pick(script, {}, seed=3) == pick(script, {}, seed=3)


def test_every_question_gets_its_chance():
    script = _script("s", *LETTERS, order="varied")
    first = {_ids(pick(script, {}, count=1, seed=seed))[0] for seed in range(100)}
    assert first == set(LETTERS)


def test_by_weakness_begins_with_what_goes_worst():
    script = _script("s", *"abc", order="by_weakness")
    chosen = pick(script, {}, weakness={"a": 0.2, "b": 0.9})
    assert _ids(chosen) == ["b", "c", "a"]


def test_weak_elements_call_for_the_questions_that_probe_them():
    script = _script(
        "s", _question("x", "task", "result"), _question("y", "reflection"), order="by_weakness"
    )
    weakness = {"task": 0.1, "result": 0.2, "reflection": 0.9}
    assert _ids(pick(script, {}, weakness=weakness, count=1)) == ["y"]


def test_weakness_changes_nothing_in_other_scripts():
    assert _ids(pick(_script("s", *"ab"), {}, weakness={"b": 1.0})) == ["a", "b"]


def test_a_mixed_round_takes_its_turns_in_order():
    scripts = {"one": _script("one", *"abcd"), "two": _script("two", *"wxyz")}
    mixed = _script("mixed", "hello", draws={"two": 2, "one": 1})
    chosen = _ids(pick(mixed, scripts, seed=5))
    assert chosen[0] == "hello"
    assert set(chosen[1:3]) < set("wxyz")
    assert set(chosen[3:]) < set("abcd")
    assert len(chosen) == 4


def test_a_mixed_round_draws_differently_each_time():
    scripts = {"one": _script("one", *LETTERS)}
    mixed = _script("mixed", draws={"one": 2})
    assert len({tuple(_ids(pick(mixed, scripts, seed=seed))) for seed in range(30)}) > 10


def test_a_short_mixed_round_still_asks_from_every_script():
    scripts = {"one": _script("one", *"abcd"), "two": _script("two", *"wxyz")}
    mixed = _script("mixed", draws={"one": 3, "two": 3})
    chosen = _ids(pick(mixed, scripts, count=4))
    assert len(set(chosen[:2]) & set("abcd")) == 2
    assert len(set(chosen[2:]) & set("wxyz")) == 2


def test_a_varied_round_mixes_its_scripts():
    scripts = {"one": _script("one", *"abcd"), "two": _script("two", *"wxyz")}
    mixed = _script("mixed", order="varied", draws={"one": 4, "two": 4})
    firsts = {_ids(pick(mixed, scripts, seed=seed))[0] in "abcd" for seed in range(20)}
    assert firsts == {True, False}


def test_a_missing_script_is_left_out():
    mixed = _script("mixed", "a", draws={"gone": 2})
    assert _ids(pick(mixed, {}, count=3)) == ["a"]


@given(
    order=st.sampled_from(["fixed", "varied", "by_weakness"]),
    lately=st.lists(st.sampled_from(LETTERS + "wxyz")),
    weakness=st.dictionaries(st.sampled_from(LETTERS + "wxyz"), st.floats(0, 1)),
    count=st.integers(0, 15),
    seed=st.integers(),
    draws=st.integers(0, 5),
)
def test_never_twice_never_too_many_nothing_fresh_left_behind(
    order, lately, weakness, count, seed, draws
):
    other = _script("other", *"wxyz")
    script = _script("s", *LETTERS, order=order, draws={"other": draws})
    chosen = _ids(
        pick(
            script,
            {"other": other},
            asked_lately=lately,
            weakness=weakness,
            count=count,
            seed=seed,
        )
    )
    everything = len(LETTERS) + min(draws, 4)
    assert len(chosen) == len(set(chosen)) == min(count or everything, everything)
    if set(chosen) & set(LETTERS) & set(lately) and count:
        own_and_fresh = set(LETTERS) - set(lately)
        assert own_and_fresh <= set(chosen)

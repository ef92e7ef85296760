from hypothesis import given
from hypothesis import strategies as st

from greenroom.feedback.feedback import Remark
from greenroom.feedback.priorities import MOST_PRIORITIES, Candidate, chosen


def candidate(about: str, strength: float = 1.0, *, urgent: bool = False) -> Candidate:
    return Candidate(Remark(about, "", "", about=about), strength, urgent)


def names(remarks: tuple[Remark, ...]) -> list[str]:
    return [remark.about for remark in remarks]


def test_content_comes_first_by_strength() -> None:
    content = [candidate("result", 2), candidate("action", 3), candidate("task", 1)]
    assert names(chosen(content, [candidate("pace", 9)])) == ["action", "result", "task"]


def test_delivery_fills_what_is_left() -> None:
    delivery = [candidate("pace", 0.2), candidate("fillers", 0.9), candidate("hedges", 0.1)]
    assert names(chosen([candidate("result")], delivery)) == ["result", "fillers", "pace"]


def test_only_urgent_delivery_takes_a_place_from_content() -> None:
    content = [candidate(name) for name in ("a", "b", "c")]
    delivery = [candidate("pace", 5), candidate("fillers", 2, urgent=True),
                candidate("length", 1, urgent=True)]  # fmt: skip
    assert names(chosen(content, delivery)) == ["a", "b", "fillers"]


@given(st.lists(st.floats(0, 9), max_size=6), st.lists(st.tuples(st.floats(0, 9), st.booleans())))
def test_never_more_than_three_and_never_the_same_twice(
    content: list[float], delivery: list[tuple[float, bool]]
) -> None:
    remarks = chosen(
        [candidate(f"c{at}", strength) for at, strength in enumerate(content)],
        [candidate(f"d{at}", strength, urgent=red) for at, (strength, red) in enumerate(delivery)],
    )
    assert len(remarks) == min(MOST_PRIORITIES, len(content) + len(delivery))
    assert len({remark.about for remark in remarks}) == len(remarks)
    assert names(remarks) == sorted(names(remarks), key=lambda name: name[0])

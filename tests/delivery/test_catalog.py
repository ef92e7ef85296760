import re

import pytest

from greenroom.delivery.catalog import CATALOG, UNITS, measured


@pytest.mark.parametrize("entry", CATALOG.values(), ids=CATALOG.keys())
def test_every_measure_is_told_in_plain_sentences(entry) -> None:
    assert entry.unit in UNITS
    assert entry.definition.endswith(".")
    assert entry.definition.count(". ") == 0
    assert bool(entry.typical) == bool(entry.limits)
    assert entry.limits is None or entry.source
    assert not re.search(r"correct|should|must", entry.typical)


@pytest.mark.parametrize(
    "entry", [one for one in CATALOG.values() if one.limits], ids=lambda one: one.name
)
def test_the_range_in_words_is_the_one_that_is_judged_by(entry) -> None:
    """But for the length, whose range in words is told by the question's target."""
    told = {float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", entry.typical)}
    judged = {one for one in (entry.limits.green_from, entry.limits.green_to) if one is not None}
    if entry.name == "answer_length":
        assert not told
    else:
        assert (told or {"none": {0.0}}.get(entry.typical)) == judged


def test_below_the_minimum_sample_a_value_is_shown_but_not_judged() -> None:
    few = measured("speaking_rate", 250, n=29)
    assert (few.value, few.quality, few.band) == (250, "insufficient", "none")
    enough = measured("speaking_rate", 250, n=30)
    assert (enough.quality, enough.band) == ("ok", "red")


def test_without_a_value_nothing_can_be_judged() -> None:
    assert measured("speaking_rate", None, n=100).quality == "insufficient"

import re

import pytest

from greenroom.delivery.catalogue import CATALOGUE, UNITS, measured

RECALLED_ONLY = ["200–1000", "~5", "mean 5"]


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_every_measure_is_told_in_plain_sentences(entry) -> None:
    assert entry.unit in UNITS
    assert entry.definition.endswith(".")
    assert entry.definition.count(". ") == 0
    assert bool(entry.typical) == bool(entry.limits)
    assert entry.limits is None or entry.source
    assert not any(figure in f"{entry.typical} {entry.source}" for figure in RECALLED_ONLY)
    assert not re.search(r"correct|should|must", entry.typical)


def test_below_the_minimum_sample_a_value_is_shown_but_not_judged() -> None:
    few = measured("speaking_rate", 250, n=29)
    assert (few.value, few.quality, few.band) == (250, "insufficient", "none")
    enough = measured("speaking_rate", 250, n=30)
    assert (enough.quality, enough.band) == ("ok", "red")


def test_without_a_value_nothing_can_be_judged() -> None:
    assert measured("speaking_rate", None, n=100).quality == "insufficient"

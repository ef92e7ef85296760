"""An answer in which nothing was said has a structure, too: everything is missing."""

import pytest

from greenroom.content import load_rubrics
from greenroom.paths import Paths
from greenroom.structure.engine import analyze


@pytest.fixture
def rubrics(tmp_path):
    return load_rubrics(Paths.under(tmp_path))


def test_nothing_said_misses_everything_by_every_rubric(rubrics):
    for rubric in rubrics.values():
        structure = analyze((), "What went wrong?", rubric)
        assert structure.found == ()
        assert structure.score == 0
    assert "result" in analyze((), "What went wrong?", rubrics["star"]).missing

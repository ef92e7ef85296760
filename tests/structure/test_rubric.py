"""An answer to a follow-up is judged by what was asked for."""

from greenroom.content import load_rubric
from greenroom.paths import Paths
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence, FoundElement, Structure, narrowed
from greenroom.structure.rubric import narrowed_rubric

EVIDENCE = Evidence("It went down by half.", Span(0, 2), 0, 0.9)
WHOLE = Structure(
    "star", (FoundElement("result", (EVIDENCE,)),), ("action", "task"), {"some_order": "no"}, 30.0
)


def test_what_was_asked_for_and_given_is_all_that_counts():
    only = narrowed(WHOLE, "result")
    assert (only.score, only.missing, only.order) == (100, (), {})
    assert only.found == WHOLE.found


def test_what_was_asked_for_and_not_given_is_the_only_thing_missing():
    only = narrowed(WHOLE, "action")
    assert (only.score, only.missing, only.found) == (0, ("action",), ())


def test_a_rubric_without_the_element_judges_nothing(tmp_path):
    star = load_rubric("star", Paths.under(tmp_path))
    assert narrowed_rubric(star, "no_such_element") is None
    only = narrowed_rubric(star, "result")
    assert only is not None
    assert list(only.elements) == ["result"]

"""Two takes side by side tell what changed, and call nothing a change that is noise."""

from dataclasses import replace
from datetime import timedelta

from rehearsed import NOON, PARTS, analysis, answer, rubric

from greenroom.delivery.measure import Measure
from greenroom.feedback.session import Answer
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence, FoundElement
from greenroom.ui.review.comparison import ComparedMeasure, Comparison, comparison

RUBRICS = {"star": rubric()}
LATER = NOON + timedelta(days=1)


def compared(one: Answer, other: Answer) -> Comparison:
    made = comparison(one, other, RUBRICS, LATER)
    assert made is not None
    return made


def with_rate(one: Answer, value: float, plus_minus: float | None = None) -> Answer:
    assert one.analysis is not None
    delivery = one.analysis.delivery
    rate = Measure("filled_pause_rate", value, "per_min", plus_minus=plus_minus)
    changed = replace(delivery, measures={**delivery.measures, "filled_pause_rate": rate})
    return replace(one, analysis=replace(one.analysis, delivery=changed))


def rate_of(one: Answer, other: Answer) -> ComparedMeasure:
    measures = compared(one, other).measures
    return next(it for it in measures if it.title.startswith("Filled pauses"))


def test_the_earlier_take_stands_on_the_left():
    first, second = answer(1), answer(2, started_at=LATER)
    for pair in ((first, second), (second, first)):
        made = compared(*pair)
        assert (made.earlier.id, made.later.id) == (first.id, second.id)
        assert made.earlier.title.startswith("Earlier: ")


def test_elements_of_both_stand_in_the_order_of_the_rubric():
    second = answer(2, analysis=analysis(parts=(("result", 3), *PARTS[:1])))
    made = compared(answer(1), second)
    assert [
        (it.title, it.earlier is not None, it.later is not None) for it in made.elements
    ] == [
        ("Situation", True, True), ("Task", True, False), ("Action", True, False),
        ("Result", False, True),
    ]  # fmt: skip
    assert made.elements[3].later is not None
    assert made.elements[3].later.quote.startswith("In the end")


def test_an_element_is_shown_by_its_surest_quote():
    first = answer(1)
    assert first.analysis
    assert first.analysis.structure
    evidence = (Evidence("lesser", Span(0, 1), 0, 0.6), Evidence("surest", Span(4, 5), 1, 0.9))
    structure = replace(first.analysis.structure, found=(FoundElement("task", evidence),))
    first = replace(first, analysis=replace(first.analysis, structure=structure))
    task = next(it for it in compared(first, answer(2)).elements if it.title == "Task")
    assert task.earlier
    assert (task.earlier.quote, task.earlier.span) == ("surest", Span(4, 5))


def test_fewer_filled_pauses_are_toward_typical_and_more_are_away():
    first, second = with_rate(answer(1), 10), with_rate(answer(2), 4)
    assert rate_of(first, second) == ComparedMeasure(
        "Filled pauses per minute", "10.0", "4.0", "−6.0", "good"
    )
    worse = rate_of(with_rate(answer(1), 4), with_rate(answer(2), 10))
    assert (worse.change, worse.tone) == ("+6.0", "warn")


def test_what_may_be_an_error_of_measurement_is_no_change():
    first, second = with_rate(answer(1), 10, 1.5), with_rate(answer(2), 9, 1.0)
    assert rate_of(first, second).change == ""


def test_a_change_within_the_typical_range_is_neither_good_nor_bad():
    assert rate_of(with_rate(answer(1), 1), with_rate(answer(2), 4)).tone == "muted"


def test_what_was_not_analyzed_cannot_be_compared():
    assert comparison(answer(1), answer(2, analysis=None), RUBRICS, LATER) is None

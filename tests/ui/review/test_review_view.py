"""What is shown of an answer says what is known of it, word for word and moment for moment."""

from dataclasses import replace
from datetime import timedelta

import pytest
from rehearsed import EACH, NOON, SAID, analysis, answer, rubric, structure, transcript

from greenroom.delivery.catalog import measured
from greenroom.feedback.presentation.answer_structure import structure_parts
from greenroom.feedback.session import Answer
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence, FoundElement
from greenroom.ui.review.strips import band_rows
from greenroom.ui.review.view import OpenedAnswer, answer_heads, opened_answer, take_heads

RUBRICS = {"star": rubric()}


def shown(one: Answer) -> OpenedAnswer:
    return opened_answer(one, "Question 1", RUBRICS)


def test_every_word_is_there_with_its_number_and_time():
    words = [word for line in shown(answer()).lines for word in line.words]
    assert [word.text for word in words] == SAID.split()
    assert [word.word for word in words] == list(range(len(words)))
    assert [word.span.start for word in words] == pytest.approx(
        [EACH * number for number in range(len(words))]
    )


def test_a_line_per_sentence_with_the_elements_that_begin_there():
    lines = shown(answer()).lines
    assert [[part.title for part in line.parts] for line in lines] == [
        ["Situation"], ["Task"], ["Action"], [],
    ]  # fmt: skip
    assert [part.place for line in lines for part in line.parts] == [0, 1, 2]


def test_kinds_tell_filled_pauses_doubtful_words_and_pauses():
    pieces = [it for line in shown(answer()).lines for it in line.pieces]
    assert [it.text for it in pieces if it.kind == "filled_pause"] == ["um,", "uh,"]
    assert [it.text for it in pieces if it.kind == "unsure"] == ["oven"]
    assert [it.text for it in pieces if it.kind == "long_pause"] == ["1.5 s"]


def test_marks_lie_where_they_were_heard():
    marks = shown(answer()).timeline.marks
    assert [(mark.kind, mark.text) for mark in marks] == [
        ("long_pause", "1.5 s of silence"), ("filled_pause", "um"), ("filled_pause", "uh"),
    ]  # fmt: skip
    assert marks[1].span.start == pytest.approx(EACH * SAID.split().index("um,"))


def test_stretches_of_unusual_pace_are_marks():
    known = analysis()
    fast = measured("fast_stretches", 1.0, n=5, spans=(Span(2.0, 14.0),))
    measures = {**known.delivery.measures, "fast_stretches": fast}
    known = replace(known, delivery=replace(known.delivery, measures=measures))
    marks = shown(answer(analysis=known)).timeline.marks
    assert [mark.span for mark in marks if mark.kind == "fast"] == [Span(2.0, 14.0)]


def test_the_structure_is_a_band_over_time_and_what_is_missing_is_named():
    opened = shown(answer())
    parts = opened.timeline.parts
    assert [(part.title, part.place) for part in parts] == [
        ("Situation", 0), ("Task", 1), ("Action", 2),
    ]  # fmt: skip
    assert band_rows(parts) == [0, 0, 0]
    assert [element.title for element in opened.missing] == ["Result"]


def test_neighbors_of_the_same_element_are_one_part_and_others_get_a_row_of_their_own():
    words = transcript()
    evidence = (
        Evidence("one", Span(0, 4), 0, 0.9),
        Evidence("two", Span(4.5, 8), 1, 0.9),
        Evidence("three", Span(12, 14), 2, 0.9),
    )
    beside = FoundElement("result", (Evidence("beside", Span(3, 6), 1, 0.9),))
    found = replace(structure(words), found=(FoundElement("task", evidence), beside))
    parts = structure_parts(found, rubric())
    assert [(it.element, it.span) for it in parts] == [
        ("task", Span(0, 8)), ("result", Span(3, 6)), ("task", Span(12, 14)),
    ]  # fmt: skip
    assert band_rows(parts) == [0, 1, 0]
    assert parts[0].quote == "one two"


def test_too_little_said_has_no_band_and_nothing_is_missing():
    known = analysis()
    assert known.structure is not None
    known = replace(known, structure=replace(known.structure, enough=False))
    opened = shown(answer(analysis=known))
    assert opened.timeline.parts == opened.missing == ()


def test_the_target_is_drawn_only_inside_the_answer():
    assert shown(answer(target_seconds=10)).timeline.target == pytest.approx(10)
    assert shown(answer(target_seconds=600)).timeline.target is None
    assert shown(answer(target_seconds=0)).timeline.target is None


def test_an_answer_that_was_not_analyzed_says_so_and_can_be_heard():
    one = shown(answer(analysis=None))
    assert one.analysis is None
    assert "not been transcribed" in one.shown.remark
    assert one.has_sound
    assert one.lines == ()


def test_an_answer_that_was_not_recorded_cannot_be_heard():
    one = shown(answer(analysis=None, clip=""))
    assert "Nothing was recorded" in one.shown.remark
    assert not one.has_sound


def test_one_word_is_enough_to_be_shown():
    known = analysis("Yes.", parts=None)
    known = replace(known, delivery=replace(known.delivery, pauses=()))
    (line,) = shown(answer(analysis=known)).lines
    assert [piece.text for piece in line.pieces] == ["Yes."]


def test_the_list_names_every_answer():
    first = answer(1)
    follow_up = answer(2, follow_up=True, question="And then?", analysis=None)
    silent = answer(3, question_id="other", question="Why?", clip="", analysis=None)
    found = answer_heads([first, follow_up, silent])
    assert [(it.label, it.question, it.follow_up, it.remark) for it in found] == [
        ("Question 1", "What did you waste less of?", False, ""),
        ("Follow-up to question 1", "And then?", True, ""),
        ("Question 2", "Why?", False, "Not recorded"),
    ]  # fmt: skip


def test_takes_are_numbered_as_they_were_given_and_shown_newest_first():
    first, second, third = (answer(n, started_at=NOON + timedelta(days=n)) for n in (1, 2, 3))
    now = NOON + timedelta(days=3)
    found = take_heads([third, first, second], second, now)
    assert [(it.id, it.title.split(",")[0]) for it in found] == [
        (third.id, "Take 3"), (first.id, "Take 1"),
    ]  # fmt: skip

"""The words of an answer in lines."""

from greenroom.delivery.measure import Pause
from greenroom.feedback.presentation.answer_structure import Part
from greenroom.feedback.presentation.spoken_lines import spoken_lines
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word


def test_a_line_is_a_sentence_or_ends_at_a_long_silence() -> None:
    words = (Word("One", 0, 0.3), Word("two.", 0.4, 0.8), Word("Three", 1, 1.3), Word("four", 5, 6))
    pauses = (Pause(0.8, 1, "between_sentences"), Pause(1.3, 5, "inside_clause"))
    shown = spoken_lines(Transcript(words), pauses)
    assert [line.text for line in shown] == ["One two.", "Three", "four"]
    assert [line.start for line in shown] == [0, 1, 5]
    assert [[it.kind for it in line.pieces] for line in shown] == [
        ["word", "word"],
        ["pause", "word"],
        ["long_pause", "word"],
    ]


def test_words_that_were_misheard_perhaps_are_marked() -> None:
    ((piece,),) = [line.pieces for line in spoken_lines(Transcript((Word("kale", 0, 1, 0.3),)), ())]
    assert piece.kind == "unsure"


def test_words_have_their_number_and_pauses_have_none() -> None:
    words = (Word("One", 0, 0.3), Word("two.", 0.8, 1.2), Word("Three", 1.3, 1.6))
    first, second = spoken_lines(Transcript(words), (Pause(0.3, 0.8, "inside_clause"),))
    assert [(piece.text, piece.word) for piece in first.pieces] == [
        ("One", 0), ("0.5 s", None), ("two.", 1),
    ]  # fmt: skip
    assert [(piece.text, piece.word) for piece in second.pieces] == [("Three", 2)]


def test_a_line_has_the_parts_that_begin_in_it() -> None:
    words = (Word("One.", 0, 0.5), Word("Two", 1, 1.5), Word("three.", 1.6, 2))
    parts = (
        Part("task", "Task", "One. Two three.", Span(0, 2), 1),
        Part("result", "Result", "three", Span(1.6, 2), 3),
    )
    first, second = spoken_lines(Transcript(words), (), parts)
    assert first.parts == parts[:1]
    assert second.parts == parts[1:]

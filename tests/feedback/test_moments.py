"""Moments to play: what was said there, and which of them come first."""

from hypothesis import given
from hypothesis import strategies as st
from judged import structure, transcript

from greenroom.feedback.moments import (
    MOST_MOMENTS,
    longest_first,
    of_element,
    of_spans,
    surest_first,
)
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence

SAID = transcript("we had a model and um it was slow so we stopped").words


def test_a_single_word_is_heard_with_its_neighbors() -> None:
    (moment,) = of_spans(SAID, [SAID[5].span])
    assert moment.quote == "a model and um it was slow"
    assert (moment.span.start, moment.span.end) == (SAID[2].start, SAID[8].end)


def test_a_silence_is_heard_with_the_words_around_it() -> None:
    (moment,) = of_spans((*SAID[:3], *SAID[6:]), [Span(1.2, 2.4)])
    assert moment.quote == "we had a it was slow"
    assert moment.span.start <= 1.2
    assert moment.span.end >= 2.4


def test_a_stretch_of_words_is_quoted_as_it_is() -> None:
    (moment,) = of_spans(SAID, [Span(0.0, 2.0)])
    assert (moment.quote, moment.span) == ("we had a model and", Span(0.0, 2.0))


def test_without_words_there_is_only_the_sound() -> None:
    (moment,) = of_spans((), [Span(1, 2)])
    assert (moment.quote, moment.span) == ("", Span(1, 2))


def test_an_element_shows_its_surest_sentences() -> None:
    found = structure({"result": [(at, at + 1.0, f"quote {at}") for at in range(5)]})
    assert len(of_element(found, "result")) == MOST_MOMENTS
    assert of_element(found, "result")[0].quote == "quote 0"
    assert of_element(found, "task") == ()


def test_the_surest_evidence_comes_first_and_equals_stay_in_order() -> None:
    confidences = (0.6, 0.9, 0.9, 0.7)
    evidence = [
        Evidence(f"quote {at}", Span(at, at + 1), at, confidence)
        for at, confidence in enumerate(confidences)
    ]
    moments = surest_first(evidence)
    assert [moment.quote for moment in moments] == ["quote 1", "quote 2", "quote 3", "quote 0"]
    assert moments[0].span == Span(1, 2)


def test_longest_first() -> None:
    assert longest_first([Span(0, 1), Span(2, 5), Span(6, 8)])[0] == Span(2, 5)


@given(st.lists(st.tuples(st.floats(0, 6), st.floats(0, 6)), max_size=6))
def test_quotes_are_always_verbatim(edges: list[tuple[float, float]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in edges]
    moments = of_spans(SAID, spans)
    text = " ".join(word.text for word in SAID)
    assert len(moments) == min(len(spans), MOST_MOMENTS)
    for moment, span in zip(moments, spans, strict=False):
        assert moment.quote in text
        assert moment.span.start <= span.start
        assert moment.span.end >= span.end

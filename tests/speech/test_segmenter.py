"""Answers are cut at their pauses, and nothing that was said falls between."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.segmenter import LEAD, LONGEST, TAIL, Segmenter
from greenroom.speech.span import Span
from greenroom.speech.speech_spans import WINDOW_SECONDS

SPEECH, SILENCE = 0.95, 0.02


def windows(seconds: float, probability: float) -> list[float]:
    return [probability] * round(seconds / WINDOW_SECONDS)


def said(*parts: tuple[float, float]) -> list[float]:
    """Alternating seconds of (speech, silence)."""
    return [
        probability
        for speech, silence in parts
        for probability in (*windows(speech, SPEECH), *windows(silence, SILENCE))
    ]


def segments(probabilities: list[float]) -> list[Span]:
    segmenter = Segmenter()
    found = [span for p in probabilities if (span := segmenter.feed(p)) is not None]
    last = segmenter.finish(len(probabilities) * WINDOW_SECONDS)
    return [*found, last] if last else found


def test_silence_gives_no_segment() -> None:
    assert segments(windows(60, SILENCE)) == []


def test_a_sentence_keeps_a_little_silence_around_it() -> None:
    (segment,) = segments([*windows(2, SILENCE), *said((3, 2))])
    assert segment.start == pytest.approx(2 - LEAD, abs=0.04)
    assert segment.end == pytest.approx(5 + TAIL, abs=0.04)


def test_long_pauses_part_sentences_and_short_ones_do_not() -> None:
    assert len(segments(said((3, 1.3), (3, 1.3), (3, 1)))) == 3
    assert len(segments(said((3, 0.8), (2, 0.1)))) == 1


def test_the_longer_a_segment_the_shorter_the_pause_that_ends_it() -> None:
    assert len(segments(said((3, 0.3), (5, 0)))) == 1
    assert len(segments(said((8, 0.3), (5, 0)))) == 2


def test_a_single_short_word_waits_for_more() -> None:
    assert len(segments(said((0.4, 0.8), (3, 1)))) == 1


def test_who_never_pauses_is_cut_where_speech_is_least_probable() -> None:
    probabilities = windows(30, SPEECH)
    for second in (8.0, 17.0, 26.0):
        at = round(second / WINDOW_SECONDS)
        probabilities[at - 1 : at + 2] = [0.5, 0.4, 0.5]
    found = segments(probabilities)
    assert [round(span.end) for span in found[:-1]] == [8, 17, 26]
    assert all(one.end == other.start for one, other in pairwise(found))


def test_what_is_pending_at_a_pause_becomes_the_segment() -> None:
    segmenter = Segmenter()
    pending = {segmenter.pending() for p in said((3, 0.9)) if segmenter.feed(p) is None}
    pending.discard(None)
    assert pending == {segmenter.finish(3.9)}


def test_there_is_nothing_pending_while_somebody_speaks() -> None:
    segmenter = Segmenter()
    for probability in said((3, 0.2), (1, 0)):
        segmenter.feed(probability)
        assert segmenter.pending() is None


def test_an_answer_that_stops_in_the_middle_of_a_word_ends_with_its_sound() -> None:
    segmenter = Segmenter()
    for probability in windows(2, SPEECH):
        segmenter.feed(probability)
    seconds = round(2 / WINDOW_SECONDS) * WINDOW_SECONDS + 0.01
    assert segmenter.finish(seconds) == Span(0.0, seconds)


probabilities = st.lists(
    st.tuples(st.floats(0.05, 8), st.floats(0, 3), st.sampled_from([SPEECH, 0.4, 0.6])), max_size=20
).map(
    lambda parts: [
        probability
        for speech, silence, level in parts
        for probability in (*windows(speech, level), *windows(silence, SILENCE))
    ]
)


@given(probabilities)
def test_every_window_with_speech_is_in_exactly_one_segment(probabilities: list[float]) -> None:
    found = segments(probabilities)
    for index, probability in enumerate(probabilities):
        middle = (index + 0.5) * WINDOW_SECONDS
        owners = [span for span in found if span.start <= middle < span.end]
        assert len(owners) <= 1
        if probability > 0.3:
            assert owners, f"nobody hears second {middle}"


@given(probabilities)
def test_segments_are_in_order_and_short_enough(probabilities: list[float]) -> None:
    found = segments(probabilities)
    assert all(0 < span.seconds <= LONGEST + TAIL + WINDOW_SECONDS for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))

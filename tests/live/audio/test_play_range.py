"""Which samples of a recording are played, in which order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from greenroom.live.audio.play_range import Course
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.span import Span

CLIP = Clip(np.arange(1, 32_001, dtype=np.float32))


def played(course: Course, count: int, most: int = 50_000) -> list[int]:
    """Where in the recording each sample came from, as long as the course lasts."""
    gone: list[int] = []
    while len(gone) < most and len(part := course.cut(CLIP, len(gone), count)):
        gone += range(course.at(len(gone)), course.at(len(gone)) + len(part))
    return gone


def test_a_span_is_played_once_from_where_one_is():
    course = Course.through(Span(0.5, 1.5), 1.0, again=False)
    assert played(course, 640) == list(range(16_000, 24_000))


def test_a_loop_goes_on_from_its_beginning():
    course = Course.through(Span(0.5, 1.0), 0.75, again=True)
    twice = [*range(12_000, 16_000), *range(8_000, 16_000), *range(8_000, 16_000)]
    assert played(course, 700, most=20_000)[:20_000] == twice


def test_an_empty_loop_ends_instead_of_standing_still():
    assert played(Course.through(Span(1.0, 1.0), 1.0, again=True), 640) == []


def test_cuts_are_soft_and_the_ends_of_the_recording_are_left_alone():
    whole = Course.through(Span(0, 2), 0, again=False)
    assert np.array_equal(whole.cut(CLIP, 0, 32_000), CLIP.samples)
    part = Course.through(Span(0.5, 1.0), 0.5, again=False).cut(CLIP, 0, 8_000)
    assert part[0] == part[-1] == 0
    assert np.array_equal(part[80:-80], CLIP.samples[8_080:15_920])


@given(st.floats(0, 2), st.floats(0, 2), st.floats(0, 2), st.booleans(), st.integers(1, 10**6))
def test_it_never_leaves_its_span(a: float, b: float, start: float, again: bool, gone: int):
    span = Span(min(a, b), max(a, b))
    course = Course.through(span, start, again=again)
    assert round(span.start * SAMPLE_RATE) <= course.at(gone) <= round(span.end * SAMPLE_RATE)

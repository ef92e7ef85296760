"""The sound of an answer, block by block."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.audio_buffer import AudioBuffer
from greenroom.speech.clip import SAMPLE_RATE
from greenroom.speech.span import Span


def count(first: int, length: int) -> np.ndarray:
    return np.arange(first, first + length, dtype=np.float32)


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=20), st.data())
def test_what_is_cut_is_what_came_in_also_after_forgetting(
    blocks: list[int], data: st.DataObject
) -> None:
    tape, total, forgotten = AudioBuffer(), 0, 0.0
    for length in blocks:
        tape.append(count(total, length))
        total += length
        assert tape.seconds == total / SAMPLE_RATE
        start = data.draw(st.floats(forgotten, max(forgotten, tape.seconds)))
        end = data.draw(st.floats(start, max(start, tape.seconds)))
        samples = tape.cut(Span(start, end)).samples
        first = round(start * SAMPLE_RATE)
        assert np.array_equal(samples, count(first, round(end * SAMPLE_RATE) - first))
        if data.draw(st.booleans()):
            forgotten = start
            tape.forget(start)


def test_an_empty_tape_gives_an_empty_clip() -> None:
    assert len(AudioBuffer().cut(Span(0, 1)).samples) == 0


def test_a_clip_is_a_copy() -> None:
    tape = AudioBuffer()
    tape.append(count(0, 100))
    tape.cut(Span(0, 1)).samples[:] = -1
    assert tape.cut(Span(0, 1)).samples[0] == 0

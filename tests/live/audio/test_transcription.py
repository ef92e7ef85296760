"""An answer gives the same words however it comes in, and most of them before it ends."""

import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.errors import ModelError
from greenroom.live.audio.transcription import StreamingTranscription, transcribe_whole
from greenroom.live.concurrency.executors import InlineExecutor, SerialExecutor
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.endpointing import EndpointRules
from greenroom.speech.language_detection import Languages
from greenroom.speech.speech_spans import WINDOW
from greenroom.speech.words import Word
from holding import held_by


class Loudness:
    """Voice activity of a world in which whatever is loud is speech."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._left: Samples = np.zeros(0, np.float32)

    def feed(self, samples: Samples) -> Samples:
        sound = np.concatenate((self._left, samples))
        count = len(sound) // WINDOW
        self._left = sound[count * WINDOW :]
        windows = np.abs(sound[: count * WINDOW].reshape(count, WINDOW))
        return (windows.max(axis=1, initial=0) > 0.1).astype(np.float32)


class English:
    """Whatever is said is English."""

    def languages(self, segment: Clip) -> Languages:
        assert len(segment.samples)
        return {"en": 1.0}


class Levels(English):
    """Hears one word per segment: how long and how loud it was."""

    def __init__(self) -> None:
        self.segments: list[Clip] = []

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        self.segments.append(segment)
        loud = np.flatnonzero(np.abs(segment.samples) > 0.1) / SAMPLE_RATE
        text = f"{len(segment.samples)}:{float(np.abs(segment.samples).sum()):.0f}"
        return [Word(text, float(loud[0]), float(loud[-1]))]


class Broken(English):
    def transcribe(self, segment: Clip) -> Sequence[Word]:
        raise ModelError(f"{len(segment.samples)} samples were too much.")


class Slow(Levels):
    """Waits to be let go; says when it has begun."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go = threading.Event(), threading.Event()

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        self.begun.set()
        assert self.go.wait(10)
        return super().transcribe(segment)


def sound(*parts: tuple[float, float]) -> Samples:
    """Alternating seconds of (speech, silence), each speech louder than the one before."""
    blocks = [
        np.full(round(seconds * SAMPLE_RATE), level, np.float32)
        for number, (speech, silence) in enumerate(parts)
        for seconds, level in ((speech, 0.2 + 0.01 * number), (silence, 0.0))
    ]
    return np.concatenate(blocks)


ANSWER = sound((3, 1.5), (5, 0.6), (9, 0.3), (14, 2), (0.4, 5), (2.5, 0.1))


def feed(hearing: StreamingTranscription, samples: Samples, block: int = 320) -> None:
    for begin in range(0, len(samples), block):
        hearing.feed(samples[begin : begin + block])


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=30), st.booleans())
def test_the_words_do_not_depend_on_how_the_sound_comes_in(blocks: list[int], eager: bool) -> None:
    whole = transcribe_whole(Clip(ANSWER), Levels(), Loudness())
    hearing = StreamingTranscription(Levels(), Loudness(), InlineExecutor(), eager=eager)
    begin = 0
    for block in blocks:
        hearing.feed(ANSWER[begin : begin + block])
        begin += block
    feed(hearing, ANSWER[begin:])
    assert hearing.finish() == whole


def test_words_lie_where_the_sound_is() -> None:
    heard = transcribe_whole(Clip(sound((0, 2), (3, 1.5), (4, 1))), Levels(), Loudness())
    assert [word.start for word in heard.transcript.words] == pytest.approx([2, 6.5], abs=0.04)
    assert [word.end for word in heard.transcript.words] == pytest.approx([5, 10.5], abs=0.04)
    assert [span.start for span in heard.speech] == pytest.approx([2, 6.5], abs=0.04)


class Squeezing(English):
    """Puts thirty words of the first segment into its very last moment, of others side by side."""

    def __init__(self) -> None:
        self.count = 0

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        loud = np.flatnonzero(np.abs(segment.samples) > 0.1) / SAMPLE_RATE
        starts = np.linspace(loud[-1] if self.count == 0 else loud[0], loud[-1], 30).tolist()
        self.count += 30
        return [
            Word(f"word{self.count - 30 + at}", start, start) for at, start in enumerate(starts)
        ]


def test_word_number_n_is_the_nth_to_begin_where_segments_run_into_each_other() -> None:
    """The review counts words by their times, and a correction by their places."""
    whole = Clip(sound((3, 1.5), (9, 1.5), (3, 0.5)))
    words = transcribe_whole(whole, Squeezing(), Loudness()).transcript.words
    assert [word.text for word in words] == [f"word{number}" for number in range(90)]
    assert sorted(words, key=lambda word: word.start) == list(words)
    assert all(one.end <= other.start for one, other in pairwise(words))


def test_silence_is_never_transcribed() -> None:
    transcriber = Levels()
    heard = transcribe_whole(Clip(np.zeros(60 * SAMPLE_RATE, np.float32)), transcriber, Loudness())
    assert not transcriber.segments
    assert heard.transcript.words == heard.speech == ()


def test_nothing_at_all_is_heard_as_nothing() -> None:
    assert (
        transcribe_whole(Clip(np.zeros(0, np.float32)), Levels(), Loudness()).transcript.text == ""
    )


def test_words_are_told_segment_by_segment_in_order() -> None:
    told: list[Word] = []
    hearing = StreamingTranscription(Levels(), Loudness(), InlineExecutor(), told.extend)
    feed(hearing, ANSWER[: 12 * SAMPLE_RATE])
    assert told, "the first segments were over"
    feed(hearing, ANSWER[12 * SAMPLE_RATE :])
    words = hearing.finish().transcript.words
    assert tuple(told) == words


def test_what_was_transcribed_at_the_last_pause_is_not_transcribed_again() -> None:
    transcriber = Levels()
    hearing = StreamingTranscription(transcriber, Loudness(), InlineExecutor())
    feed(hearing, sound((3, 0.8)))
    assert len(transcriber.segments) == 1
    hearing.finish()
    assert len(transcriber.segments) == 1


def test_a_file_is_transcribed_once() -> None:
    transcriber = Levels()
    transcribe_whole(Clip(ANSWER), transcriber, Loudness())
    seconds = sum(clip.seconds for clip in transcriber.segments)
    assert seconds <= len(ANSWER) / SAMPLE_RATE


def test_feeding_never_waits_for_words() -> None:
    transcriber, executor = Slow(), SerialExecutor("words")
    hearing = StreamingTranscription(transcriber, Loudness(), executor)
    feed(hearing, ANSWER)
    assert transcriber.begun.wait(10)
    assert not transcriber.segments, "nothing was transcribed while all was fed"
    transcriber.go.set()
    assert hearing.finish() == transcribe_whole(Clip(ANSWER), Levels(), Loudness())
    executor.close()


def test_a_slow_machine_does_not_begin_early() -> None:
    transcriber, executor = Slow(), SerialExecutor("words")
    hearing = StreamingTranscription(transcriber, Loudness(), executor)
    feed(hearing, ANSWER)
    transcriber.go.set()
    hearing.finish()
    executor.close()
    patient = Levels()
    transcribe_whole(Clip(ANSWER), patient, Loudness())
    assert len(transcriber.segments) == len(patient.segments)


def test_after_a_cancel_nothing_is_told_and_what_waits_is_given_up() -> None:
    transcriber, executor = Slow(), SerialExecutor("words")
    told: list[Word] = []
    hearing = StreamingTranscription(transcriber, Loudness(), executor, told.extend)
    feed(hearing, ANSWER)
    assert transcriber.begun.wait(10)
    hearing.cancel()
    transcriber.go.set()
    with pytest.raises(CancelledError):
        hearing.finish()
    executor.close()
    assert len(transcriber.segments) <= 2, "the one in hand, and the last"
    assert not told


def test_a_failing_transcriber_is_told_at_the_end() -> None:
    hearing = StreamingTranscription(Broken(), Loudness(), InlineExecutor())
    feed(hearing, ANSWER)
    with pytest.raises(ModelError):
        hearing.finish()


class Polyglot(Levels):
    """Quiet segments are English, louder ones are not."""

    def __init__(self, loud: Languages) -> None:
        super().__init__()
        self.loud = loud

    def languages(self, segment: Clip) -> Languages:
        return self.loud if np.abs(segment.samples).max() > 0.205 else {"en": 1.0}


def test_an_answer_in_another_language_has_no_words() -> None:
    heard = transcribe_whole(Clip(sound((0, 1), (3, 2), (8, 2))), Polyglot({"de": 0.9}), Loudness())
    assert heard.transcript.language == "de"
    assert heard.transcript.words == ()
    assert len(heard.speech) == 2


def test_a_sentence_in_another_language_is_left_out() -> None:
    transcriber = Polyglot({"fr": 0.99, "en": 0.001})
    heard = transcribe_whole(Clip(sound((8, 2), (3, 2))), transcriber, Loudness())
    assert heard.transcript.language == "en"
    assert len(heard.transcript.words) == 1
    assert len(transcriber.segments) == 1


def test_the_language_is_asked_for_at_the_beginning_only() -> None:
    late = sound((25, 8), (8, 2))
    heard = transcribe_whole(Clip(late), Polyglot({"fr": 0.99, "en": 0.001}), Loudness())
    assert heard.transcript.language == "en"
    assert heard.transcript.words[-1].start > 30


class Sentences(English):
    """Whoever speaks for less than two seconds has not finished the sentence."""

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        loud = np.flatnonzero(np.abs(segment.samples) > 0.1) / SAMPLE_RATE
        text = "done." if loud[-1] - loud[0] > 2 else "and"
        return [Word(text, float(loud[0]), float(loud[-1]))]


def test_hands_free_counts_down_behind_a_sentence_and_speaking_cancels() -> None:
    hearing = StreamingTranscription(Sentences(), Loudness(), InlineExecutor())
    patience = EndpointRules(after_sentence=4.0, in_sentence=10.0, unseen=1.0)

    def left_after(*parts: tuple[float, float]) -> float | None:
        feed(hearing, sound(*parts))
        return hearing.seconds_left(patience)

    assert left_after((0, 30)) is None, "patient before the first word"
    assert left_after((3, 0.5)) is None
    assert left_after((0, 1.5)) == pytest.approx(2.0, abs=0.1)
    assert left_after((0.5, 0)) is None, "speaking again cancels"
    assert left_after((0, 2)) == pytest.approx(8.0, abs=0.1)
    assert left_after((3, 3)) == pytest.approx(1.0, abs=0.1)
    assert left_after((0, 1.1)) == 0.0


def test_hands_free_does_not_end_before_the_words_are_known() -> None:
    transcriber, executor = Slow(), SerialExecutor("words")
    hearing = StreamingTranscription(transcriber, Loudness(), executor)
    feed(hearing, sound((3, 5)))
    assert hearing.seconds_left(EndpointRules(after_sentence=4, in_sentence=10)) == pytest.approx(
        5.0, abs=0.1
    )
    transcriber.go.set()
    hearing.finish()
    executor.close()


def test_the_progress_of_a_file_grows() -> None:
    shares: list[float] = []
    transcribe_whole(Clip(ANSWER), Levels(), Loudness(), lambda _what, share: shares.append(share))
    assert shares == sorted(shares)
    assert 0.9 < shares[-1] <= 1


def kept_after(seconds: int) -> tuple[int, int]:
    """Objects and samples that a finished hearing of so long a pause behind a sentence holds."""
    hearing = StreamingTranscription(Sentences(), Loudness(), InlineExecutor())
    feed(hearing, sound((3, seconds)))
    assert len(hearing.finish().transcript.words) == 1
    held = held_by(hearing)
    return len(held), sum(len(one) for one in held if isinstance(one, np.ndarray))


def test_a_finished_hearing_keeps_words_and_no_sound() -> None:
    """An interview holds the hearings of all its answers."""
    (objects, _), (later_objects, samples) = kept_after(2), kept_after(60)
    assert later_objects == objects
    assert samples < WINDOW

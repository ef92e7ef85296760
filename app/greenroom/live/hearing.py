"""Words while they are spoken: each segment is transcribed while the next one is being said."""

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace

from greenroom.live.lanes import InlineLane, Lane
from greenroom.ports import Progress, Transcriber, VoiceActivity
from greenroom.speech.activity import BEGINS, WINDOW_SECONDS, speech_spans
from greenroom.speech.assembly import heard_words, later
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.endpoint import Patience, seconds_left
from greenroom.speech.segmenter import Segmenter
from greenroom.speech.span import Span
from greenroom.speech.tape import Tape
from greenroom.speech.words import Transcript, Word

OnWords = Callable[[Sequence[Word]], None]
"""Told the words of one segment after the other; on whatever lane they became known."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of an answer.

    Attributes:
        transcript: its words.
        speech: where somebody spoke, whether or not words were recognised there.
    """

    transcript: Transcript
    speech: tuple[Span, ...]


def unheeded(_words: Sequence[Word]) -> None:
    """Words that nobody waits for."""


class Hearing:
    """Hears one answer. `feed` and `finish` belong to one lane; `cancel` may come from any.

    The words depend on the sound alone, not on how it was fed or how fast the machine is.

    Args:
        transcriber: hears the words of a segment.
        voice_activity: hears whether somebody speaks; this answer's own until it is finished.
        lane: where segments are transcribed.
        on_words: told each segment's words as soon as they are known.
        eager: transcribe what has been said already at a little pause: if it turns out to be the
            end of the segment, its words are there at once.
    """

    def __init__(
        self,
        transcriber: Transcriber,
        voice_activity: VoiceActivity,
        lane: Lane,
        on_words: OnWords = unheeded,
        *,
        eager: bool = True,
    ) -> None:
        self._transcriber = transcriber
        self._activity = voice_activity
        self._activity.reset()
        self._lane = lane
        self._on_words = on_words
        self._eager = eager
        self._tape = Tape()
        self._segmenter = Segmenter()
        self._probabilities: list[float] = []
        self._last_speech: int | None = None  # window
        self._segments: list[Future[tuple[Word, ...]]] = []
        self._early: tuple[Span, Future[tuple[Word, ...]]] | None = None

    def feed(self, samples: Samples) -> None:
        """The next block of the answer, mono at SAMPLE_RATE; returns without waiting for words."""
        self._tape.append(samples)
        for probability in self._activity.feed(samples):
            self._probabilities.append(float(probability))
            if probability >= BEGINS:
                self._last_speech = len(self._probabilities) - 1
            segment = self._segmenter.feed(float(probability))
            if segment is not None:
                self._settle(segment)
        if self._eager:
            self._begin_early()

    def finish(self) -> Heard:
        """Wait for the last segment; only what was said since the last pause is left to do.

        Raises:
            ModelError: the transcriber failed.
            CancelledError: `cancel` came first.
        """
        segment = self._segmenter.finish(self._tape.seconds)
        if segment is not None:
            self._settle(segment)
        words = tuple(word for future in self._segments for word in future.result())
        return Heard(Transcript(words), self.speech)

    def cancel(self) -> None:
        """Nobody wants the words any more; what waits is given up."""
        self._on_words = unheeded
        for future in (*self._segments, *([self._early[1]] if self._early else [])):
            future.cancel()

    @property
    def speech(self) -> tuple[Span, ...]:
        """Where somebody has spoken so far."""
        return speech_spans(self._probabilities)

    @property
    def silence(self) -> float | None:
        """Seconds since somebody last spoke; None if nobody has."""
        if self._last_speech is None:
            return None
        return (len(self._probabilities) - 1 - self._last_speech) * WINDOW_SECONDS

    def seconds_left(self, patience: Patience) -> float | None:
        """Hands-free: how long until the answer is over; None while nothing is counted."""
        return seconds_left(self.silence, self._last_words(), patience)

    def _last_words(self) -> Sequence[Word] | None:
        """What was said before the present silence, once it is known."""
        if self._early is not None:
            future = self._early[1]
        elif self._segments and not self._segmenter.speaking:
            future = self._segments[-1]
        else:
            return None
        if not future.done() or future.cancelled() or future.exception():
            return None
        return future.result()

    def _settle(self, segment: Span) -> None:
        """A segment is over: its words are wanted, unless they are on their way already."""
        if self._early and self._early[0] == segment:
            future = self._early[1]
        else:
            self._give_up_early()
            future = self._submit(segment)
        self._early = None
        self._segments.append(future)
        future.add_done_callback(self._tell)
        self._tape.forget(segment.end)

    def _begin_early(self) -> None:
        """Transcribe what may be a whole segment, if nothing else is being done."""
        pending = self._segmenter.pending()
        busy = self._segments and not self._segments[-1].done()
        if pending is None or busy or (self._early and self._early[0] == pending):
            return
        self._give_up_early()
        self._early = (pending, self._submit(pending))

    def _give_up_early(self) -> None:
        if self._early:
            self._early[1].cancel()
        self._early = None

    def _submit(self, segment: Span) -> "Future[tuple[Word, ...]]":
        clip = self._tape.cut(segment)
        speech = self._speech_within(segment)
        return self._lane.submit(lambda: self._transcribe(segment, clip, speech))

    def _speech_within(self, segment: Span) -> tuple[Span, ...]:
        first = round(segment.start / WINDOW_SECONDS)
        last = round(segment.end / WINDOW_SECONDS)
        spans = speech_spans(self._probabilities[first:last])
        return tuple(
            replace(span, start=span.start + segment.start, end=span.end + segment.start)
            for span in spans
        )

    def _transcribe(self, segment: Span, clip: Clip, speech: tuple[Span, ...]) -> tuple[Word, ...]:
        if not speech:
            return ()
        return heard_words(later(self._transcriber.transcribe(clip), segment.start), speech)

    def _tell(self, future: "Future[tuple[Word, ...]]") -> None:
        try:
            words = future.result()
        except (CancelledError, Exception):  # noqa: BLE001 - `finish` raises it
            return
        if words:
            self._on_words(words)


def hear_whole(
    clip: Clip,
    transcriber: Transcriber,
    voice_activity: VoiceActivity,
    progress: Progress = lambda _what, _share: None,
) -> Heard:
    """What a live answer of the same sound would have been heard as.

    Raises:
        ModelError: the transcriber failed.
    """
    hearing = Hearing(transcriber, voice_activity, InlineLane(), eager=False)
    for begin in range(0, len(clip.samples), SAMPLE_RATE):
        hearing.feed(clip.samples[begin : begin + SAMPLE_RATE])
        progress("Listening to the recording", begin / len(clip.samples))
    return hearing.finish()

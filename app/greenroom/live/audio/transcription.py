"""Transcription while an answer is spoken: each segment during the next one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenroom.live.concurrency.executors import Executor, InlineExecutor
from greenroom.ports import Progress, Transcriber, VoiceActivity
from greenroom.speech.assembly import heard_words, in_order, later
from greenroom.speech.audio_buffer import AudioBuffer
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.endpointing import EndpointRules, seconds_left
from greenroom.speech.language_detection import (
    ENGLISH,
    LISTENED,
    Languages,
    is_foreign,
    spoken_language,
)
from greenroom.speech.segmenter import Segmenter
from greenroom.speech.span import Span
from greenroom.speech.speech_spans import LIKELY, WINDOW, WINDOW_SECONDS, speech_spans
from greenroom.speech.words import Transcript, Word

if TYPE_CHECKING:
    from concurrent.futures import Future

OnWords = Callable[[Sequence[Word]], None]
"""Takes the words of one segment after another, on the executor that transcribed them."""


@dataclass(frozen=True, slots=True)
class TranscriptionResult:
    """The words of an answer, and where they are.

    Attributes:
        transcript: its words; none in languages other than English, where they would be guesses.
        speech: where somebody spoke, whether or not words were recognized there.
    """

    transcript: Transcript
    speech: tuple[Span, ...]


def ignore_words(_words: Sequence[Word]) -> None:
    """Ignore words that nobody waits for."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """A segment on its way: where it is, where somebody speaks in it, and its words."""

    span: Span
    speech: tuple[Span, ...]
    words: "Future[tuple[Word, ...]]"


class StreamingTranscription:
    """Transcribes one answer. Call `feed` and `finish` on one executor, `cancel` on any.

    The words depend on the sound alone, not on how it was fed or how fast the computer is.

    Args:
        transcriber: recognizes the words of a segment.
        voice_activity: detects speech; used for this answer alone until it is finished.
        executor: where segments are transcribed.
        on_words: takes each segment's words as soon as they are known.
        eager: transcribe at a short pause already: if the segment turns out to end there, its
            words are ready at once.
    """

    def __init__(
        self,
        transcriber: Transcriber,
        voice_activity: VoiceActivity,
        executor: Executor,
        on_words: OnWords = ignore_words,
        *,
        eager: bool = True,
    ) -> None:
        self._transcriber = transcriber
        self._activity = voice_activity
        self._activity.reset()
        self._executor = executor
        self._on_words = on_words
        self._eager = eager
        self._buffer = AudioBuffer()
        self._segmenter = Segmenter()
        self._probabilities: list[float] = []
        self._last_speech: int | None = None  # window
        self._segments: list[_Segment] = []
        self._early: _Segment | None = None
        self._languages: dict[Span, tuple[Languages, float]] = {}  # of the first segments

    def feed(self, samples: Samples) -> None:
        """Take the next block of the answer, mono at SAMPLE_RATE, without waiting for words."""
        self._buffer.append(samples)
        for probability in self._activity.feed(samples):
            self._probabilities.append(float(probability))
            if probability >= LIKELY:
                self._last_speech = len(self._probabilities) - 1
            segment = self._segmenter.feed(float(probability))
            if segment is not None:
                self._commit_segment(segment)
        if self._eager:
            self._begin_early()

    def finish(self) -> TranscriptionResult:
        """Wait for the last segment; only what was said since the last pause is left to transcribe.

        Raises:
            ModelError: the transcriber failed.
            CancelledError: `cancel` came first.
        """
        span = self._segmenter.finish(self._buffer.seconds)
        if span is not None:
            self._commit_segment(span)
        # Words squeezed together at the end of a segment reach into the next one.
        words = in_order([word for segment in self._segments for word in segment.words.result()])
        language = self._language()
        self._release_sound()
        return TranscriptionResult(
            Transcript(words if language == ENGLISH else (), language), self.speech
        )

    def _release_sound(self) -> None:
        """Keep only the words: an interview holds its answers' transcriptions until it ends."""
        self._buffer, self._segmenter, self._probabilities = AudioBuffer(), Segmenter(), []
        self._last_speech = self._early = None

    def _language(self) -> str:
        """Return the language of the segments; those that were begun in vain do not count."""
        spans = (segment.span for segment in self._segments)
        return spoken_language(self._languages[span] for span in spans if span in self._languages)

    def cancel(self) -> None:
        """Give up what waits: nobody wants the words anymore."""
        self._on_words = ignore_words
        for segment in (*self._segments, *((self._early,) if self._early else ())):
            segment.words.cancel()

    @property
    def speech(self) -> tuple[Span, ...]:
        """Return where somebody spoke, as far as segments are over; it only ever grows."""
        return tuple(span for segment in self._segments for span in segment.speech)

    @property
    def silence(self) -> float | None:
        """Return the seconds since somebody last spoke; None if nobody has."""
        if self._last_speech is None:
            return None
        return (len(self._probabilities) - 1 - self._last_speech) * WINDOW_SECONDS

    def seconds_left(self, rules: EndpointRules) -> float | None:
        """Return the seconds until a hands-free answer is over; None while nothing is counted."""
        return seconds_left(self.silence, self._last_words(), rules)

    def _last_words(self) -> Sequence[Word] | None:
        """Return what was said before the present silence, once it is known."""
        segment = self._early
        if segment is None and self._segments and not self._segmenter.speaking:
            segment = self._segments[-1]
        if segment is None or not segment.words.done():
            return None
        if segment.words.cancelled() or segment.words.exception():
            return None
        return segment.words.result()

    def _commit_segment(self, span: Span) -> None:
        """Commit a segment that is over: transcribe it, unless that has begun already."""
        if self._early and self._early.span == span:
            segment = self._early
        else:
            self._give_up_early()
            segment = self._submit(span)
        self._early = None
        self._segments.append(segment)
        segment.words.add_done_callback(self._tell)
        self._buffer.forget(span.end)

    def _begin_early(self) -> None:
        """Transcribe what may be a whole segment, if the executor is free."""
        pending = self._segmenter.pending()
        busy = self._segments and not self._segments[-1].words.done()
        if pending is None or busy or (self._early and self._early.span == pending):
            return
        self._give_up_early()
        self._early = self._submit(pending)

    def _give_up_early(self) -> None:
        if self._early:
            self._early.words.cancel()
        self._early = None

    def _submit(self, span: Span) -> _Segment:
        clip = self._buffer.cut(span)
        first = round(span.start / WINDOW_SECONDS)
        probabilities = self._probabilities[first : first + len(clip.samples) // WINDOW]
        speech = tuple(
            Span(spoken.start + span.start, spoken.end + span.start)
            for spoken in speech_spans(probabilities, clip.samples)
        )
        return _Segment(span, speech, self._executor.submit(lambda: self._hear(clip, span, speech)))

    def _hear(self, clip: Clip, span: Span, speech: tuple[Span, ...]) -> tuple[Word, ...]:
        if not speech:
            return ()
        if span.start < LISTENED:
            languages = self._transcriber.languages(clip)
            spoken = sum(part.seconds for part in speech)
            self._languages[span] = languages, spoken
            if is_foreign(languages, spoken):
                return ()
        words = later(self._transcriber.transcribe(clip), span.start)
        return heard_words(words, speech)

    def _tell(self, words: "Future[tuple[Word, ...]]") -> None:
        if not words.cancelled() and not words.exception() and words.result():
            self._on_words(words.result())


def transcribe_whole(
    clip: Clip,
    transcriber: Transcriber,
    voice_activity: VoiceActivity,
    progress: Progress = lambda _what, _share: None,
) -> TranscriptionResult:
    """Return what a live answer with the same sound would have been transcribed as.

    Raises:
        ModelError: the transcriber failed.
    """
    transcription = StreamingTranscription(
        transcriber, voice_activity, InlineExecutor(), eager=False
    )
    for begin in range(0, len(clip.samples), SAMPLE_RATE):
        transcription.feed(clip.samples[begin : begin + SAMPLE_RATE])
        progress("Listening to the recording", begin / len(clip.samples))
    return transcription.finish()

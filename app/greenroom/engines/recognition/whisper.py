"""Words from segments of speech, by faster-whisper."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from greenroom.engines.recognition.gpu import Device
from greenroom.engines.recognition.hesitation_probe import Frames, Probe, load_probe
from greenroom.errors import ModelError
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.decoding_loops import goes_round
from greenroom.speech.filled_pauses import with_kind
from greenroom.speech.fusion import with_hesitations
from greenroom.speech.hesitations import FRAME_SECONDS
from greenroom.speech.language_detection import Languages
from greenroom.speech.level import level_dbfs
from greenroom.speech.room_tone import room_tone
from greenroom.speech.words import Word

_PROMPT = (
    "Uh, so I, uh, I think, um, my, uh, first, um, thing was to, ah, you know, uh, look at the, "
    "um, the data. Um, uh."
)
"""The text "before" each segment: it makes the model write filled pauses down."""

_TONE = 0.7
"""Seconds of room tone behind a segment: without them, the model guesses the last word."""

_WINDOW_PADDING = 8.0
_LONGEST_WINDOW = 30.0
"""Seconds; the model needs silence behind the speech to find its end, but not 30 s of it."""

_BEAM = 5
_LEAST_CONFIDENCE = 0.15
"""A filled pause with a lower probability was only written because of the prompt: of 86 true ones
in real speech, none is below 0.18."""

_FEW_CORES = 2
_TOKENS_PER_SECOND = 7
_TOKENS_AT_LEAST = 16
_FRAMES_PER_SECOND = 100
_SILENCE = Clip(np.zeros(SAMPLE_RATE, np.float32))
_QUIETEST_DBFS = -60.0
_NO_SPEECH = 0.6
_DOUBTFUL = -1.0


@dataclass(frozen=True, slots=True)
class _Decoded:
    """One reading of a window.

    Attributes:
        tokens: the text, without time stamps.
        text: the tokens as text.
        log_probability: mean over the tokens.
        no_speech: the model's own probability that nobody spoke.
    """

    tokens: list[int]
    text: str
    log_probability: float
    no_speech: float


@dataclass(frozen=True, slots=True)
class _Aligning:
    """The tokenizer as the alignment sees it, with the prompt in front there, too.

    Without it the model takes every filled pause for a mistake, and looks for it elsewhere.
    """

    tokenizer: Any
    sot_sequence: list[int]

    @property
    def eot(self) -> int:
        """Return the token behind all text."""
        return self.tokenizer.eot

    def split_to_word_tokens(self, tokens: list[int]) -> tuple[list[str], list[list[int]]]:
        """Return the words, and the tokens of each."""
        return self.tokenizer.split_to_word_tokens(tokens)


class WhisperTranscriber:
    """Whisper on one segment at a time; port Transcriber. The same segment gives the same words.

    Args:
        model: of faster-whisper.
        probe: finds filled pauses, if it was fitted to this model.
        language: the code of what is spoken.
    """

    def __init__(self, model: Any, probe: Probe | None = None, language: str = "en") -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._model = model
        self._last: tuple[Clip | None, Any] = None, None
        self._tokenizer: Any = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
        )
        self._suppressed = list(get_suppressed_tokens(self._tokenizer, (-1,)) or ())
        self._begin: list[int] = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        self._prompt = [self._tokenizer.sot_prev, *self._tokenizer.encode(f" {_PROMPT}")]
        self._probe = probe if probe and probe.fits(self.encoder_frames(_SILENCE)) else None

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        """Return words with times in seconds from the segment's start; none where nobody speaks."""
        if level_dbfs(segment.samples) < _QUIETEST_DBFS:
            return ()
        encoded = self._encoded(segment)
        decoded = self._decode(encoded, segment.seconds)
        if not decoded.text or _invented(decoded):
            return ()
        return self._hesitating(self._words(encoded, decoded, segment.seconds), segment)

    def encoder_frames(self, segment: Clip) -> Frames:
        """Return the encoder's output for a sound of at most 30 s: a row per FRAME_SECONDS."""
        return _frames(self._encoded(segment), len(segment.samples))

    def warm_up(self) -> None:
        """Decode once, so that the first answer does not wait for what is done only once."""
        self._decode(self._encoded(_SILENCE), _SILENCE.seconds)

    def languages(self, segment: Clip) -> Languages:
        """Return how probable each language is, by its code."""
        probabilities = self._model.model.detect_language(self._encoded(segment))[0]
        return {code.strip("<|>"): float(probability) for code, probability in probabilities}

    def _encoded(self, segment: Clip) -> Any:
        """Return a segment's encoding; the last one is kept, because most are needed twice."""
        last, encoded = self._last
        if last is not segment:
            encoded = self._encode(segment.samples)
            self._last = segment, encoded
        return encoded

    def _encode(self, samples: Samples) -> Any:
        """Encode a window that holds the samples, with silence behind them."""
        tone = room_tone(samples, _TONE)
        features = self._model.feature_extractor(np.concatenate((samples, tone)))
        seconds = min(_LONGEST_WINDOW, len(samples) / SAMPLE_RATE + _WINDOW_PADDING)
        frames = 2 * round(seconds * _FRAMES_PER_SECOND / 2)  # the encoder takes them in pairs
        window = np.zeros((len(features), frames), np.float32)
        beginning = features[:, :frames]
        window[:, : beginning.shape[1]] = beginning
        return self._model.encode(window)

    def _decode(self, encoded: Any, seconds: float) -> _Decoded:
        """Return the best reading that does not repeat itself.

        There is no sampling at higher temperatures: it takes up to five more readings, and the
        same sound would not give the same words.
        """
        readings = self._read(encoded, seconds)
        straight = [reading for reading in readings if not goes_round(reading.text)]
        if not straight:
            straight = self._read(encoded, seconds, no_repeat_ngram_size=3)
        return max(straight, key=lambda reading: reading.log_probability)

    def _read(self, encoded: Any, seconds: float, **options: int) -> list[_Decoded]:
        """Return all readings that the search kept to its end."""
        begin = [*self._prompt, *self._begin]
        result = self._model.model.generate(
            encoded,
            [begin],
            beam_size=_BEAM,
            num_hypotheses=_BEAM,
            max_length=len(begin) + _TOKENS_AT_LEAST + round(_TOKENS_PER_SECOND * seconds),
            suppress_tokens=self._suppressed,
            return_scores=True,
            return_no_speech_prob=True,
            **options,
        )[0]
        return [
            self._decoded(tokens, score, result.no_speech_prob)
            for tokens, score in zip(result.sequences_ids, result.scores, strict=True)
        ]

    def _decoded(self, tokens: list[int], score: float, no_speech: float) -> _Decoded:
        text_tokens = [token for token in tokens if token < self._tokenizer.eot]
        return _Decoded(
            tokens=text_tokens,
            text=self._tokenizer.decode(text_tokens).strip(),
            log_probability=score,
            no_speech=no_speech,
        )

    def _words(self, encoded: Any, decoded: _Decoded, seconds: float) -> tuple[Word, ...]:
        """Return each word with the times at which the decoder attended to it."""
        frames = round(min(seconds, _LONGEST_WINDOW) * _FRAMES_PER_SECOND)
        begin = [*self._prompt, *self._tokenizer.sot_sequence]
        aligning = _Aligning(self._tokenizer, begin)
        pieces = self._model.find_alignment(aligning, [decoded.tokens], encoded, frames)[0]
        words: list[Word] = []
        for piece in pieces:
            word = _as_word(piece)
            if words and _continues(piece["word"]):
                words[-1] = _joined(words[-1], word)
            elif word.text:
                words.append(word)
        return tuple(with_kind(word) for word in words)

    def _hesitating(self, words: Sequence[Word], segment: Clip) -> tuple[Word, ...]:
        """Return the words with the filled pauses that were really there."""
        if self._probe is None:
            return tuple(word for word in words if not _unlikely(word))
        probabilities = self._probe.probabilities(self.encoder_frames(segment))
        return with_hesitations(words, probabilities, segment.samples)


def load_transcriber(
    folder: Path, *, device: Device = "cpu", threads: int | None = None
) -> WhisperTranscriber:
    """Return a transcriber with the model in `folder`, warmed up.

    Args:
        folder: holds the model.
        device: where it computes.
        threads: of the processor; as many as `usual_threads` says if None.

    Raises:
        ModelError: the model is damaged or does not fit this version.
    """
    from faster_whisper import WhisperModel

    try:
        model = WhisperModel(
            str(folder),
            device=device,
            compute_type="int8" if device == "cpu" else "default",
            cpu_threads=threads or usual_threads(),
        )
        transcriber = WhisperTranscriber(model, load_probe())
    except Exception as problem:  # a RuntimeError of its runtime, or whatever its files cause
        raise ModelError(
            f"The speech model in {folder} is damaged ({problem}).",
            "Delete that folder, so that it is created again, or choose another model.",
        ) from problem
    transcriber.warm_up()
    return transcriber


def usual_threads() -> int:
    """Return 1 where the window and the measures need the other core, else 2; more gain little."""
    return 1 if (os.cpu_count() or 1) <= _FEW_CORES else 2


def _frames(encoded: Any, samples: int) -> Frames:
    """Return the rows of the encoding that belong to so many samples, shape (n, width)."""
    import ctranslate2

    view = encoded.to(ctranslate2.DataType.float32).to_device(ctranslate2.Device.cpu)
    return np.array(view)[0, : round(samples / (FRAME_SECONDS * SAMPLE_RATE))]


def _as_word(piece: dict[str, Any]) -> Word:
    return Word(
        text=piece["word"].strip(),
        start=float(piece["start"]),
        end=float(piece["end"]),
        confidence=float(piece["probability"]),
    )


def _continues(text: str) -> bool:
    """Tell whether a piece belongs to the word before: "-up" of "wake-up", a comma, a dash."""
    return not text.startswith(" ") or not any(letter.isalnum() for letter in text)


def _joined(word: Word, piece: Word) -> Word:
    return replace(word, text=word.text + piece.text, end=max(word.end, piece.end))


def _unlikely(word: Word) -> bool:
    return word.kind == "filled_pause" and word.confidence < _LEAST_CONFIDENCE


def _invented(decoded: _Decoded) -> bool:
    """Tell whether the model itself doubts that anything was said."""
    return decoded.no_speech > _NO_SPEECH and decoded.log_probability < _DOUBTFUL

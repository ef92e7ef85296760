"""Words from segments of speech, by faster-whisper."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from greenroom.engines.gpu import Device
from greenroom.errors import ModelError
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.level import level_dbfs
from greenroom.speech.words import Word

_PROMPT = "Um, uh, so, you know, like, um, I- I mean, uh."
"""What was "said before": makes the model write filled pauses down instead of tidying them away."""

_WINDOW_PADDING = 8.0
_LONGEST_WINDOW = 30.0
"""Seconds. The model needs silence behind the speech to find its end, but not all 30 s of it."""

_BEAM = 5
_TOKENS_PER_SECOND = 7
_TOKENS_AT_LEAST = 16
_FRAMES_PER_SECOND = 100
_QUIETEST_DBFS = -60.0
_NO_SPEECH = 0.6
_DOUBTFUL = -1.0
_REPETITIVE = 2.4
"""Times that a text can be compressed; only loops of the decoder go over it."""


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


class WhisperTranscriber:
    """Whisper on one segment at a time; port Transcriber. The same segment gives the same words."""

    def __init__(self, model: Any, language: str = "en") -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._model = model
        self._tokenizer: Any = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
        )
        self._suppressed = list(get_suppressed_tokens(self._tokenizer, (-1,)) or ())
        self._begin: list[int] = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        self._prompt = [self._tokenizer.sot_prev, *self._tokenizer.encode(f" {_PROMPT}")]

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        """Words with times in seconds from the segment's beginning; none where nobody speaks."""
        if level_dbfs(segment.samples) < _QUIETEST_DBFS:
            return ()
        encoded = self._encode(segment.samples)
        decoded = self._decode(encoded, segment.seconds)
        if not decoded.text or _invented(decoded):
            return ()
        return self._words(encoded, decoded, segment.seconds)

    def warm_up(self) -> None:
        """Read once, so that the first answer does not wait for what is done only once."""
        self._decode(self._encode(np.zeros(SAMPLE_RATE, np.float32)), 1.0)

    def language(self, segment: Clip) -> tuple[str, float]:
        """The language that is most probably spoken (its code), and how probable it is."""
        code, probability = self._model.model.detect_language(self._encode(segment.samples))[0][0]
        return code.strip("<|>"), float(probability)

    def _encode(self, samples: Samples) -> Any:
        """The encoder's view of a window that holds the samples and silence behind them."""
        seconds = min(_LONGEST_WINDOW, len(samples) / SAMPLE_RATE + _WINDOW_PADDING)
        frames = 2 * round(seconds * _FRAMES_PER_SECOND / 2)  # the encoder takes them in pairs
        window = np.zeros(frames * SAMPLE_RATE // _FRAMES_PER_SECOND, np.float32)
        heard = samples[: len(window)]
        window[: len(heard)] = heard
        return self._model.encode(self._model.feature_extractor(window)[:, :frames])

    def _decode(self, encoded: Any, seconds: float) -> _Decoded:
        """The first reading that does not go round in circles, else the last one.

        No sampling at higher temperatures: it takes up to five more readings, and the same sound
        would not give the same words.
        """
        decoded = self._read(encoded, [*self._prompt, *self._begin], seconds)
        if _repetitive(decoded.text):
            decoded = self._read(encoded, self._begin, seconds, no_repeat_ngram_size=3)
        return decoded

    def _read(self, encoded: Any, begin: list[int], seconds: float, **options: int) -> _Decoded:
        result = self._model.model.generate(
            encoded,
            [begin],
            beam_size=_BEAM,
            max_length=len(begin) + _TOKENS_AT_LEAST + round(_TOKENS_PER_SECOND * seconds),
            suppress_tokens=self._suppressed,
            return_scores=True,
            return_no_speech_prob=True,
            **options,
        )[0]
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        count = len(result.sequences_ids[0])
        return _Decoded(
            tokens=tokens,
            text=self._tokenizer.decode(tokens).strip(),
            log_probability=result.scores[0] * count / (count + 1),
            no_speech=result.no_speech_prob,
        )

    def _words(self, encoded: Any, decoded: _Decoded, seconds: float) -> tuple[Word, ...]:
        """Each word with the times at which the decoder looked at it."""
        frames = round(min(seconds, _LONGEST_WINDOW) * _FRAMES_PER_SECOND)
        pieces = self._model.find_alignment(self._tokenizer, [decoded.tokens], encoded, frames)[0]
        words: list[Word] = []
        for piece in pieces:
            word = _as_word(piece)
            if words and _continues(piece["word"]):
                words[-1] = _joined(words[-1], word)
            elif word.text:
                words.append(word)
        return tuple(words)


def load_transcriber(
    folder: Path, *, device: Device = "cpu", threads: int = 2
) -> WhisperTranscriber:
    """A transcriber with the model in `folder`, warm.

    Raises:
        ModelError: the model is damaged or does not fit this version.
    """
    from faster_whisper import WhisperModel

    try:
        model = WhisperModel(
            str(folder),
            device=device,
            compute_type="int8" if device == "cpu" else "default",
            cpu_threads=threads,
        )
        transcriber = WhisperTranscriber(model)
    except Exception as problem:  # a RuntimeError of its runtime, or whatever its files raise
        raise ModelError(
            f"The speech model in {folder} is damaged ({problem}).",
            "Delete that folder, so that it is made anew, or name another model.",
        ) from problem
    transcriber.warm_up()
    return transcriber


def _as_word(piece: dict[str, Any]) -> Word:
    return Word(
        text=piece["word"].strip(),
        start=float(piece["start"]),
        end=float(piece["end"]),
        confidence=float(piece["probability"]),
    )


def _continues(text: str) -> bool:
    """Whether a piece belongs to the word before: "-up" of "wake-up", a comma, the dash of "I-"."""
    return not text.startswith(" ") or not any(letter.isalnum() for letter in text)


def _joined(word: Word, piece: Word) -> Word:
    return replace(word, text=word.text + piece.text, end=max(word.end, piece.end))


def _repetitive(text: str) -> bool:
    data = text.encode()
    return len(data) > _REPETITIVE * len(zlib.compress(data))


def _invented(decoded: _Decoded) -> bool:
    """Whether the model itself doubts that anything was said."""
    return decoded.no_speech > _NO_SPEECH and decoded.log_probability < _DOUBTFUL

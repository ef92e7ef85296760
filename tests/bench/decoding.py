"""Window, beam and threads: what each costs on one answer, and what it changes in the words."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from unittest.mock import patch

from bench.figures import Figure
from bench.setting import Setting
from bench.texts import differing, plain
from greenroom.engines.recognition import whisper
from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.live.audio.transcription import transcribe_whole
from greenroom.paths import Paths
from greenroom.ports import Transcriber
from greenroom.speech.clip import Clip
from greenroom.speech.language_detection import Languages
from greenroom.speech.words import Word

_WINDOW = 30.0


@dataclass(frozen=True, slots=True)
class Choice:
    """How segments are decoded; the defaults are what the program does.

    Attributes:
        padding: seconds of emptiness behind a segment in the model's window.
    """

    name: str
    padding: float = whisper._WINDOW_PADDING
    beam: int = whisper._BEAM
    threads: int = whisper.usual_threads()


CHOSEN = Choice("as chosen")
CHOICES = (
    CHOSEN,
    Choice("window of 30 s", padding=_WINDOW),
    Choice("window 2 s longer than the segment", padding=2.0),
    Choice("beam 1", beam=1),
    Choice("beam 2", beam=2),
    Choice("one thread", threads=1) if CHOSEN.threads > 1 else Choice("two threads", threads=2),
)


class _Collecting:
    """Hears nothing, keeps the segments."""

    def __init__(self) -> None:
        self.segments: list[Clip] = []

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        self.segments.append(segment)
        return ()

    def languages(self, segment: Clip) -> Languages:
        return {}


def decoding(setting: Setting) -> list[Figure]:
    """Every choice on the segments of one answer; the transcribers are used one after the other."""
    segments = _segments(setting.talk.answer(120 if setting.full else 30, 0))
    print(f"{len(segments)} segments, {sum(it.seconds for it in segments):.0f} s")
    print(f"{'':38}{'s/segment':>10}{'processor':>10}{'words that differ':>19}")
    figures: list[Figure] = []
    reference: list[str] = []
    for choice in CHOICES:
        took, processor, words = _decoded(choice, segments, setting.runtime.transcriber.load())
        reference = reference or words
        mean = took / len(segments)
        different = differing(reference, words)
        print(f"{choice.name:38}{mean:10.2f}{processor / len(segments):10.2f}{different:19}")
        figures.append(Figure(f"segment.{choice.name}", f"a segment, {choice.name}", mean))
    return figures


def _decoded(
    choice: Choice, segments: Sequence[Clip], usual: Transcriber
) -> tuple[float, float, list[str]]:
    """Seconds, processor seconds, and the words."""
    transcriber = usual if choice.threads == CHOSEN.threads else _with_threads(choice.threads)
    with (
        patch.object(whisper, "_WINDOW_PADDING", choice.padding),
        patch.object(whisper, "_BEAM", choice.beam),
    ):
        began, processor = time.perf_counter(), time.process_time()
        words = [word for segment in segments for word in transcriber.transcribe(segment)]
    return time.perf_counter() - began, time.process_time() - processor, plain(words)


def _with_threads(threads: int) -> Transcriber:
    folder = find_model("base", Paths.standard().models)
    return whisper.load_transcriber(folder, threads=threads)


def _segments(clip: Clip) -> list[Clip]:
    collecting = _Collecting()
    transcribe_whole(clip, collecting, SileroVoiceActivity())
    return collecting.segments

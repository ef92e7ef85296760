"""What outlives one interview: the speech model, the voice, the measurement process."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Lock

from greenroom.engines.recognition.gpu import working_device
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.engines.recognition.speech_models import find_model, silent
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.recognition.whisper import load_transcriber
from greenroom.engines.sound.choices import make_voice
from greenroom.engines.sound.file import read_clip, read_recording
from greenroom.live.audio.transcription import TranscriptionResult, transcribe_whole
from greenroom.live.concurrency.executors import SerialExecutor
from greenroom.live.evaluation.answer_evaluator import Sound
from greenroom.live.measurement.measurement_process import MeasuringProcess
from greenroom.paths import Paths
from greenroom.ports import Progress, Transcriber, Voice
from greenroom.settings import Settings, VoiceName
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.language_detection import Languages
from greenroom.speech.words import Word


def read_sound(path: Path) -> Sound:
    """Read a sound file of any usual kind."""
    clip, sample_rate = read_clip(path)
    return Sound(clip, sample_rate)


def read_own_sound(path: Path) -> Sound:
    """Read a recording of our own, however long it is.

    Raises:
        SoundFileError: it is missing or contains no sound.
    """
    return Sound(read_recording(path), SAMPLE_RATE)


class LazyTranscriber:
    """The port `Transcriber`; its model is loaded once, at first use or by `load`."""

    def __init__(
        self, settings: Settings, paths: Paths, hub: ModelHub, progress: Progress = silent
    ) -> None:
        self._find = lambda: find_model(
            settings.model, paths.models, named=settings.model_folder, hub=hub, progress=progress
        )
        self._lock = Lock()
        self._transcriber: Transcriber | None = None

    def load(self) -> Transcriber:
        """Return the transcriber, ready.

        Raises:
            ModelError: there is no model, or it is damaged.
        """
        with self._lock:
            if self._transcriber is None:
                executor = SerialExecutor(
                    "load", modest=True
                )  # the model's own threads become so, too
                try:
                    self._transcriber = executor.submit(self._load).result()
                finally:
                    executor.close()
            return self._transcriber

    def _load(self) -> Transcriber:
        folder = self._find()
        return load_transcriber(folder, device=working_device(folder))

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        """Transcribe as the port `Transcriber` says."""
        return self.load().transcribe(segment)

    def languages(self, segment: Clip) -> Languages:
        """Return what the port `Transcriber` says."""
        return self.load().languages(segment)

    def transcribe_clip(self, clip: Clip) -> TranscriptionResult:
        """Transcribe a clip by the same segments as in a live interview."""
        return transcribe_whole(clip, self, SileroVoiceActivity())


class LazyVoice:
    """The port `Voice`; its voice is loaded when it first speaks."""

    def __init__(self, choice: VoiceName) -> None:
        self._make = lambda: make_voice(choice)
        self._lock = Lock()
        self._voice: Voice | None = None

    def load(self) -> Voice:
        """Return the voice, ready.

        Raises:
            ModelError: it is not installed, or damaged.
        """
        with self._lock:
            if self._voice is None:
                self._voice = self._make()
            return self._voice

    def synthesize(self, text: str) -> Clip:
        """Return the text, spoken."""
        return self.load().synthesize(text)


@contextmanager
def measuring() -> Generator[MeasuringProcess]:
    """Yield a measurement process for as long as the block lasts."""
    process = MeasuringProcess()
    try:
        process.warm_up()
        yield process
    finally:
        process.close()


class ModelRuntime:
    """What outlives one interview: the speech model, the voice, the measurement process.

    Nothing is loaded or started before it is needed, or `warm_up` is called.
    """

    def __init__(
        self, settings: Settings, paths: Paths, hub: ModelHub, progress: Progress = silent
    ) -> None:
        self._settings = settings
        self.measuring = MeasuringProcess()
        self.transcriber = LazyTranscriber(settings, paths, hub, progress)
        self.voice = LazyVoice(settings.voice)

    def serves(self, settings: Settings) -> bool:
        """Tell whether an interview with these settings can use it."""
        own = self._settings
        model = (settings.model, settings.model_folder)
        return model == (own.model, own.model_folder) and settings.voice == own.voice

    def warm_up(self) -> None:
        """Load all of it; blocks for some seconds.

        Raises:
            ModelError: there is no model or voice, or it is damaged.
        """
        self.measuring.warm_up()
        self.voice.load()
        self.prepare_to_listen()

    def prepare_to_listen(self) -> None:
        """Load what the first answer would wait for; its recording begins on the main thread.

        Raises:
            ModelError: there is no model, or it is damaged.
        """
        self.transcriber.load()
        SileroVoiceActivity()
        import_module("soundfile")

    def close(self) -> None:
        """End the measurement process."""
        self.measuring.close()

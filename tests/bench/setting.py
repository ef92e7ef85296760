"""What every part of the bench works with."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Spoken, Talk, shipped_clips, spoken_clips, talk
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.paths import Paths
from greenroom.runtime import ModelRuntime
from greenroom.settings import Settings
from greenroom.speech.clip import Clip

_HURRY = 5.0


@dataclass(frozen=True, slots=True)
class Setting:
    """One run of the bench.

    Attributes:
        full: the long form.
        real_time: answers are spoken in real time from beginning to end.
        talk: speech for answers of any length.
        spoken: clips with references; none without --clips.
    """

    full: bool
    real_time: bool
    talk: Talk
    spoken: list[Spoken]
    runtime: ModelRuntime

    @property
    def hurry(self) -> float:
        """How many times faster than real time all but the end of an answer is spoken."""
        return 1.0 if self.real_time else _HURRY


@contextmanager
def setting(*, full: bool, real_time: bool, clips: Path | None) -> Generator[Setting]:
    """Everything loaded and warm, as when the candidate has been looking at the home screen."""
    spoken = spoken_clips(clips) if clips else []
    paths = Paths.standard()
    paths.prepare()
    runtime = ModelRuntime(Settings(), paths, ModelHub())
    try:
        runtime.warm_up()
        runtime.measuring.warm_up().result()
        runtime.transcriber.transcribe(Clip(shipped_clips()[0].samples[: 8 * 16_000]))
        yield Setting(full, real_time, talk(shipped_clips()), spoken, runtime)
    finally:
        runtime.close()

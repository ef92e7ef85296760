"""Who works with whom: the only place that knows every class."""

import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from greenroom.content import load_rubrics, load_script, scripts_for
from greenroom.engines.flac_recording import FlacRecording, recording_name
from greenroom.engines.gpu import working_device
from greenroom.engines.model_hub import ModelHub
from greenroom.engines.report_files import write_report
from greenroom.engines.sound_choices import make_microphone, make_speaker, make_voice
from greenroom.engines.sound_file import read_clip
from greenroom.engines.speech_models import find_model, silent
from greenroom.engines.sqlite_store import SqliteStore
from greenroom.engines.voice_activity import SileroVoiceActivity
from greenroom.engines.whisper import load_transcriber
from greenroom.errors import ContentError
from greenroom.interview.picker import pick
from greenroom.interview.plan import Plan
from greenroom.live.crew import Crew
from greenroom.live.door import Post
from greenroom.live.hearing import Heard, Hearing, hear_whole
from greenroom.live.interview import LiveInterview
from greenroom.live.judging import Judging, Sound
from greenroom.live.lanes import ThreadLane
from greenroom.live.listening import Listening
from greenroom.live.measuring import MeasuringProcess
from greenroom.live.speaking import Speaking
from greenroom.paths import Paths
from greenroom.ports import Progress, Transcriber
from greenroom.settings import Settings, VoiceName
from greenroom.settings import load as load_from
from greenroom.speech.clip import Clip
from greenroom.speech.words import Word

LATELY = 40
"""So many questions back is what the picker calls asked lately."""


def load_settings(paths: Paths) -> Settings:
    """The user's choices."""
    return load_from(paths.data / "settings.json")


def open_store(paths: Paths) -> SqliteStore:
    """The sessions; opened when first asked."""
    return SqliteStore(paths)


def read_sound(path: Path) -> Sound:
    """A sound file of any usual kind."""
    clip, sample_rate = read_clip(path)
    return Sound(clip, sample_rate)


def choose_plan(script_id: str, paths: Paths, *, questions: int, follow_ups: int) -> Plan:
    """So many questions of a script, preferably such as were not asked lately.

    Raises:
        ContentError: there is no such script, or it is off.
    """
    script = load_script(script_id, paths)
    sessions = open_store(paths).sessions()
    asked = [answer.question_id for session in reversed(sessions) for answer in session.answers]
    chosen = pick(
        script,
        scripts_for(script, paths),
        asked_lately=asked[-LATELY:],
        count=questions,
        seed=time.time_ns(),
    )
    if not chosen:
        raise ContentError(f"The script '{script_id}' asks no questions.")
    return Plan(script, chosen, follow_ups)


class Ears:
    """What turns sound into words; the model is loaded once, at first use or by `load`."""

    def __init__(
        self, settings: Settings, paths: Paths, hub: ModelHub, progress: Progress = silent
    ) -> None:
        self._find = lambda: find_model(
            settings.model, paths.models, named=settings.model_folder, hub=hub, progress=progress
        )
        self._lock = Lock()
        self._transcriber: Transcriber | None = None

    def load(self) -> Transcriber:
        """The transcriber, ready.

        Raises:
            ModelError: there is no model, or it is damaged.
        """
        with self._lock:
            if self._transcriber is None:
                folder = self._find()
                self._transcriber = load_transcriber(folder, device=working_device(folder))
            return self._transcriber

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        """The port `Transcriber`."""
        return self.load().transcribe(segment)

    def hear(self, clip: Clip) -> Heard:
        """All words of a clip, by the same segments as in a live interview."""
        return hear_whole(clip, self, SileroVoiceActivity())


class LateVoice:
    """A voice that is loaded when it first speaks; the port `Voice`."""

    def __init__(self, choice: VoiceName) -> None:
        self._load = cache(lambda: make_voice(choice))

    def synthesise(self, text: str) -> Clip:
        """The text, spoken."""
        return self._load().synthesise(text)


@contextmanager
def measuring(paths: Paths) -> Generator[Judging]:
    """A judging with its measuring process, for as long as the block lasts."""
    process = MeasuringProcess(paths.cache / "numba")
    try:
        process.warm_up()
        yield Judging(process)
    finally:
        process.close()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What one interview is held with, beyond its plan.

    Attributes:
        file_speed: how many times faster than in real time sound files are heard.
        progress: told when a speech model has to be made ready first.
    """

    settings: Settings
    paths: Paths
    hub: ModelHub
    file_speed: float = 1.0
    progress: Progress = silent


@contextmanager
def interview(plan: Plan, rehearsal: Rehearsal, post: Post) -> Generator[LiveInterview]:
    """A live interview, ready to be started; at the end of the block everything is closed."""
    settings, paths = rehearsal.settings, rehearsal.paths
    ears = Ears(settings, paths, rehearsal.hub, rehearsal.progress)
    words = ThreadLane("words")
    microphone = make_microphone(settings.microphone, rehearsal.file_speed)
    speaker = make_speaker(settings.speaker)
    rubrics = load_rubrics(paths)
    with measuring(paths) as judging:
        crew = Crew(
            speaking=Speaking(LateVoice(settings.voice), speaker, ThreadLane("voice"), post),
            listening=Listening(microphone, ThreadLane("ear"), post),
            judging=judging,
            store=open_store(paths),
            rubrics=rubrics,
            mind=ThreadLane("mind"),
            analysis=ThreadLane("analysis"),
            records=ThreadLane("records"),
            load=ears.load,
            new_hearing=lambda captions: Hearing(ears, SileroVoiceActivity(), words, captions),
            new_recording=lambda folder, turn: FlacRecording(folder / recording_name(turn)),
            read_sound=read_sound,
            write_report=lambda session, folder: write_report(session, folder, rubrics),
        )
        try:
            yield LiveInterview(plan, crew, post)
        finally:
            crew.close()
            words.close()

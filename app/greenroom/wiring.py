"""Who works with whom: the only place that knows every class."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from threading import Lock

from greenroom.content import load_rubrics
from greenroom.content.personas import load_persona
from greenroom.engines.llm.advice import find_advice
from greenroom.engines.recognition.gpu import working_device
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.engines.recognition.speech_models import find_model, silent
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.recognition.whisper import load_transcriber
from greenroom.engines.sound.choices import make_microphone, make_speaker, make_voice
from greenroom.engines.sound.file import read_clip
from greenroom.engines.store.flac_recording import FlacRecording, recording_name
from greenroom.engines.store.recovery import find_lost
from greenroom.engines.store.report_files import write_report
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer
from greenroom.interview.plan import Plan
from greenroom.live.afterwards import analyse_recording
from greenroom.live.crew import Crew
from greenroom.live.door import Post
from greenroom.live.hearing import Heard, Hearing, hear_whole
from greenroom.live.interview import LiveInterview
from greenroom.live.judging import Asked, Judging, Sound
from greenroom.live.lanes import ThreadLane
from greenroom.live.listening import Listening
from greenroom.live.measuring import MeasuringProcess
from greenroom.live.speaking import Speaking
from greenroom.paths import Paths
from greenroom.ports import Progress, Transcriber, Voice
from greenroom.settings import Settings, VoiceName
from greenroom.settings import load as load_from
from greenroom.speech.clip import Clip
from greenroom.speech.endpoint import Patience
from greenroom.speech.language import Languages
from greenroom.speech.words import Word

INVITING = 3
"""From so many questions on it is an interview, at whose end the candidate may ask something."""


def settings_file(paths: Paths) -> Path:
    """Where the user's choices are kept."""
    return paths.data / "settings.json"


def load_settings(paths: Paths) -> Settings:
    """The user's choices."""
    return load_from(settings_file(paths))


def open_store(paths: Paths) -> SqliteStore:
    """The sessions; opened when first asked."""
    return SqliteStore(paths)


def read_sound(path: Path) -> Sound:
    """A sound file of any usual kind."""
    clip, sample_rate = read_clip(path)
    return Sound(clip, sample_rate)


def cast(plan: Plan, settings: Settings, paths: Paths) -> Plan:
    """The plan with the persona that asks; a longer interview lets the candidate ask, too.

    Raises:
        ContentError: there is no such persona, or its file is off.
    """
    persona = load_persona(settings.persona, paths)
    wanted = max(1, plan.follow_ups + persona.extra_follow_ups) if plan.follow_ups else 0
    invites = len(plan.questions) >= INVITING
    return replace(plan, persona=persona, follow_ups=wanted, invites=invites)


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
                lane = ThreadLane("load", modest=True)  # the model's own threads become so, too
                try:
                    self._transcriber = lane.submit(self._load).result()
                finally:
                    lane.close()
            return self._transcriber

    def _load(self) -> Transcriber:
        folder = self._find()
        return load_transcriber(folder, device=working_device(folder))

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        """The port `Transcriber`."""
        return self.load().transcribe(segment)

    def languages(self, segment: Clip) -> Languages:
        """The port `Transcriber`."""
        return self.load().languages(segment)

    def hear(self, clip: Clip) -> Heard:
        """All words of a clip, by the same segments as in a live interview."""
        return hear_whole(clip, self, SileroVoiceActivity())


class LateVoice:
    """A voice that is loaded when it first speaks; the port `Voice`."""

    def __init__(self, choice: VoiceName) -> None:
        self._make = lambda: make_voice(choice)
        self._lock = Lock()
        self._voice: Voice | None = None

    def load(self) -> Voice:
        """The voice, ready.

        Raises:
            ModelError: it is not installed or damaged.
        """
        with self._lock:
            if self._voice is None:
                self._voice = self._make()
            return self._voice

    def synthesise(self, text: str) -> Clip:
        """The text, spoken."""
        return self.load().synthesise(text)


@contextmanager
def measuring(paths: Paths) -> Generator[Judging]:
    """A judging with its measuring process, for as long as the block lasts."""
    process = MeasuringProcess(paths.cache / "numba")
    try:
        process.warm_up()
        yield Judging(process)
    finally:
        process.close()


class Backstage:
    """What outlives one interview: the speech model, the voice, the measuring process.

    Nothing is loaded or started before it is needed, or `warm_up` is called.
    """

    def __init__(
        self, settings: Settings, paths: Paths, hub: ModelHub, progress: Progress = silent
    ) -> None:
        self._settings = settings
        self.measuring = MeasuringProcess(paths.cache / "numba")
        self.ears = Ears(settings, paths, hub, progress)
        self.voice = LateVoice(settings.voice)
        self.judging = Judging(self.measuring)

    def serves(self, settings: Settings) -> bool:
        """Whether an interview with these settings can use it."""
        own = self._settings
        model = (settings.model, settings.model_folder)
        return model == (own.model, own.model_folder) and settings.voice == own.voice

    def warm_up(self) -> None:
        """Have all of it ready; blocks for some seconds.

        Raises:
            ModelError: there is no model or voice, or it is damaged.
        """
        self.measuring.warm_up()
        self.voice.load()
        self.ears.load()
        SileroVoiceActivity()
        import_module("soundfile")  # the first recording would wait for its library

    def close(self) -> None:
        """End the measuring process."""
        self.measuring.close()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What one interview is held with, beyond its plan.

    Attributes:
        file_speed: how many times faster than in real time sound files are heard.
        progress: told when a speech model has to be made ready first.
        backstage: what is ready already; None to have it made for this interview alone.
    """

    settings: Settings
    paths: Paths
    hub: ModelHub
    file_speed: float = 1.0
    progress: Progress = silent
    backstage: Backstage | None = None


@contextmanager
def interview(plan: Plan, rehearsal: Rehearsal, post: Post) -> Generator[LiveInterview]:
    """A live interview, ready to be started; at the end of the block everything is closed."""
    settings, paths = rehearsal.settings, rehearsal.paths
    plan = cast(plan, settings, paths)
    words = ThreadLane("words", modest=True)
    microphone = make_microphone(settings.microphone, rehearsal.file_speed)
    speaker = make_speaker(settings.speaker)
    rubrics = load_rubrics(paths)
    patience = Patience() if settings.hands_free else None
    store = open_store(paths)
    advice = find_advice(settings, rubrics, post)
    with _backstage(rehearsal) as backstage:
        ears = backstage.ears
        crew = Crew(
            speaking=Speaking(backstage.voice, speaker, ThreadLane("voice"), post),
            listening=Listening(microphone, ThreadLane("ear"), post, patience),
            judging=backstage.judging,
            store=store,
            rubrics=rubrics,
            mind=ThreadLane("mind"),
            analysis=ThreadLane("analysis", modest=True),
            records=ThreadLane("records"),
            load=ears.load,
            new_hearing=lambda captions: Hearing(ears, SileroVoiceActivity(), words, captions),
            new_recording=lambda folder, turn: FlacRecording(folder / recording_name(turn)),
            read_sound=read_sound,
            write_report=lambda session, folder: write_report(session, folder, rubrics),
            wording=advice.wording,
            opinions=advice.opinions,
            spent=advice.spent,
        )
        try:
            yield LiveInterview(plan, crew, post)
        finally:
            crew.close()
            words.close()
            store.close()


@contextmanager
def _backstage(rehearsal: Rehearsal) -> Generator[Backstage]:
    """The one that is there, or one of its own that is closed again."""
    if rehearsal.backstage:
        yield rehearsal.backstage
        return
    own = Backstage(rehearsal.settings, rehearsal.paths, rehearsal.hub, rehearsal.progress)
    try:
        own.measuring.warm_up()
        yield own
    finally:
        own.close()


def lost_answers(paths: Paths) -> tuple[Answer, ...]:
    """What a crash left behind: recordings that nobody has heard yet, oldest first.

    Raises:
        StorageError: the disk or the database does not do as it should.
    """
    with closing(open_store(paths)) as store:
        return tuple(answer for answer in find_lost(store) if answer.clip)


def recover(
    lost: Sequence[Answer],
    backstage: Backstage,
    paths: Paths,
    failed: Callable[[Answer, GreenroomError], None],
) -> tuple[str, ...]:
    """Hear, measure and judge such recordings; returns the ids of their sessions.

    A recording that cannot be read is told to `failed` and never stands in the way of others.
    """
    rubrics = load_rubrics(paths)
    recovered: dict[str, None] = {}
    with closing(open_store(paths)) as store:
        for answer in lost:
            asked = Asked(answer.question, rubrics.get(answer.rubric_id), answer.target_seconds)
            try:
                sound = read_sound(store.folder(answer.session_id) / answer.clip)
                analysis = analyse_recording(sound, asked, backstage.ears.hear, backstage.judging)
                store.save_answer(replace(answer, analysis=analysis))
            except GreenroomError as problem:
                failed(answer, problem)
            else:
                recovered[answer.session_id] = None
        for session_id in recovered:
            write_report(store.session(session_id), store.folder(session_id), rubrics)
    return tuple(recovered)

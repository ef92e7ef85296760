"""Who works with whom in an interview, and after a crash: the place that knows every class."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from greenroom.backstage import Backstage, read_sound
from greenroom.content import load_rubrics
from greenroom.content.personas import load_persona
from greenroom.engines.llm.advice import find_advice
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.engines.recognition.speech_models import silent
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.sound.choices import make_microphone, make_speaker
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
from greenroom.live.hearing import Hearing
from greenroom.live.interview import LiveInterview
from greenroom.live.judging import Asked
from greenroom.live.lanes import ThreadLane
from greenroom.live.listening import Listening
from greenroom.live.speaking import Speaking
from greenroom.paths import Paths
from greenroom.ports import Progress
from greenroom.settings import Settings
from greenroom.settings import load as load_from
from greenroom.speech.endpoint import Patience

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


def cast(plan: Plan, settings: Settings, paths: Paths) -> Plan:
    """The plan with the persona that asks; a longer interview lets the candidate ask, too.

    Raises:
        ContentError: there is no such persona, or its file is off.
    """
    persona = load_persona(settings.persona, paths)
    wanted = max(1, plan.follow_ups + persona.extra_follow_ups) if plan.follow_ups else 0
    invites = len(plan.questions) >= INVITING
    return replace(plan, persona=persona, follow_ups=wanted, invites=invites)


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
            transcription=words,
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

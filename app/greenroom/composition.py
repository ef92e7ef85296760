"""The composition of an interview, and of recovery: the place that knows every class."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from greenroom.content import load_rubrics
from greenroom.content.answer_keys import AnswerKeyLibrary
from greenroom.content.personas import load_persona
from greenroom.engines.llm.setup import open_model_services
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.engines.recognition.speech_models import silent
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.sound.choices import make_microphone, make_speaker
from greenroom.engines.store import recovery
from greenroom.engines.store.flac_recording import FlacRecording, recording_name
from greenroom.engines.store.report_files import write_report
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer
from greenroom.interview.plan import Plan
from greenroom.live.audio.answer_capture import AnswerCapture
from greenroom.live.audio.interviewer_voice import InterviewerVoice
from greenroom.live.audio.transcription import StreamingTranscription
from greenroom.live.concurrency.executors import LEAVE_SECONDS, SerialExecutor
from greenroom.live.concurrency.notices import PostNotice
from greenroom.live.evaluation.answer_evaluator import AnswerEvaluator, evaluate_recording
from greenroom.live.interview.live_interview import LiveInterview
from greenroom.live.interview.services import InterviewServices
from greenroom.paths import Paths
from greenroom.ports import Progress
from greenroom.runtime import ModelRuntime, read_own_sound
from greenroom.settings import Settings
from greenroom.speech.endpointing import EndpointRules

INVITING = 3
"""From so many questions on, the candidate may ask something at the end."""

_LEAVE_SOON_SECONDS = 0.3
"""What a program that ends next grants a model that is still being loaded."""


def settings_file(paths: Paths) -> Path:
    """Return where the user's choices are kept."""
    return paths.data / "settings.json"


def open_store(paths: Paths) -> SqliteStore:
    """Return the store of sessions; it is opened at the first call."""
    return SqliteStore(paths)


def with_persona(plan: Plan, settings: Settings, paths: Paths) -> Plan:
    """Return the plan with its interviewer; a longer interview also lets the candidate ask.

    Raises:
        ContentError: there is no such persona, or its file is invalid.
    """
    persona = load_persona(settings.persona, paths)
    follow_ups = max(1, plan.follow_ups + persona.extra_follow_ups) if plan.follow_ups else 0
    invites = len(plan.questions) >= INVITING
    return replace(plan, persona=persona, follow_ups=follow_ups, invites=invites)


@dataclass(frozen=True, slots=True)
class InterviewOptions:
    """How one interview is held, apart from its plan.

    Attributes:
        file_speed: how many times faster than in real time sound files are played.
        progress: takes the progress where a speech model has to be prepared first.
        runtime: what is loaded already; None to load it for this interview alone.
    """

    settings: Settings
    paths: Paths
    hub: ModelHub
    file_speed: float = 1.0
    progress: Progress = silent
    runtime: ModelRuntime | None = None


@contextmanager
def interview(plan: Plan, options: InterviewOptions, post: PostNotice) -> Generator[LiveInterview]:
    """Yield a live interview that is ready to start; close everything when the block ends."""
    settings, paths = options.settings, options.paths
    plan = with_persona(plan, settings, paths)
    transcription = SerialExecutor("transcription", modest=True)
    microphone = make_microphone(settings.microphone, options.file_speed)
    speaker = make_speaker(settings.speaker)
    rubrics = load_rubrics(paths)
    endpoint_rules = EndpointRules() if settings.hands_free else None
    store = open_store(paths)
    model = open_model_services(settings, rubrics, post)
    with _runtime(options) as runtime:
        transcriber = runtime.transcriber
        services = InterviewServices(
            speaking=InterviewerVoice(runtime.voice, speaker, SerialExecutor("voice"), post),
            listening=AnswerCapture(microphone, SerialExecutor("capture"), post, endpoint_rules),
            evaluator=AnswerEvaluator(rubrics, AnswerKeyLibrary(paths).key),
            measuring=runtime.measuring,
            store=store,
            rubrics=rubrics,
            transcription=transcription,
            dialogue=SerialExecutor("dialogue"),
            analysis=SerialExecutor("analysis", modest=True),
            storage=SerialExecutor("storage"),
            load=runtime.prepare_to_listen,
            new_transcription=lambda captions: StreamingTranscription(
                transcriber, SileroVoiceActivity(), transcription, captions
            ),
            new_recording=lambda folder, turn: FlacRecording(folder / recording_name(turn)),
            read_sound=read_own_sound,
            write_report=lambda session, folder: write_report(session, folder, rubrics),
            wording=model.wording,
            opinions=model.opinions,
            spent=model.spent,
        )
        try:
            yield LiveInterview(plan, services, post)
        finally:
            # Where it has a runtime of its own the process ends next: nothing else waits for it.
            services.close(LEAVE_SECONDS if options.runtime else _LEAVE_SOON_SECONDS)
            store.close()


@contextmanager
def _runtime(options: InterviewOptions) -> Generator[ModelRuntime]:
    """Yield the given runtime, or one of its own that is closed when the block ends."""
    if options.runtime:
        yield options.runtime
        return
    own = ModelRuntime(options.settings, options.paths, options.hub, options.progress)
    try:
        own.measuring.warm_up()
        yield own
    finally:
        own.close()


def lost_answers(paths: Paths) -> tuple[Answer, ...]:
    """Return recordings that a crash left without an analysis, oldest first.

    Raises:
        StorageError: the disk or the database fails.
    """
    with closing(open_store(paths)) as store:
        return tuple(answer for answer in recovery.find_lost(store) if answer.clip)


def recover(
    lost: Sequence[Answer],
    runtime: ModelRuntime,
    paths: Paths,
    failed: Callable[[Answer, GreenroomError], None],
) -> tuple[str, ...]:
    """Transcribe, measure and judge lost answers; return the ids of their sessions.

    A recording that cannot be read is given to `failed`, once and for all, and does not stop the
    others. What another program is recovering is left to that program.
    """
    rubrics = load_rubrics(paths)
    evaluator = AnswerEvaluator(rubrics, AnswerKeyLibrary(paths).key)

    def evaluate(answer: Answer, path: Path) -> Answer:
        sound = read_own_sound(path)
        return evaluate_recording(
            evaluator, answer, sound, runtime.transcriber.transcribe_clip, runtime.measuring
        )

    with closing(open_store(paths)) as store:
        return recovery.recover(store, lost, evaluate, rubrics, failed)


def write_missing_reports(paths: Paths) -> tuple[Path, ...]:
    """Write reports that a crash or a full disk prevented; return their files, oldest first.

    Raises:
        StorageError: the database fails.
    """
    with closing(open_store(paths)) as store:
        return recovery.write_missing_reports(store, load_rubrics(paths))

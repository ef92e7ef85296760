"""What the home screen shows, and what happens when the user asks for something there."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from greenroom.content import survey
from greenroom.content.personas import load_personas
from greenroom.engines.store.sqlite_connection import DatabaseRepairedError
from greenroom.errors import ContentError, GreenroomError
from greenroom.feedback.session import Session
from greenroom.formatting import counted, rough_minutes, short_path, when
from greenroom.interview.persona import Persona
from greenroom.interview.script import Script
from greenroom.ports import Store
from greenroom.resume.resume_script import ResumeInterview
from greenroom.settings import Settings
from greenroom.ui.home.documents_controller import DocumentsController
from greenroom.ui.home.readiness_controller import ReadinessController
from greenroom.ui.home.screen import HomeScreen
from greenroom.ui.home.sound_check_controller import SoundCheckController
from greenroom.ui.home.view import Choices, HomeView, PastSession, PersonaChoice, ScriptChoice
from greenroom.ui.services import system_checks
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.privacy_notice import leaving

LAST = 4
"""How many sessions are shown."""

_USED = 0.85  # of its target time is what an answer usually takes
_ASKING_SECONDS = 15.0
_FOLLOW_UP_SECONDS = 50.0
_FOLLOWED_UP = 0.7  # of all follow-ups that may be asked are

_log = logging.getLogger(__name__)


class HomeController(QObject):
    """The link from scripts, sessions and devices to a screen that knows only its view.

    The store is its own, closed with it.
    """

    begin_wanted = Signal(Settings)
    """Hold an interview with these settings."""

    resume_wanted = Signal(Settings, ResumeInterview)
    """Hold one on this résumé."""

    session_wanted = Signal(str)
    """Open the review of this session."""

    storage_wanted = Signal()
    """Show what is stored where."""

    failed = Signal(GreenroomError)

    def __init__(self, screen: HomeScreen, services: AppServices, store: Store) -> None:
        super().__init__(screen)
        background, settings = services.background, services.settings_store.settings
        self._screen = screen
        self._settings_store = services.settings_store
        self._store = store
        self._paths = services.paths
        self._scripts: Mapping[str, Script] = {}
        self._tasks = background.group("home")
        self._readiness = ReadinessController(services, self)
        self._documents = DocumentsController(background.group("documents"), self)
        self.sound = SoundCheckController(services, self)
        self._view = HomeView(
            choices=choices_of(settings),
            checks=system_checks.looking(),
            leaving=leaving(settings).sentence,
            leaves=leaving(settings).active,
            stored_at=short_path(services.paths.data),
        )
        self._look_due = False
        self._read_again = False
        self._connect()

    def start(self) -> None:
        """Fetch everything on a worker."""
        self._show()
        self.refresh()
        self._tasks.run(lambda: survey(self._paths), self._know_scripts, self._fail)
        self._tasks.run(lambda: load_personas(self._paths), self._know_personas, self._fail)
        self._readiness.look()

    def refresh(self) -> None:
        """Read again what an interview or a deletion may have changed."""
        self._tasks.run(self._last_sessions, self._know_sessions, self._fail)
        self._look_if_seen()

    def close(self) -> None:
        """End all that is under way."""
        self.sound.close()
        self._tasks.close()
        self._readiness.close()
        self._documents.close()
        self._store.close()

    def _connect(self) -> None:
        screen, sound, readiness = self._screen, self.sound, self._readiness
        screen.choices_changed.connect(self._choose)
        screen.begin_wanted.connect(self._begin)
        documents = self._documents
        screen.resume_given.connect(documents.give_resume)
        screen.advert_given.connect(documents.give_advert)
        screen.document_removed.connect(documents.remove)
        documents.changed.connect(lambda view: self._show(documents=view, outlook=self._outlook()))
        documents.failed.connect(self.failed)
        screen.session_wanted.connect(self.session_wanted)
        screen.look_again_wanted.connect(readiness.look)
        screen.fix_wanted.connect(readiness.fix)
        screen.storage_wanted.connect(self.storage_wanted)
        screen.microphone_chosen.connect(sound.choose_microphone)
        screen.speaker_chosen.connect(sound.choose_speaker)
        screen.sound_check_opened.connect(self._sound_check_opened)
        screen.trial_wanted.connect(sound.trial)
        screen.playback_wanted.connect(sound.playback)
        screen.voice_wanted.connect(sound.voice)
        sound.level.connect(screen.show_level)
        sound.changed.connect(lambda view: self._show(sound=view))
        sound.failed.connect(self.failed)
        readiness.changed.connect(lambda checks: self._show(checks=checks))
        readiness.failed.connect(self.failed)
        self._settings_store.changed.connect(self._settings_changed)

    def _choose(self, choices: Choices) -> None:
        self._settings_store.change(
            script=choices.script_id,
            questions=choices.questions,
            follow_ups=choices.follow_ups,
            persona=choices.persona,
            voice=choices.voice,
            hands_free=choices.hands_free,
            for_real=choices.for_real,
        )

    def _begin(self, choices: Choices) -> None:
        self._choose(choices)
        if self._documents.prepared:
            self.resume_wanted.emit(self._settings_store.settings, self._documents.prepared)
        else:
            self.begin_wanted.emit(self._settings_store.settings)

    def _settings_changed(self, settings: Settings) -> None:
        self._view = replace(self._view, choices=choices_of(settings))
        notice = leaving(settings)
        self._show(outlook=self._outlook(), leaving=notice.sentence, leaves=notice.active)

    def _sound_check_opened(self, is_open: bool) -> None:
        self.sound.set_open(is_open)
        if not is_open:
            self._settings_store.keep()
            self._show(first_run=False)
            self._look_due = True
            self._look_if_seen()

    def _look_if_seen(self) -> None:
        """Check again, but not beside an interview: it needs the devices."""
        if self._look_due and self._screen.isVisible():
            self._look_due = False
            self._readiness.look()

    def _know_scripts(self, survey_result: tuple[dict[str, Script], list[ContentError]]) -> None:
        self._scripts, problems = survey_result
        if self._scripts and self._view.choices.script_id not in self._scripts:
            self._settings_store.change(script=next(iter(self._scripts)))
        self._show(
            loading=False,
            scripts=tuple(choice_of(script) for script in self._scripts.values()),
            outlook=self._outlook(),
        )
        if problems:
            self.failed.emit(problems[0])

    def _know_personas(self, personas: Mapping[str, Persona]) -> None:
        if personas and self._settings_store.settings.persona not in personas:
            self._settings_store.change(persona=next(iter(personas)))
        choices = (
            PersonaChoice(persona.id, persona.title, persona.about) for persona in personas.values()
        )
        self._show(personas=tuple(choices))

    def _last_sessions(self) -> Sequence[Session]:
        return self._store.answered(LAST)

    def _know_sessions(self, sessions: Sequence[Session]) -> None:
        now = datetime.now(UTC)
        self._read_again = False
        self._show(
            sessions=tuple(past(session, now) for session in sessions),
            first_run=not sessions and not self._settings_store.saved,
        )

    def _outlook(self) -> str:
        prepared = self._documents.prepared
        chosen_script = self._scripts.get(self._view.choices.script_id)
        script = prepared.script if prepared else chosen_script
        return outlook(self._view.choices, _target(script, self._scripts)) if script else ""

    def _fail(self, problem: GreenroomError) -> None:
        _log.warning("%s", problem.sentence)
        if isinstance(problem, DatabaseRepairedError) and not self._read_again:
            self._read_again = True  # once: a disk that keeps failing is no reason to keep reading
            self.refresh()
        self.failed.emit(problem)

    def _show(self, **what: object) -> None:
        self._view = replace(self._view, **what)  # pyright: ignore[reportArgumentType]
        self._screen.show_view(self._view)


def choices_of(settings: Settings) -> Choices:
    """Return the part of the settings that is chosen at home."""
    return Choices(
        script_id=settings.script,
        questions=settings.questions,
        follow_ups=settings.follow_ups,
        persona=settings.persona,
        voice=settings.voice,
        hands_free=settings.hands_free,
        for_real=settings.for_real,
    )


def choice_of(script: Script) -> ScriptChoice:
    """Return a script as the list shows it."""
    count = len(script.questions) + sum(script.draws.values())
    return ScriptChoice(script.id, script.title, script.about, count)


def past(session: Session, now: datetime) -> PastSession:
    """Return a session as the list shows it."""
    priorities = [
        remark.title
        for answer in session.answers_given
        if answer.analysis
        for remark in answer.analysis.feedback.priorities
    ]
    return PastSession(
        id=session.id,
        title=session.title,
        when=when(session.started_at, now),
        answers=counted(len(session.answers_given), "answer"),
        next_step=priorities[0] if priorities else "",
    )


def outlook(choices: Choices, target_seconds: float) -> str:
    """Describe the interview: its length, how answers end, and what help there is."""
    each = target_seconds * _USED + _ASKING_SECONDS
    follow_up = choices.follow_ups * _FOLLOWED_UP * (_FOLLOW_UP_SECONDS + _ASKING_SECONDS)
    length = rough_minutes(choices.questions * (each + follow_up)).capitalize()
    end = (
        "Silence ends an answer, after a countdown."
        if choices.hands_free
        else "Press Space when you have finished an answer."
    )
    help_ = (
        "No captions, no pausing, no repeats."
        if choices.for_real
        else "Captions, pausing and repeats are there to help."
    )
    return f"{length}. {end} {help_}"


def _target(script: Script, scripts: Mapping[str, Script]) -> float:
    """Return the mean target of the questions, drawn ones included, in seconds."""
    pools = [scripts[name] for name in script.draws if name in scripts]
    targets = [question.target_seconds for pool in (script, *pools) for question in pool.questions]
    return sum(targets) / len(targets) if targets else 120.0

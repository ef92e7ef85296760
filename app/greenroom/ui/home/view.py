"""What the home screen shows."""

from dataclasses import dataclass, field

from greenroom.ui.services.shared_views import Check, SoundChecks


@dataclass(frozen=True, slots=True)
class ScriptChoice:
    """A script that can be practiced.

    Attributes:
        questions: how many it holds or draws.
        about: one or two sentences.
    """

    id: str
    title: str
    about: str
    questions: int


@dataclass(frozen=True, slots=True)
class PersonaChoice:
    """How the interviewer may sound."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Choices:
    """How the next interview is to be held. The screen emits a changed copy of it.

    Attributes:
        script_id: which script; empty while none is known.
        questions: how many.
        follow_ups: at most this many per question.
        persona: how the interviewer sounds; the id of one of the personas.
        voice: "neural", "system" or "none".
        hands_free: silence ends an answer; otherwise the Done key does.
        for_real: no captions, no nudges, no pausing, as in the interview itself.
    """

    script_id: str = ""
    questions: int = 5
    follow_ups: int = 1
    persona: str = ""
    voice: str = "neural"
    hands_free: bool = False
    for_real: bool = False


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session in the list of the last ones; the texts are ready to be shown.

    Attributes:
        when: such as "Yesterday, 14:30".
        answers: such as "4 answers".
        next_step: the title of its first priority; empty where there is none.
    """

    id: str
    title: str
    when: str
    answers: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Documents:
    """A résumé that is asked about in place of a script, and perhaps a job advert, by file name.

    Attributes:
        summary: what is in them, in a few words.
        reading: whether they are still being read.
    """

    resume: str = ""
    advert: str = ""
    summary: str = ""
    reading: bool = False


@dataclass(frozen=True, slots=True)
class HomeView:
    """The whole home screen.

    Attributes:
        loading: True until scripts and devices are known.
        first_run: True until the microphone was tried or an interview was held; the sound check
            is then shown opened.
        checks: in the order in which they are shown; empty while nothing is known.
        outlook: what the chosen interview will be like, in a sentence or two.
        leaving: what leaves this computer, in a sentence.
        leaves: whether anything may.
        stored_at: the folder in which sessions are kept.
    """

    loading: bool = True
    first_run: bool = False
    scripts: tuple[ScriptChoice, ...] = ()
    personas: tuple[PersonaChoice, ...] = ()
    choices: Choices = field(default_factory=Choices)
    documents: Documents = field(default_factory=Documents)
    checks: tuple[Check, ...] = ()
    sound: SoundChecks = field(default_factory=SoundChecks)
    sessions: tuple[PastSession, ...] = ()
    outlook: str = ""
    leaving: str = "Nothing leaves this computer."
    leaves: bool = False
    stored_at: str = ""

    @property
    def ready(self) -> bool:
        """Return whether an interview can begin."""
        loaded = not self.loading and not self.documents.reading
        return loaded and not any(check.state == "missing" for check in self.checks)

"""Home: on an ordinary day, at the first start, and when something is missing."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from greenroom.ui.home.screen import HomeScreen
from greenroom.ui.home.view import (
    Choices,
    Documents,
    HomeView,
    PastSession,
    PersonaChoice,
    ScriptChoice,
)
from greenroom.ui.services.shared_views import Check, DeviceChoice, SoundChecks
from pictures.shot import Shot

SCRIPTS = (
    ScriptChoice(
        "behavioral",
        "Behavioral",
        "Shipped mistakes, conflicts, decisions under uncertainty: stories from your own work.",
        16,
    ),
    ScriptChoice(
        "case-study",
        "Case study",
        "A business problem without a model yet: frame it, choose a measure, defend it.",
        12,
    ),
    ScriptChoice(
        "genai-and-rag",
        "Generative AI and retrieval",
        "Prompting, retrieval, agents and how one knows that they work.",
        18,
    ),
    ScriptChoice(
        "ml-fundamentals",
        "Machine learning fundamentals",
        "Bias and variance, leakage, metrics, regularization, explained aloud.",
        20,
    ),
    ScriptChoice(
        "ml-system-design",
        "Machine learning system design",
        "From a vague wish to data, model, serving and monitoring.",
        14,
    ),
    ScriptChoice(
        "mlops-and-debugging",
        "Production and debugging",
        "It worked yesterday: find out why, in front of somebody.",
        15,
    ),
    ScriptChoice(
        "phone-screen",
        "Phone screen (mixed)",
        "Half an hour with somebody who decides whether you are invited.",
        8,
    ),
    ScriptChoice(
        "project-deep-dive",
        "Project deep dive",
        "One project of yours, down to what you would do otherwise.",
        13,
    ),
)

CHECKS = (
    Check("microphone", "Microphone", "ready", "Headset Microphone"),
    Check("speaker", "Speaker", "ready", "Headset"),
    Check("voice", "Voice", "ready", "Neural voice"),
    Check("model", "Speech model", "ready", "base, on this computer"),
    Check("disk", "Disk", "ready", "212 GB free"),
)

SESSIONS = (
    PastSession(
        "1", "Behavioral", "Yesterday, 18:40", "4 answers", "Say what came of it, with a number"
    ),
    PastSession(
        "2", "Machine learning fundamentals", "Sunday, 11:05", "6 answers", "Lead with the answer"
    ),
    PastSession("3", "Project deep dive", "12 November", "5 answers", "Fewer words per sentence"),
)

DEVICES = SoundChecks(
    microphones=(
        DeviceChoice("default", "The system's choice (Headset Microphone)"),
        DeviceChoice("Built-in", "Built-in Microphone"),
    ),
    speakers=(
        DeviceChoice("default", "The system's choice (Headset)"),
        DeviceChoice("Built-in", "Built-in Speakers"),
    ),
)

USUAL = HomeView(
    loading=False,
    scripts=SCRIPTS,
    personas=(
        PersonaChoice("screener", "Friendly screener", "The first call."),
        PersonaChoice("skeptic", "Skeptical senior engineer", "Believes what can be shown."),
    ),
    choices=Choices(script_id="behavioral", questions=4, persona="screener"),
    checks=CHECKS,
    sound=DEVICES,
    sessions=SESSIONS,
    outlook="About 15 minutes. Press Space when you have finished an answer. Captions, pausing and "
    "repeats are there to help.",
    stored_at="~/.local/share/greenroom",
)

RESUME = replace(
    USUAL,
    documents=Documents(
        "resume.pdf",
        "advert.txt",
        "12 claims, 16 skills; missing for the job: LangSmith, SQL, PyTorch",
    ),
)

FIRST = replace(
    USUAL,
    first_run=True,
    sessions=(),
    sound=replace(
        DEVICES,
        trial="heard",
        remark="That was clear: loud enough, with little noise.",
    ),
)

MISSING = replace(
    USUAL,
    checks=(
        Check(
            "microphone",
            "Microphone",
            "missing",
            "There is no microphone.",
            "Plug in a microphone, or switch it on, and look again.",
        ),
        *CHECKS[1:3],
        Check(
            "model",
            "Speech model",
            "missing",
            "small, not downloaded",
            "It has to be downloaded once. After that nothing needs the network.",
            "Download 486 MB",
        ),
        CHECKS[4],
    ),
)


def _usual(screen: QWidget) -> None:
    assert isinstance(screen, HomeScreen)
    screen.show_view(USUAL)


def _first(screen: QWidget) -> None:
    assert isinstance(screen, HomeScreen)
    screen.show_view(FIRST)
    for level in (-30.0, -17.0, -21.0):
        screen.show_level(level)


def _resume(screen: QWidget) -> None:
    assert isinstance(screen, HomeScreen)
    screen.show_view(RESUME)


def _missing(screen: QWidget) -> None:
    assert isinstance(screen, HomeScreen)
    screen.show_view(MISSING)


SHOTS = (
    Shot("home", "home", _usual),
    Shot("home-first-run", "home", _first),
    Shot("home-from-resume", "home", _resume),
    Shot("home-something-missing", "home", _missing),
)

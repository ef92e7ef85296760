"""Views for tests of the home screen."""

from greenroom.ui.home.view import Choices, HomeView, PastSession, ScriptChoice
from greenroom.ui.services.shared_views import Check, DeviceChoice, SoundChecks

READY = HomeView(
    loading=False,
    scripts=(
        ScriptChoice("behavioral", "Behavioral", "Stories from your own work.", 16),
        ScriptChoice("case-study", "Case study", "A business problem.", 12),
        ScriptChoice("phone-screen", "Phone screen", "Half an hour.", 8),
    ),
    choices=Choices(script_id="behavioral"),
    checks=(
        Check("microphone", "Microphone", "ready", "Headset"),
        Check("model", "Speech model", "ready", "base"),
    ),
    sound=SoundChecks(
        microphones=(DeviceChoice("default", "The system's choice"), DeviceChoice("Desk", "Desk")),
        speakers=(DeviceChoice("default", "The system's choice"),),
    ),
    sessions=(
        PastSession("s1", "Behavioral", "Yesterday, 18:40", "4 answers", "Name a number"),
        PastSession("s2", "Case study", "Sunday, 11:05", "1 answer"),
    ),
    outlook="About 15 minutes.",
    stored_at="~/.local/share/greenroom",
)

"""The commands of the rules, in the imperative; each names the event that answers it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prepare:
    """Load the speech model, open the devices. Answer: Prepared or PreparationFailed."""


@dataclass(frozen=True, slots=True)
class Say:
    """Speak `text`. Answer: Spoken or SpeakingFailed."""

    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class StopSpeaking:
    """Be silent within 100 ms; the Say under way is answered by Spoken."""


@dataclass(frozen=True, slots=True)
class PrepareVoice:
    """This is likely to be said next: have it ready. No answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Listen:
    """Record and hear the answer to `turn`; again after Hold. Answer: ListeningEnded."""

    turn: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep the recording open, ignore the microphone until the next Listen. No answer."""

    turn: int


@dataclass(frozen=True, slots=True)
class EndListening:
    """Close the recording. The Listen under way is answered by ListeningEnded."""

    turn: int


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Complete the words of the answer. Answer: Transcribed or TranscriptionFailed."""

    turn: int


@dataclass(frozen=True, slots=True)
class Understand:
    """Find structure and weakest point. Answer: Understood or UnderstandingFailed."""

    turn: int


@dataclass(frozen=True, slots=True)
class Analyze:
    """Measure, judge and store the answer, beside all else. Answer: Analyzed/AnalysisFailed."""

    turn: int


@dataclass(frozen=True, slots=True)
class Tell:
    """Show the candidate one sentence. No answer."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Conclude:
    """Close the session, write its report. No answer."""


Command = (
    Prepare
    | Say
    | StopSpeaking
    | PrepareVoice
    | Listen
    | Hold
    | EndListening
    | Transcribe
    | Understand
    | Analyze
    | Tell
    | Conclude
)

"""What the program needs from outside, each as a small protocol.

Ports block; the caller decides on which executor. Every failure is a GreenroomError.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event as Flag
from typing import Protocol, TypeVar

from pydantic import BaseModel

from greenroom.delivery.measure import Delivery
from greenroom.delivery.measurement import MeasureRequest
from greenroom.feedback.session import Answer, Session
from greenroom.language.prompt import Allowance, Prompt
from greenroom.speech.clip import Clip, Samples
from greenroom.speech.language_detection import Languages
from greenroom.speech.speech_spans import Probabilities
from greenroom.speech.words import Word


class Voice(Protocol):
    """Turns text into sound."""

    def synthesize(self, text: str) -> Clip:
        """Return the text, spoken; an empty clip where this voice is silent."""
        ...


class Speaker(Protocol):
    """Plays sound."""

    def play(self, clip: Clip, stop: Flag) -> bool:
        """Play to the end; return False if `stop` cut it short.

        Any thread may set `stop`, before or while it plays: the sound ends within 100 ms.
        """
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


class Output(Protocol):
    """A speaker that takes sound as it comes, for playback that can be controlled."""

    def open(self) -> None:
        """Start the device, unless it is running."""
        ...

    def write(self, samples: Samples) -> None:
        """Queue sound at SAMPLE_RATE; return when there is room for more.

        Raises:
            DeviceError: the device does not open, or was lost.
        """
        ...

    def drop(self) -> None:
        """Discard what was written and has not reached the device."""
        ...

    @property
    def waiting(self) -> float:
        """Return the seconds of sound that are written and not yet heard."""
        ...

    def close(self) -> None:
        """Stop at once and give the device back. May be called twice."""
        ...


class Stretch(Protocol):
    """Makes sound slower or faster, block by block, without changing its pitch."""

    def feed(self, samples: Samples) -> Samples:
        """Return what is ready by now; a little may be held back."""
        ...

    def finish(self) -> Samples:
        """Return what was held back."""
        ...


@dataclass(frozen=True, slots=True)
class SilenceCause:
    """Why only digital silence comes from a microphone.

    Attributes:
        sentence: what the candidate should know and do.
        certain: whether the system says so; else it may be a headset with a noise gate.
    """

    sentence: str
    certain: bool = False


class Microphone(Protocol):
    """Captures sound. No frame is ever dropped between `open` and `close`."""

    @property
    def silence_cause(self) -> SilenceCause | None:
        """Return what to say while only digital silence comes; None where silence is expected."""
        ...

    def warm(self) -> None:
        """Start the device, so that `open` keeps the half second before it."""
        ...

    def open(self) -> None:
        """Begin to capture: from half a second ago if the microphone was warm, else from now."""
        ...

    def read(self, timeout: float) -> Samples | None:
        """Return the next block at SAMPLE_RATE, empty if none came in `timeout` seconds.

        Return None when the sound is over for good (the end of a sound file).

        Raises:
            DeviceError: the device does not open, or was lost; what came before was delivered.
        """
        ...

    def close(self) -> None:
        """Stop capturing; may be called twice."""
        ...


class VoiceActivity(Protocol):
    """Detects whether somebody speaks, window after window of one answer."""

    def reset(self) -> None:
        """Forget the sound so far; a new answer begins."""
        ...

    def feed(self, samples: Samples) -> Probabilities:
        """Return the speech probabilities of the windows that these samples complete."""
        ...


class Transcriber(Protocol):
    """Turns a segment of an answer into words."""

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        """Return words, each with its kind, and times in seconds from the segment's beginning."""
        ...

    def languages(self, segment: Clip) -> Languages:
        """Return how probable each language is; cheap before `transcribe` of the same segment."""
        ...


Stream = TypeVar("Stream")


class Measuring(Protocol[Stream]):
    """Measures how answers were spoken, away from this process."""

    def submit(self, sound: Clip | Stream, request: MeasureRequest) -> Future[Delivery]:
        """Begin to measure a recording, or finish an answer from `open_stream`; never block."""
        ...

    def open_stream(self, read: Callable[[], Clip]) -> Stream:
        """Return a stream that is measured while it is spoken; `read` returns its whole sound."""
        ...


Form = TypeVar("Form", bound=BaseModel)


class Interviewer(Protocol):
    """A language model that words follow-ups and reviews answers; it decides nothing.

    May be used from several threads.
    """

    @property
    def model(self) -> str:
        """Return the model's name, kept beside all that comes from it."""
        ...

    @property
    def destination(self) -> str:
        """Return where the text goes."""
        ...

    def stream(self, prompt: Prompt, allowance: Allowance) -> Iterator[str]:
        """Yield what the model writes, piece by piece; close the iterator to break off.

        Raises:
            InterviewerError: the server failed, or took too long.
        """
        ...

    def fill_in(self, prompt: Prompt, form: type[Form], allowance: Allowance) -> Form:
        """Return what the model writes, as the form that it was asked to fill in.

        Raises:
            InterviewerError: the server failed, took too long, or wrote something else.
        """
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class Recording(Protocol):
    """A recording that is written while it is spoken; a kill costs only its last moments."""

    @property
    def path(self) -> Path:
        """Return the sound file."""
        ...

    def write(self, samples: Samples) -> None:
        """Append samples; they are on disk within half a second."""
        ...

    def close(self) -> None:
        """Finish the file."""
        ...


class Store(Protocol):
    """Keeps sessions in a database, with recordings as files beside it."""

    def begin(self, session: Session) -> Path:
        """Make room for a session; return its folder."""
        ...

    def save_answer(self, answer: Answer) -> None:
        """Insert or replace an answer with its analysis."""
        ...

    def finish(self, session_id: str, at: datetime | None = None) -> None:
        """Mark the session as ended: now, or at the given moment."""
        ...

    def session(self, session_id: str) -> Session:
        """Return one session with its answers; an unambiguous beginning of the id will do."""
        ...

    def sessions(self) -> Sequence[Session]:
        """Return all sessions, newest first, without their answers' analyses."""
        ...

    def answered(self, most: int) -> Sequence[Session]:
        """Return the newest sessions in which something was answered, with all that is known."""
        ...

    def folder(self, session_id: str) -> Path:
        """Return where the session's recordings and report lie."""
        ...

    def delete(self, session_id: str) -> None:
        """Delete rows and files for good."""
        ...

    def close(self) -> None:
        """Give the database back; may be called twice."""
        ...


Progress = Callable[[str, float], None]
"""Takes what is being done, and how much of it, 0…1."""

"""Notices: what the candidate may see, and what the rules of the interview do not need."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from greenroom.interview.events import Event
from greenroom.speech.words import Word

COURSE_SECONDS = 0.05
"""How long each level of an utterance lasts."""


@dataclass(frozen=True, slots=True)
class VoiceBegan:
    """The first sound of an utterance has left for the speaker.

    Attributes:
        waited: seconds since the command Say.
        text: what is said.
        levels: how loud it will be, in dBFS, one per COURSE_SECONDS.
    """

    turn: int
    waited: float
    text: str
    levels: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LevelChanged:
    """How loud it is now, and how long the answer has lasted.

    Attributes:
        dbfs: the level of the last block.
        seconds: the length of the answer so far.
        left: seconds of silence until a hands-free answer is over; None while nothing is counted.
    """

    turn: int
    dbfs: float
    seconds: float
    left: float | None = None


@dataclass(frozen=True, slots=True)
class WordsHeard:
    """More words of the answer, for the caption; earlier ones are not repeated."""

    turn: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence for the candidate: what went wrong, and what happens now."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Mentioned(Told):
    """One sentence that is good to know; nothing went wrong."""


@dataclass(frozen=True, slots=True)
class MicrophoneLost(Told):
    """The microphone was lost in the middle of an answer, until the next LevelChanged."""


@dataclass(frozen=True, slots=True)
class MicrophoneSilent(Told):
    """Only digital silence comes in the middle of an answer, until MicrophoneSounds."""


@dataclass(frozen=True, slots=True)
class MicrophoneSounds(Mentioned):
    """Sound has come again after MicrophoneSilent."""


@dataclass(frozen=True, slots=True)
class SentOut:
    """Text is being sent to a language model.

    Attributes:
        to: the host.
        characters: how many are sent.
        leaves: whether it leaves this computer.
    """

    to: str
    characters: int
    leaves: bool = True


@dataclass(frozen=True, slots=True)
class Concluded:
    """The session is closed; `folder` holds its report, None where nothing was kept."""

    session_id: str
    folder: Path | None


Notice = VoiceBegan | LevelChanged | WordsHeard | Told | SentOut | Concluded
Message = Event | Notice

PostNotice = Callable[[Message], None]
"""May be called from any thread; the message is handled on the main thread, in order."""

NoticeQueue = SimpleQueue[Message]
"""The one way back to the main thread in a program without a window; its `put` is a PostNotice."""

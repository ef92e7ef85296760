"""What more than one screen shows: checks, devices, and what may leave the computer."""

from dataclasses import dataclass
from typing import Literal

CheckName = Literal["microphone", "speaker", "voice", "model", "disk"]
CheckState = Literal["looking", "ready", "attention", "missing"]
TrialState = Literal["idle", "listening", "heard", "playing"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that an interview needs.

    Attributes:
        state: "attention" is usable but should be looked at, "missing" has to be fixed first.
        finding: what was found, in a few words.
        hint: what to do where it is not ready; empty where it is.
        action: what the program can do about it, as a button's text; empty for nothing.
    """

    name: CheckName
    title: str
    state: CheckState
    finding: str = ""
    hint: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A microphone or speaker; `value` is what the settings keep, `title` what people call it."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class SoundChecks:
    """Devices, and the trial of them: say a sentence, hear it back.

    Attributes:
        trial: what is going on; "heard" when there is a sentence to play back.
        remark: what is to be said of the last trial, such as that it was too soft.
        voice_playing: whether the sample of the voice is being spoken.
    """

    microphones: tuple[DeviceChoice, ...] = ()
    speakers: tuple[DeviceChoice, ...] = ()
    microphone: str = "default"
    speaker: str = "default"
    trial: TrialState = "idle"
    remark: str = ""
    remark_good: bool = True
    voice_playing: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave this computer.

    Attributes:
        active: whether anything is set up that sends.
        sentence: what it is, in one sentence.
        details: one sentence each.
    """

    active: bool = False
    sentence: str = "Nothing leaves this computer."
    details: tuple[str, ...] = ()

"""The devices and the voice that --microphone, --speaker and --voice name."""

from pathlib import Path

from greenroom.engines.sound.devices import pick
from greenroom.engines.sound.file_microphone import FileMicrophone
from greenroom.engines.sound.file_speaker import FileSpeaker
from greenroom.engines.sound.microphone import SoundCardMicrophone
from greenroom.engines.sound.silence import SilentSpeaker, SilentVoice
from greenroom.engines.sound.speaker import SoundCardSpeaker
from greenroom.engines.voices.neural_voice import NeuralVoice
from greenroom.engines.voices.system_voice import SystemVoice
from greenroom.errors import SoundFileError, UserError
from greenroom.ports import Microphone, Speaker, Voice

_FILE = "file:"
_VOICES = {"neural": NeuralVoice, "system": SystemVoice, "none": SilentVoice}

VOICE_NAMES = tuple(_VOICES)
"""The names that `make_voice` accepts."""


def make_microphone(choice: str, speed: float = 1.0) -> Microphone:
    """Return the microphone called `choice`: "default", part of a name, or "file:PATH[,PATH…]".

    `speed` is for files: so many times faster than real time, 0 without waiting at all.

    Raises:
        DeviceError: there is no such microphone; the message lists those that exist.
        SoundFileError: a file is missing.
    """
    if not choice.startswith(_FILE):
        pick(choice, "input")
        return SoundCardMicrophone(choice)
    paths = [Path(part).expanduser() for part in choice.removeprefix(_FILE).split(",") if part]
    missing = [path for path in paths if not path.is_file()]
    if missing or not paths:
        what = missing[0] if missing else "named after file:"
        raise SoundFileError(f"There is no file {what}.", "Check the names of the sound files.")
    return FileMicrophone(paths, speed)


def make_speaker(choice: str) -> Speaker:
    """Return the speaker called `choice`: "default", part of a name, "file:PATH" or "none".

    Raises:
        DeviceError: there is no such speaker; the message lists those that exist.
        GreenroomError: the file cannot be written, or is neither WAV nor FLAC.
    """
    if choice == "none":
        return SilentSpeaker()
    if choice.startswith(_FILE):
        return FileSpeaker(Path(choice.removeprefix(_FILE)).expanduser())
    pick(choice, "output")
    return SoundCardSpeaker(choice)


def make_voice(choice: str) -> Voice:
    """Load the voice called `choice`: "neural", "system" or "none".

    Raises:
        UserError: there is no such voice.
        ModelError: it is not installed, or damaged.
    """
    if choice not in _VOICES:
        raise UserError(
            f'There is no voice called "{choice}".', f"Choose one of: {', '.join(_VOICES)}."
        )
    return _VOICES[choice]()

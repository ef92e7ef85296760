"""The platform's own voice through pyttsx3, which writes a file that we read back.

pyttsx3's run loop belongs to one thread and can hang, so each text is spoken in a process of its
own, which has its own main thread and can be killed.
"""

import io
import multiprocessing
import sys
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING, Any

import numpy as np

from greenroom.engines.sound.file import read_clip
from greenroom.errors import ModelError, SoundFileError
from greenroom.speech.clip import Clip
from greenroom.speech.spoken_text import spoken_text

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_START_SECONDS = 20.0  # a process starts slowly on a busy machine
_SECONDS_PER_CHARACTER = 0.1  # some platforms write no faster than they would speak
_WORDS_PER_MINUTE = 165
_ESPEAK = sys.platform.startswith("linux")


class SystemVoice:
    """The voice of the operating system; on Linux that is espeak-ng."""

    def synthesize(self, text: str) -> Clip:
        """Return the text, spoken; an empty clip if there is no word in it.

        Raises:
            ModelError: there is no voice, or it does not respond.
        """
        speech_text = spoken_text(text)
        if not any(letter.isalnum() for letter in speech_text):
            return Clip(np.zeros(0, np.float32))
        with TemporaryDirectory(prefix="voice-") as folder:
            path = Path(folder) / "said.wav"
            problem = _in_another_process(speech_text, path)
            if problem:
                raise _failed(problem)
            try:
                return read_clip(path)[0]
            except SoundFileError as error:
                raise _failed(error.sentence) from error


def _in_another_process(text: str, path: Path) -> str:
    """Write `text`, spoken, to `path`; return what went wrong, or nothing."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_speak, args=(text, str(path), theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(_START_SECONDS + _SECONDS_PER_CHARACTER * len(text)):
            return "It did not respond in time."
        return ours.recv()
    except EOFError:
        return "It quit without an explanation."
    finally:
        ours.close()
        process.kill()
        process.join()


def _speak(text: str, path: str, answer: "Connection[str, str]") -> None:
    """Write the file in the other process, then send what went wrong, or nothing."""
    try:
        with redirect_stdout(io.StringIO()):
            import pyttsx3

            engine = pyttsx3.init()
            _choose_english(engine)
            engine.setProperty("rate", _WORDS_PER_MINUTE)
            is_written = Event()
            engine.connect("finished-utterance", lambda **_: is_written.set())
            engine.save_to_file(text, path)
            engine.runAndWait()
            if _ESPEAK:  # it goes on in a thread of its own, and returns before the file is there
                is_written.wait()
        answer.send("" if Path(path).is_file() else "It wrote no sound.")
    except Exception as problem:  # noqa: BLE001 - whatever it is, the other side tells it
        answer.send(f"{type(problem).__name__}: {problem}")


def _choose_english(engine: Any) -> None:
    """Leave an English default voice alone; otherwise take the first English one."""
    voices = engine.getProperty("voices")
    english = [voice.id for voice in voices if _is_english(voice)]
    if english and engine.getProperty("voice") not in english:
        engine.setProperty("voice", english[0])


def _is_english(voice: Any) -> bool:
    return any(str(language).lower().startswith("en") for language in voice.languages or ())


def _failed(reason: str) -> ModelError:
    hint = "Choose another voice: --voice neural or --voice none."
    if _ESPEAK:
        hint = f"Install it; on Debian and Ubuntu: sudo apt install espeak-ng. {hint}"
    return ModelError(f"The system's voice does not work: {reason}", hint)

"""The sound check behind the home screen: meter, a sentence to hear back, the voice's sample.

One executor does one thing after the other; whatever is wanted next stops what is under way.
"""

from collections.abc import Callable
from dataclasses import replace
from threading import Event as Flag

from PySide6.QtCore import QObject, Signal

from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.sound.choices import make_microphone, make_speaker, make_voice
from greenroom.engines.sound.devices import DEFAULT, Device, list_devices
from greenroom.errors import GreenroomError
from greenroom.live.audio.sound_check import Sentence, hear_sentence, watch
from greenroom.settings import Settings
from greenroom.speech.clip import Clip
from greenroom.ui.services.background import TaskGroup
from greenroom.ui.services.settings_store import SettingsStore
from greenroom.ui.services.shared_views import DeviceChoice, SoundChecks

SAMPLE = (
    "Hello. I will ask you a few questions about your work. Take your time: I listen until you "
    "say that you have finished."
)
CLEAR = "That was clear: loud enough, and little noise beside it."


class SoundCheckController(QObject):
    """Turns the intents of the sound check into sound, and sound into its view."""

    changed = Signal(SoundChecks)
    level = Signal(float)
    """How loud the microphone is, in dBFS, some thirty times a second while it is on."""
    failed = Signal(GreenroomError)

    def __init__(
        self, keeper: SettingsStore, tasks: TaskGroup, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._tasks = tasks
        self._view = SoundChecks()
        self._open = False
        self._stop = Flag()
        self._sentence: Sentence | None = None
        keeper.changed.connect(self._settings_changed)

    @property
    def view(self) -> SoundChecks:
        """What is to be shown."""
        return self._view

    def look(self) -> None:
        """Find out which devices there are."""
        self._interrupt()
        self._tasks.run(_devices, self._found, self._fail)
        self._go_on()

    def set_open(self, is_open: bool) -> None:
        """The sound check is shown from now on, or no longer: then the microphone is let go."""
        self._open = is_open
        if is_open:
            self.look()
        else:
            self._interrupt()
            self._sentence = None
            self._show(trial="idle", remark="", voice_playing=False)

    def choose_microphone(self, name: str) -> None:
        """Hear with this one from now on."""
        self._sentence = None
        self._show(trial="idle", remark="")
        self._keeper.change(microphone=name)

    def choose_speaker(self, name: str) -> None:
        """Speak with this one from now on."""
        self._keeper.change(speaker=name)

    def trial(self) -> None:
        """Hear a sentence and play it back; or, in the middle of that, go on to the next step."""
        if self._view.trial == "listening":
            self._stop.set()
        elif self._view.trial == "playing":
            self._interrupt()
            self._played(clip=None)
        else:
            self._hear()

    def playback(self) -> None:
        """Play the last sentence again."""
        if self._sentence:
            self._play_back(self._sentence)

    def voice(self) -> None:
        """Say the sample, or stop it."""
        playing = self._view.voice_playing
        self._interrupt()
        self._show(voice_playing=not playing)
        if playing:
            self._go_on()
        else:
            choice = self._keeper.settings.voice
            self._speak(lambda: make_voice(choice).synthesize(SAMPLE), self._said)

    def close(self) -> None:
        """Give all devices back."""
        self._interrupt()
        self._tasks.close()

    def _hear(self) -> None:
        stop, name = self._interrupt(), self._keeper.settings.microphone
        self._show(trial="listening", remark="", voice_playing=False)
        self._tasks.run(
            lambda: hear_sentence(
                make_microphone(name), SileroVoiceActivity(), self._level_later, stop
            ),
            self._heard,
            self._fail,
        )

    def _heard(self, sentence: Sentence) -> None:
        if self._view.trial != "listening":
            return
        audio = sentence.audio
        self._show(remark=audio.remark or CLEAR, remark_good=audio.quality == "ok")
        if audio.quality == "insufficient":
            self._sentence = None
            self._show(trial="idle")
            self._go_on()
        else:
            self._sentence = sentence
            self._play_back(sentence)

    def _play_back(self, sentence: Sentence) -> None:
        self._interrupt()
        self._show(trial="playing")
        self._speak(lambda: sentence.clip, self._played)

    def _played(self, clip: Clip | None) -> None:
        if self._view.trial == "playing":
            self._show(trial="heard")
            self._go_on()

    def _said(self, clip: Clip) -> None:
        if self._view.voice_playing:
            self._show(voice_playing=False)
            self._go_on()

    def _speak(self, make: Callable[[], Clip], done: Callable[[Clip], None]) -> None:
        stop, name = self._stop, self._keeper.settings.speaker

        def work() -> Clip:
            clip, speaker = make(), make_speaker(name)
            try:
                speaker.play(clip, stop)
            finally:
                speaker.close()
            return clip

        self._tasks.run(work, done, self._fail)

    def _go_on(self) -> None:
        """Back to the meter, as long as the sound check is shown."""
        if self._open:
            stop, name = self._interrupt(), self._keeper.settings.microphone
            self._tasks.run(
                lambda: watch(make_microphone(name), self._level_later, stop),
                lambda _: None,
                self._fail,
            )

    def _interrupt(self) -> Flag:
        """Stop what is under way; the flag that stops what comes next."""
        self._stop.set()
        self._stop = Flag()
        return self._stop

    def _level_later(self, dbfs: float) -> None:
        self._tasks.post(lambda: self.level.emit(dbfs))

    def _settings_changed(self, settings: Settings) -> None:
        before = (self._view.microphone, self._view.speaker)
        self._show(microphone=settings.microphone, speaker=settings.speaker)
        if before != (settings.microphone, settings.speaker) and self._view.trial == "idle":
            self._go_on()

    def _found(self, devices: tuple[tuple[Device, ...], tuple[Device, ...]]) -> None:
        settings = self._keeper.settings
        self._show(
            microphones=choices(devices[0], settings.microphone),
            speakers=choices(devices[1], settings.speaker),
            microphone=settings.microphone,
            speaker=settings.speaker,
        )

    def _fail(self, problem: GreenroomError) -> None:
        self._show(trial="idle", remark="", voice_playing=False)
        self.failed.emit(problem)

    def _show(self, **what: object) -> None:
        self._view = replace(self._view, **what)  # pyright: ignore[reportArgumentType]
        self.changed.emit(self._view)


def choices(devices: tuple[Device, ...], chosen: str) -> tuple[DeviceChoice, ...]:
    """What can be chosen: the system's own choice, each device, and what was chosen though away."""
    default = next((device.name for device in devices if device.is_default), "none")
    made = [DeviceChoice(DEFAULT, f"The system's choice ({default})")]
    made += [DeviceChoice(device.name, device.name) for device in devices]
    if chosen not in {choice.value for choice in made}:
        made.append(DeviceChoice(chosen, f"{chosen} (not there just now)"))
    return tuple(made)


def _devices() -> tuple[tuple[Device, ...], tuple[Device, ...]]:
    return list_devices("input"), list_devices("output")

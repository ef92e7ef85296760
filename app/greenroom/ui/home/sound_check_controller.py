"""The sound check behind the home screen: meter, a sentence to hear back, the voice's sample.

One executor does one thing after the other; each request stops what is under way.
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
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.shared_views import DeviceChoice, SoundChecks

SAMPLE = (
    "Hello. I will ask you a few questions about your work. Take your time: I listen until you "
    "say that you have finished."
)
CLEAR = "That was clear: loud enough, with little noise."


class SoundCheckController(QObject):
    """The link from the sound check's buttons to sound, and from sound to its view."""

    changed = Signal(SoundChecks)
    level = Signal(float)
    """How loud the microphone is, in dBFS, some thirty times a second while it is on."""
    failed = Signal(GreenroomError)

    def __init__(self, services: AppServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings_store = services.settings_store
        self._tasks = services.background.sound_group()
        self._view = SoundChecks()
        self._open = False
        self._stop = Flag()
        self._sentence: Sentence | None = None
        self._settings_store.changed.connect(self._settings_changed)

    @property
    def view(self) -> SoundChecks:
        """Return what is to be shown."""
        return self._view

    def look(self) -> None:
        """Find out which devices there are."""
        self._interrupt()
        self._tasks.run(_devices, self._know_devices, self._fail)
        self._go_on()

    def set_open(self, is_open: bool) -> None:
        """Begin or end the sound check; the microphone is released at its end."""
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
        self._settings_store.change(microphone=name)

    def choose_speaker(self, name: str) -> None:
        """Play through this one from now on."""
        self._settings_store.change(speaker=name)

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
            choice = self._settings_store.settings.voice
            self._speak(lambda: make_voice(choice).synthesize(SAMPLE), self._sample_spoken)

    def close(self) -> None:
        """Give all devices back."""
        self._interrupt()
        self._tasks.close()

    def _hear(self) -> None:
        stop, name = self._interrupt(), self._settings_store.settings.microphone
        self._show(trial="listening", remark="", voice_playing=False)
        self._tasks.run(
            lambda: hear_sentence(
                make_microphone(name), SileroVoiceActivity(), self._level_later, stop
            ),
            self._sentence_heard,
            self._fail,
        )

    def _sentence_heard(self, sentence: Sentence) -> None:
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

    def _sample_spoken(self, clip: Clip) -> None:
        if self._view.voice_playing:
            self._show(voice_playing=False)
            self._go_on()

    def _speak(self, make: Callable[[], Clip], on_done: Callable[[Clip], None]) -> None:
        stop, name = self._stop, self._settings_store.settings.speaker

        def work() -> Clip:
            clip, speaker = make(), make_speaker(name)
            try:
                speaker.play(clip, stop)
            finally:
                speaker.close()
            return clip

        self._tasks.run(work, on_done, self._fail)

    def _go_on(self) -> None:
        """Go back to the meter, as long as the sound check is shown."""
        if self._open:
            stop, name = self._interrupt(), self._settings_store.settings.microphone
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
        devices_before = (self._view.microphone, self._view.speaker)
        self._show(microphone=settings.microphone, speaker=settings.speaker)
        if devices_before != (settings.microphone, settings.speaker) and self._view.trial == "idle":
            self._go_on()

    def _know_devices(self, devices: tuple[tuple[Device, ...], tuple[Device, ...]]) -> None:
        settings = self._settings_store.settings
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
    """Return the system's own choice, each device, and what was chosen even if it is away."""
    default = next((device.name for device in devices if device.is_default), "none")
    offered = [DeviceChoice(DEFAULT, f"The system's choice ({default})")]
    offered += [DeviceChoice(device.name, device.name) for device in devices]
    if chosen not in {choice.value for choice in offered}:
        offered.append(DeviceChoice(chosen, f"{chosen} (not connected)"))
    return tuple(offered)


def _devices() -> tuple[tuple[Device, ...], tuple[Device, ...]]:
    return list_devices("input"), list_devices("output")

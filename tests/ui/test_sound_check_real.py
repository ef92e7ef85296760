"""The sound check as a person meets it, on a virtual sound card."""

import numpy as np
import pytest
import soundfile
from person import button, find, texts
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from greenroom.engines.sound.devices import sound_devices
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.paths import Paths, shipped
from greenroom.settings import Settings
from greenroom.ui.home.controller import HomeController
from greenroom.ui.home.screen import HomeScreen
from greenroom.ui.home.sound_check import Level
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore
from virtual_sound import VirtualSound

pytestmark = pytest.mark.real
CLICK = Qt.MouseButton.LeftButton


def test_a_sentence_is_heard_and_heard_back(
    qtbot: QtBot,
    virtual_sound: VirtualSound,
    paths: Paths,
    background: BackgroundTasks,
    request: pytest.FixtureRequest,
):
    screen = HomeScreen()
    qtbot.addWidget(screen)
    screen.show()
    settings_store = SettingsStore(Settings(voice="none"), paths.data / "settings.json")
    home = HomeController(
        screen, AppServices(settings_store, paths, background), SqliteStore(paths)
    )
    request.addfinalizer(home.close)
    home.start()
    qtbot.waitUntil(lambda: "Welcome" in screen.heading.text(), timeout=10_000)
    meter = find(screen, Level)
    qtbot.waitUntil(lambda: "VirtualMicrophone" in str(home.sound.view.microphones))
    sample = shipped("assets") / "samples" / "1-shipped-mistake-to-users.flac"
    sound, rate = soundfile.read(sample, frames=40_000, dtype="float32")
    sentence = np.asarray(sound, np.float32)
    with virtual_sound.hearing_speakers() as heard:
        qtbot.mouseClick(button(screen, "Say a sentence"), CLICK)
        qtbot.waitUntil(lambda: "listening" in texts(screen))
        speaking = virtual_sound.begin_playing(sentence, rate)
        qtbot.waitUntil(lambda: meter.share > 0.3, timeout=10_000)
        qtbot.waitUntil(lambda: home.sound.view.trial == "heard", timeout=20_000)
        speaking.wait(10)
    assert home.sound.view.remark_good, home.sound.view.remark
    # A busy machine puts gaps between the blocks; sounds that are not the same stay below 0.1.
    assert likeness(np.asarray(heard.samples), sentence) > 0.4, "what came back was not said"
    qtbot.mouseClick(button(screen, "Close the sound check"), CLICK)
    home.close()
    # Closing waits for nobody; the microphone is given back by the worker that has it.
    qtbot.waitUntil(lambda: not sound_devices.open_streams, timeout=2_000)


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """The highest correlation of two sounds at any shift, 0…1."""
    length = len(one) + len(other)
    product = np.fft.rfft(one, length) * np.conj(np.fft.rfft(other, length))
    return float(np.fft.irfft(product).max() / (np.linalg.norm(one) * np.linalg.norm(other)))

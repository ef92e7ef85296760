"""The sound check with real engines, and sound files in place of devices."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from person import deliver
from pytestqt.qtbot import QtBot

from greenroom.engines.sound.devices import Device
from greenroom.paths import Paths, shipped
from greenroom.settings import Settings
from greenroom.speech.clip import SAMPLE_RATE
from greenroom.ui.home import sound_check_controller as sound_controller
from greenroom.ui.home.sound_check_controller import CLEAR, SoundCheckController, choices
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore

SAMPLES = shipped("assets") / "samples"


@pytest.fixture
def sentence(tmp_path: Path) -> Path:
    """Two seconds of a voice and the silence behind it."""
    sound, rate = soundfile.read(
        SAMPLES / "1-shipped-mistake-to-users.flac", frames=40_000, dtype="float32"
    )
    assert rate == SAMPLE_RATE
    path = tmp_path / "sentence.wav"
    soundfile.write(path, np.concatenate([sound, np.zeros(3 * rate, np.float32)]), rate)
    return path


@pytest.fixture
def settings_store(tmp_path: Path, sentence: Path) -> SettingsStore:
    played = tmp_path / "played.wav"
    settings = Settings(microphone=f"file:{sentence}", speaker=f"file:{played}", voice="none")
    return SettingsStore(settings, tmp_path / "settings.json")


@pytest.fixture
def sound(
    qtbot: QtBot,
    settings_store: SettingsStore,
    monkeypatch: pytest.MonkeyPatch,
    paths: Paths,
    background: BackgroundTasks,
) -> Iterator[SoundCheckController]:
    desk = Device("input", "Desk microphone", 0, is_default=True)
    monkeypatch.setattr(sound_controller, "list_devices", lambda kind: (desk,))
    made = SoundCheckController(AppServices(settings_store, paths, background))
    yield made
    made.close()


def test_while_it_is_open_the_meter_moves(qtbot: QtBot, sound: SoundCheckController):
    levels: list[float] = []
    sound.level.connect(levels.append)
    sound.set_open(True)
    qtbot.waitUntil(lambda: len(levels) > 5)
    sound.set_open(False)
    last: list[None] = []
    sound._tasks.run(
        lambda: None, last.append, lambda problem: pytest.fail(problem.sentence)
    )  # behind whatever still hears
    qtbot.waitUntil(lambda: bool(last))
    after = len(levels)
    deliver()
    assert len(levels) == after
    assert sound.view.microphones[0].title == "The system's choice (Desk microphone)"


def test_a_sentence_is_heard_judged_and_played_back(
    qtbot: QtBot, sound: SoundCheckController, tmp_path: Path
):
    states: list[str] = []
    sound.changed.connect(lambda view: states.append(view.trial))
    sound.trial()
    qtbot.waitUntil(lambda: sound.view.trial == "heard", timeout=15_000)
    assert list(dict.fromkeys(states)) == ["listening", "playing", "heard"]
    assert sound.view.remark_good, sound.view.remark
    assert sound.view.remark == CLEAR
    played, rate = soundfile.read(tmp_path / "played.wav", dtype="float32")
    assert len(played) / rate > 3
    assert np.abs(played).max() > 0.05


def test_a_silent_microphone_is_told(qtbot: QtBot, sound: SoundCheckController, tmp_path: Path):
    path = tmp_path / "silence.wav"
    soundfile.write(path, np.zeros(SAMPLE_RATE * 2, np.float32), SAMPLE_RATE)
    sound.choose_microphone(f"file:{path}")
    sound.trial()
    qtbot.waitUntil(lambda: bool(sound.view.remark), timeout=10_000)
    assert sound.view.trial == "idle"
    assert not sound.view.remark_good
    assert "muted" in sound.view.remark


def test_enough_is_enough_and_is_played_back(
    qtbot: QtBot, sound: SoundCheckController, tmp_path: Path
):
    levels: list[float] = []
    sound.level.connect(levels.append)
    sound.trial()
    qtbot.waitUntil(lambda: len(levels) > 20)
    sound.trial()  # in the middle of listening: that was it
    qtbot.waitUntil(lambda: sound.view.trial == "heard", timeout=5_000)
    assert soundfile.info(tmp_path / "played.wav").duration > 0.5


def test_a_microphone_that_is_not_there_is_a_sentence(
    qtbot: QtBot, sound: SoundCheckController, tmp_path: Path
):
    sound.choose_microphone(f"file:{tmp_path / 'nowhere.wav'}")
    with qtbot.waitSignal(sound.failed) as failed:
        sound.trial()
    assert failed.args is not None
    assert "nowhere.wav" in failed.args[0].sentence
    assert sound.view.trial == "idle"


def test_a_device_that_was_chosen_and_is_away_can_still_be_seen():
    made = choices((Device("input", "Desk", 0, is_default=True),), "Headset")
    assert [choice.value for choice in made] == ["default", "Desk", "Headset"]
    assert made[2].title == "Headset (not connected)"
    assert choices((), "default")[0].title == "The system's choice (none)"

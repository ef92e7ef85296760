"""An answer on a virtual sound card that fails in the middle of it: what was said against the file.

Noise is spoken, so that every sample can be found again, and counted.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scipy.signal import fftconvolve

from busy import both_cores_busy
from greenroom.engines.sound.devices import sound_devices
from greenroom.engines.sound.microphone import SoundCardMicrophone
from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.flac_repair import repair_recording
from greenroom.interview.events import ListeningEnded
from greenroom.live.audio.answer_capture import AnswerCapture, Take
from greenroom.live.concurrency.executors import SerialExecutor
from greenroom.live.concurrency.notices import (
    LevelChanged,
    Message,
    MicrophoneLost,
    MicrophoneSilent,
    MicrophoneSounds,
)
from greenroom.speech.clip import SAMPLE_RATE, Samples
from virtual_sound import VirtualSound

pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(180),
    pytest.mark.parametrize("virtual_sound", [SAMPLE_RATE], indirect=True),
]

PATIENCE = 60.0


class Deaf:
    """A hearing that is not needed here."""

    silence = None
    speech = ()

    def feed(self, samples: Samples) -> None:
        """Nothing is heard."""


class Answer:
    """One answer being recorded, and all that was told meanwhile."""

    def __init__(self, file: Path) -> None:
        self.told: list[Message] = []
        self.file = file
        self._ear = AnswerCapture(SoundCardMicrophone(), SerialExecutor("ear"), self.told.append)
        self._take = Take(1, FlacRecording(file), Deaf())  # type: ignore[arg-type]
        self._ear.listen(self._take)
        self.wait_for_sound()

    def wait_for_sound(self) -> None:
        """Until blocks come in, from now on."""
        before = self._take.samples
        wait_until(lambda: self._take.samples > before)

    def wait_for_seconds(self, seconds: float) -> None:
        """Until so much more has been recorded."""
        goal = self._take.samples + seconds * SAMPLE_RATE
        wait_until(lambda: self._take.samples >= goal)

    @property
    def losses(self) -> int:
        """How often the candidate was told that the microphone is lost."""
        return sum(isinstance(message, MicrophoneLost) for message in self.told)

    def end(self) -> Samples:
        """What the file holds when the answer is over."""
        self._ear.end(self._take)
        wait_until(lambda: any(isinstance(message, ListeningEnded) for message in self.told))
        return np.asarray(soundfile.read(self.file)[0], np.float32)

    def close(self) -> None:
        """Give the device back."""
        self._ear.close()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.02)


def noise(seconds: float, seed: int) -> Samples:
    """Such as a file of 16 bits keeps exactly."""
    generator = np.random.default_rng(seed)
    steps = generator.integers(-10_000, 10_000, round(seconds * SAMPLE_RATE))
    return (steps / 32_767).astype(np.float32)


def where(said: Samples, kept: Samples) -> int:
    """At which sample of the file it begins."""
    return int(np.argmax(fftconvolve(kept, said[:4_000][::-1], "valid")))


def count_of(said: Samples, kept: Samples) -> int:
    """How many samples of what was said are in the file, in one piece and in their order."""
    begin = where(said, kept)
    found = kept[begin : begin + len(said)]
    return int(np.sum(np.abs(found - said[: len(found)]) < 2 / 32_768))


@pytest.fixture
def answer(virtual_sound: VirtualSound, tmp_path: Path) -> Iterator[Answer]:
    answer = Answer(tmp_path / "answer-01.flac")
    yield answer
    answer.close()


@pytest.mark.parametrize(
    ("break_it", "mend_it"),
    [
        (VirtualSound.unplug_microphone, VirtualSound.plug_in_microphone),
        (VirtualSound.kill_server, VirtualSound.restart_server),
        (VirtualSound.hang_microphone, VirtualSound.free_microphone),
        (VirtualSound.hang_server, VirtualSound.free_server),
    ],
    ids=["unplugged", "server killed", "hanging", "server hanging"],
)
def test_what_was_said_before_and_after_a_fault_is_in_one_file_and_it_is_told_once(
    virtual_sound: VirtualSound,
    answer: Answer,
    break_it: Callable[[VirtualSound], None],
    mend_it: Callable[[VirtualSound], None],
) -> None:
    before, after = noise(1.0, seed=1), noise(1.0, seed=2)
    virtual_sound.play(before)
    answer.wait_for_seconds(0.5)
    break_it(virtual_sound)
    wait_until(lambda: answer.losses > 0)
    mend_it(virtual_sound)
    answer.wait_for_sound()
    virtual_sound.play(after)
    answer.wait_for_seconds(0.5)
    kept = answer.end()
    assert count_of(before, kept) == len(before)
    assert count_of(after, kept) == len(after)
    assert answer.losses == 1
    assert answer.told[-1] == ListeningEnded(1, "candidate")


def test_a_rate_that_changed_meanwhile_leaves_as_many_seconds(
    virtual_sound: VirtualSound, answer: Answer
) -> None:
    before = noise(1.0, seed=1)
    tone = (0.5 * np.sin(2 * np.pi * 200 * np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE)).astype("f4")
    virtual_sound.play(before)
    answer.wait_for_seconds(0.5)
    virtual_sound.unplug_microphone()
    wait_until(lambda: answer.losses > 0)
    virtual_sound.plug_in_microphone(rate=96_000)
    answer.wait_for_sound()
    virtual_sound.play(tone)
    answer.wait_for_seconds(0.5)
    kept = answer.end()
    assert count_of(before, kept) == len(before)
    behind = kept[where(before, kept) + len(before) + 100 :]
    loud = np.flatnonzero(np.abs(behind) > 0.02)
    assert loud[-1] - loud[0] == pytest.approx(len(tone), abs=40)
    assert answer.losses == 1


def test_no_sample_is_lost_in_twenty_seconds_while_other_work_takes_all(
    virtual_sound: VirtualSound, answer: Answer
) -> None:
    said = noise(20.0, seed=3)
    with both_cores_busy():
        virtual_sound.play(said)
        answer.wait_for_seconds(0.5)
        kept = answer.end()
    assert count_of(said, kept) == len(said)
    assert answer.losses == 0
    recorded = [it.seconds for it in answer.told if isinstance(it, LevelChanged)]
    assert recorded[-1] == pytest.approx(len(kept) / SAMPLE_RATE), "what was told is what there is"


def test_what_the_speakers_play_never_becomes_the_answer(
    virtual_sound: VirtualSound, answer: Answer
) -> None:
    said, played = noise(1.0, seed=1), noise(8.0, seed=2)
    virtual_sound.play(said)
    answer.wait_for_seconds(0.5)
    playing = virtual_sound.begin_playing_on_speakers(played)
    unplugged = time.monotonic()
    virtual_sound.unplug_microphone()
    wait_until(lambda: answer.losses > 0)
    assert time.monotonic() - unplugged < 5
    playing.wait()
    kept = answer.end()
    assert count_of(said, kept) == len(said)
    behind = where(said, kept) + len(said)
    assert not kept[behind:].any(), "the speakers were recorded"


def test_a_muted_microphone_is_told_and_told_again_when_it_works(
    virtual_sound: VirtualSound, answer: Answer
) -> None:
    virtual_sound.play(noise(0.5, seed=1))
    muted = time.monotonic()
    virtual_sound.mute_microphone()
    wait_until(lambda: any(isinstance(it, MicrophoneSilent) for it in answer.told))
    assert time.monotonic() - muted < 5
    virtual_sound.mute_microphone(False)
    virtual_sound.play(noise(0.5, seed=2))
    wait_until(lambda: any(isinstance(it, MicrophoneSounds) for it in answer.told))
    answer.end()
    (silent,) = (it for it in answer.told if isinstance(it, MicrophoneSilent))
    assert silent.sentence.startswith("Your microphone is muted. Unmute it")


def test_while_the_server_hangs_an_answer_can_be_ended_and_the_device_left(
    virtual_sound: VirtualSound, answer: Answer
) -> None:
    said = noise(1.0, seed=1)
    virtual_sound.play(said)
    answer.wait_for_seconds(0.5)
    virtual_sound.hang_server()
    try:
        hung = time.monotonic()
        wait_until(lambda: answer.losses > 0)
        assert time.monotonic() - hung < 5
        ended = time.monotonic()
        kept = answer.end()
        answer.close()
        assert time.monotonic() - ended < 1
        assert count_of(said, kept) == len(said)
    finally:
        virtual_sound.free_server()
    wait_until(lambda: not sound_devices.open_streams)


RECORDER = """
import sys
from pathlib import Path
from greenroom.engines.sound.microphone import SoundCardMicrophone
from greenroom.engines.store.flac_recording import FlacRecording

microphone, recording, told = SoundCardMicrophone(), FlacRecording(Path(sys.argv[1])), False
microphone.open()
while True:
    block = microphone.read(0.1)
    recording.write(block)
    if len(block) and not told:
        print("hears", flush=True)
        told = True
"""


def test_killed_in_the_middle_everything_up_to_a_moment_before_is_on_the_disk(
    virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    file, said = tmp_path / "answer-01.flac", noise(2.0, seed=4)
    command = [sys.executable, "-c", RECORDER, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as recorder:
        assert recorder.stdout
        assert recorder.stdout.readline() == "hears\n"
        virtual_sound.play(said)
        playing = virtual_sound.begin_playing(noise(5.0, seed=5))
        time.sleep(1.5)
        recorder.kill()
    playing.kill()
    repair_recording(file)
    kept = np.asarray(soundfile.read(file)[0], np.float32)
    assert count_of(said, kept) == len(said)

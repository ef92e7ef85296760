"""What a listener asks for is what is heard: moments, spans, loops, speeds."""

import numpy as np
import pytest

from greenroom.engines.sound.tempo import stretch
from greenroom.errors import DeviceError
from greenroom.live.audio.playback import Playback, Played
from greenroom.live.concurrency.executors import InlineExecutor, SerialExecutor
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span

CLIP = Clip(np.linspace(0.1, 0.9, 5 * SAMPLE_RATE, dtype=np.float32))


class Written:
    """An output that keeps what was written; hears at once."""

    def __init__(self) -> None:
        self.blocks: list[Samples] = []
        self.opened = False
        self.waiting = 0.0
        self.on_write = lambda: None

    def open(self) -> None:
        self.opened = True

    def write(self, samples: Samples) -> None:
        self.blocks.append(samples)
        self.on_write()

    def drop(self) -> None:
        pass

    def close(self) -> None:
        self.opened = False

    @property
    def sound(self) -> Samples:
        """Without the silence at the end."""
        whole = np.concatenate(self.blocks)
        return whole[: np.flatnonzero(whole)[-1] + 1]

    @property
    def seconds(self) -> float:
        return len(self.sound) / SAMPLE_RATE


@pytest.fixture
def output() -> Written:
    return Written()


@pytest.fixture
def told() -> list[Played]:
    return []


@pytest.fixture
def playback(output: Written, told: list[Played]) -> Playback:
    made = Playback(output, stretch, InlineExecutor(), told.append, pytest.fail)
    made.load(CLIP)
    return made


def test_it_plays_to_the_end_and_begins_anew_after_that(playback: Playback, output: Written):
    playback.seek(4.0)
    playback.play()
    assert np.array_equal(output.sound[80:], CLIP.samples[4 * SAMPLE_RATE + 80 :])
    assert playback.played == Played(position=5.0)
    assert not output.opened
    output.blocks.clear()
    playback.play()
    assert output.seconds == 5.0


def test_a_part_is_played_alone(playback: Playback, output: Written, told: list[Played]):
    playback.play(Span(1.0, 1.5))
    assert output.seconds == pytest.approx(0.5, abs=0.001)
    heard = [it.position for it in told if it.running]
    assert heard == sorted(heard)
    assert heard[0] == 1.0
    assert playback.played == Played(position=1.5)


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 2.0])
def test_the_speed_changes_how_long_it_lasts(playback: Playback, output: Written, speed: float):
    playback.set_speed(speed)
    playback.play(Span(1.0, 3.0))
    assert output.seconds == pytest.approx(2.0 / speed, abs=0.06)
    assert playback.played.position == pytest.approx(3.0, abs=0.001)


def test_a_loop_is_played_again_and_again_until_paused(playback: Playback, output: Written):
    def stop_in_the_third_round() -> None:
        if len(output.blocks) == 30:  # of 40 ms each
            playback.pause()

    output.on_write = stop_in_the_third_round
    playback.set_loop(Span(2.0, 2.5))
    playback.play()
    rounds = output.sound.reshape(-1)[: 2 * 8_000].reshape(2, -1)
    assert np.array_equal(rounds[0], rounds[1])
    assert playback.played.loop == Span(2.0, 2.5)
    assert 2.0 <= playback.played.position < 2.5
    assert not playback.played.running


def test_while_it_plays_one_can_jump(playback: Playback, output: Written, told: list[Played]):
    jumps = [4.5]

    def jump_once() -> None:
        if jumps:
            playback.seek(jumps.pop())

    output.on_write = jump_once
    playback.play()
    assert output.seconds == pytest.approx(0.04 + 0.5, abs=0.001)
    assert not any(0.05 < it.position < 4.5 for it in told)
    assert playback.played.position == 5.0


def test_a_jump_out_of_the_loop_ends_it(playback: Playback):
    playback.set_loop(Span(2.0, 2.5))
    playback.seek(2.2)
    assert playback.played.loop == Span(2.0, 2.5)
    playback.seek(3.0)
    assert playback.played == Played(position=3.0)


def test_positions_outside_of_the_recording_are_held_inside(playback: Playback, output: Written):
    playback.seek(99)
    assert playback.played.position == 5.0
    playback.seek(-1)
    assert playback.played.position == 0.0
    playback.play(Span(4.9, 99))
    assert output.seconds == pytest.approx(0.1, abs=0.001)


def test_what_the_device_still_holds_is_not_heard_yet(playback: Playback, output: Written):
    output.waiting = 0.2
    seen: list[float] = []
    output.on_write = lambda: seen.append(playback.played.position)
    playback.play(Span(1.0, 2.0))
    assert seen[1] == 1.0
    assert seen[10] == pytest.approx(1.0 + 10 * 0.04 - 0.2, abs=0.001)


def test_a_new_recording_silences_the_last(playback: Playback, told: list[Played]):
    playback.set_speed(1.5)
    playback.seek(3)
    playback.load(Clip(CLIP.samples[:8_000]))
    assert playback.played == Played(speed=1.5)
    assert told[-1] == playback.played


def test_nothing_loaded_plays_nothing(output: Written, told: list[Played]):
    Playback(output, stretch, InlineExecutor(), told.append, pytest.fail).play()
    assert not output.blocks
    assert not any(it.running for it in told)


def test_a_lost_speaker_is_said_and_can_be_tried_again(told: list[Played], output: Written):
    problems: list[str] = []

    def lose() -> None:
        raise DeviceError("The speaker was lost.", "Plug it in.")

    output.on_write = lose
    playback = Playback(output, stretch, InlineExecutor(), told.append, problems.append)
    playback.load(CLIP)
    playback.play()
    assert problems == ["The speaker was lost. Plug it in."]
    assert not playback.played.running
    assert not output.opened
    output.on_write = lambda: None
    playback.play(Span(0, 1))
    assert playback.played == Played(position=1.0)


def test_commands_do_not_wait_for_the_sound(output: Written, told: list[Played]):
    playback = Playback(output, stretch, SerialExecutor("playback"), told.append, pytest.fail)
    playback.load(CLIP)
    for second in range(200):
        playback.seek(second % 5)
        playback.play()
        playback.set_speed(1 + second % 2)
    playback.pause()
    playback.close()
    assert not playback.played.running
    assert not output.opened

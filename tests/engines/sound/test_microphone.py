"""The microphone's own rules, with a sound card that the test plays."""

from itertools import count
from typing import TYPE_CHECKING

import numpy as np
import pytest

from greenroom.engines.sound.capture import Put
from greenroom.engines.sound.microphone import SoundCardMicrophone
from greenroom.errors import DeviceError
from greenroom.speech.clip import Samples

if TYPE_CHECKING:
    from greenroom.engines.sound.route_watch import Certainty

BLOCK = 512


class Card:
    """A sound card: `hear` is what its thread would do."""

    def __init__(self, rate: int = 16_000) -> None:
        self.sample_rate = rate
        self.ended = False
        self.source: Certainty = "right"
        self.is_muted = False
        self.opened = True
        self.problem: DeviceError | None = None
        self.closed = False
        self.put: Put | None = None

    def hear(self, samples: Samples) -> None:
        assert self.put is not None
        for start in range(0, len(samples), BLOCK):
            self.put(samples[start : start + BLOCK].reshape(-1, 1))

    def ready(self, timeout: float) -> bool:
        if self.problem:
            raise self.problem
        return self.opened

    def close(self) -> None:
        self.closed = True


class Room:
    """A microphone, the cards that it gets one after the other, and a clock."""

    def __init__(self, *cards: Card) -> None:
        self.waiting = list(cards)
        self.now = 0.0
        self.microphone = SoundCardMicrophone("default", self.start, lambda: self.now)

    def start(self, name: str, put: Put) -> Card:
        if not self.waiting:
            card = Card()
            card.ended, card.problem = True, DeviceError("There is no microphone.")
            return card
        card = self.waiting.pop(0)
        card.put = put
        return card

    def read_all(self) -> Samples:
        blocks: list[Samples] = []
        while len(block := self.microphone.read(0.0)):
            blocks.append(block)
        return np.concatenate([np.zeros(0, np.float32), *blocks])

    def read_all_until_lost(self) -> Samples:
        blocks = [np.zeros(0, np.float32)]
        with pytest.raises(DeviceError, match="lost"):
            blocks.extend(self.microphone.read(0.0) for _ in count())
        return np.concatenate(blocks)


def noise(count: int, seed: int = 0) -> Samples:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, count).astype(np.float32)


def test_every_sample_comes_once_and_in_order() -> None:
    card, said = Card(), noise(50_000)
    room = Room(card)
    room.microphone.open()
    card.hear(said[:20_000])
    first = room.read_all()
    card.hear(said[20_000:])
    assert np.array_equal(np.concatenate((first, room.read_all())), said)


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000, 96_000])
def test_another_rate_is_brought_to_ours_without_a_seam(rate: int) -> None:
    times = np.arange(rate * 3) / rate
    card = Card(rate)
    room = Room(card)
    room.microphone.open()
    card.hear((0.5 * np.sin(2 * np.pi * 440 * times)).astype(np.float32))
    heard = room.read_all()
    card.ended = True
    heard = np.concatenate((heard, room.read_all_until_lost()))
    assert len(heard) == 3 * 16_000
    wanted = 0.5 * np.sin(2 * np.pi * 440 * np.arange(3 * 16_000) / 16_000)
    inner = slice(1_600, -1_600)
    assert np.abs(heard[inner] - wanted[inner]).max() < 0.002


def test_nothing_heard_is_an_empty_block() -> None:
    room = Room(Card())
    room.microphone.open()
    assert len(room.microphone.read(0.0)) == 0


def test_a_warm_microphone_keeps_the_last_half_second() -> None:
    card, before, after = Card(), noise(48_000, 1), noise(5_000, 2)
    room = Room(card)
    room.microphone.warm()
    card.hear(before)
    room.microphone.open()
    card.hear(after)
    heard = room.read_all()
    kept = len(heard) - len(after)
    assert 8_000 <= kept < 8_000 + BLOCK
    assert np.array_equal(heard, np.concatenate((before[-kept:], after)))


def test_a_cold_microphone_begins_with_now() -> None:
    first, second = Card(), Card()
    room = Room(first, second)
    room.microphone.open()
    first.hear(noise(5_000))
    room.microphone.close()
    room.microphone.open()
    assert first.closed
    assert len(room.read_all()) == 0


def test_opening_again_forgets_what_was_waiting() -> None:
    first, second = Card(), Card()
    room = Room(first, second)
    room.microphone.open()
    first.hear(noise(5_000))
    room.microphone.open()
    assert len(room.read_all()) == 0


def test_warming_twice_keeps_one_device_running() -> None:
    card = Card()
    room = Room(card)
    room.microphone.warm()
    card.hear(noise(4_096, 1))
    room.microphone.warm()
    card.hear(noise(2_048, 2))
    room.microphone.open()
    expected = np.concatenate((noise(4_096, 1), noise(2_048, 2)))
    assert np.array_equal(room.read_all(), expected)


def test_a_lost_microphone_first_gives_what_it_had() -> None:
    card, said = Card(), noise(3_000)
    room = Room(card)
    room.microphone.open()
    card.hear(said)
    card.ended = True
    assert np.array_equal(room.read_all_until_lost(), said)
    assert card.closed


def test_after_the_loss_it_can_be_opened_again() -> None:
    first, second, said = Card(), Card(), noise(3_000)
    room = Room(first, second)
    room.microphone.open()
    first.ended = True
    room.read_all_until_lost()
    with pytest.raises(DeviceError):
        room.microphone.read(0.0)
    room.microphone.open()
    second.hear(said)
    assert np.array_equal(room.read_all(), said)


def test_a_microphone_that_died_while_warm_is_started_afresh() -> None:
    first, second, said = Card(), Card(), noise(3_000)
    room = Room(first, second)
    room.microphone.warm()
    first.hear(noise(2_000, 9))
    first.ended = True
    room.microphone.open()
    second.hear(said)
    assert np.array_equal(room.read_all(), said)


def test_a_device_that_hangs_is_lost() -> None:
    card = Card()
    room = Room(card)
    room.microphone.open()
    card.hear(noise(BLOCK))
    room.read_all()
    room.now = 1.4
    assert len(room.microphone.read(0.0)) == 0
    room.now = 1.6
    with pytest.raises(DeviceError, match="lost"):
        room.microphone.read(0.0)


def test_the_first_block_may_take_its_time() -> None:
    room = Room(Card())
    room.microphone.open()
    room.now = 4.9
    assert len(room.microphone.read(0.0)) == 0
    room.now = 5.1
    with pytest.raises(DeviceError):
        room.microphone.read(0.0)


def test_a_device_that_takes_its_time_to_open_holds_up_nobody() -> None:
    card, said = Card(), noise(3_000)
    card.opened = False
    room = Room(card)
    room.microphone.open()
    room.now = 3.9
    assert len(room.microphone.read(0.0)) == 0
    card.opened = True
    card.hear(said)
    assert np.array_equal(room.read_all(), said)


def test_a_device_that_never_opens_is_told_before_five_seconds_are_over() -> None:
    card = Card()
    card.opened = False
    room = Room(card)
    room.microphone.open()
    room.now = 4.1
    with pytest.raises(DeviceError, match="sound system does not respond"):
        room.microphone.read(0.0)
    assert card.closed


def test_while_nobody_knows_where_sound_comes_from_it_waits() -> None:
    card, said = Card(), noise(3_000)
    room = Room(card)
    room.microphone.open()
    card.hear(said[:512])
    assert len(room.read_all()) == 512
    card.source = "unsure"
    card.hear(said[512:])
    room.now = 60.0
    assert len(room.microphone.read(0.0)) == 0
    card.source = "right"
    assert np.array_equal(room.read_all(), said[512:])


def test_what_came_from_elsewhere_is_thrown_away() -> None:
    card, said = Card(), noise(3_000)
    room = Room(card)
    room.microphone.open()
    card.hear(said)
    assert np.array_equal(room.read_all(), said)
    card.source = "unsure"
    card.hear(noise(3_000, 1))
    assert len(room.microphone.read(0.0)) == 0
    card.source = "wrong"
    assert len(room.read_all_until_lost()) == 0
    assert card.closed


def test_a_warm_microphone_that_leads_elsewhere_is_opened_again() -> None:
    first, second, said = Card(), Card(), noise(3_000)
    room = Room(first, second)
    room.microphone.warm()
    first.hear(noise(3_000, 1))
    first.source = "wrong"
    room.microphone.open()
    second.hear(said)
    assert np.array_equal(room.read_all(), said)


def test_what_the_system_has_muted_is_named_for_certain() -> None:
    card = Card()
    room = Room(card)
    room.microphone.open()
    assert not room.microphone.silence_cause.certain
    card.is_muted = True
    assert room.microphone.silence_cause.certain


def test_no_device_is_a_device_error() -> None:
    microphone = Room().microphone
    microphone.open()
    with pytest.raises(DeviceError, match="no microphone"):
        microphone.read(0.0)


def test_it_may_be_closed_at_any_time() -> None:
    room = Room(Card())
    for step in (room.microphone.close, room.microphone.open, room.microphone.close):
        step()
    room.microphone.close()

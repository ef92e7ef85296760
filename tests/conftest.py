"""Fixtures for every test."""

from collections.abc import Iterator

import pytest

from greenroom.engines import portaudio
from virtual_sound import VirtualSound, missing_programs


@pytest.fixture
def virtual_sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualSound]:
    """A sound card of our own, found by this process and by those that it starts."""
    if missing := missing_programs():
        pytest.skip(f"no virtual sound card: {', '.join(missing)} not installed")
    sound = VirtualSound()
    for name, value in sound.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PULSE_SINK", raising=False)
    monkeypatch.delenv("PULSE_SOURCE", raising=False)
    try:
        portaudio.look_again()
        yield sound
        assert not portaudio.open_streams(), "a stream was left open"
    finally:
        sound.close()

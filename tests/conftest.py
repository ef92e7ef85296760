"""Fixtures for every test."""

from collections.abc import Iterator

import pytest

from greenroom.engines import portaudio
from virtual_sound import VirtualSound, missing_programs


@pytest.fixture
def virtual_sound(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[VirtualSound]:
    """A sound card of our own, found by this process and by those that it starts.

    Indirect parameter: its sample rate; then it is mono, so that samples can be compared exactly.
    """
    if missing := missing_programs():
        pytest.skip(f"no virtual sound card: {', '.join(missing)} not installed")
    rate = getattr(request, "param", None)
    sound = VirtualSound(rate, channels=1) if rate else VirtualSound()
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

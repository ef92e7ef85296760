"""Fixtures for every test."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import language_model as llm
from greenroom.engines.sound.devices import sound_devices
from greenroom.paths import Paths
from odd_server import OddServer, odd_server
from virtual_sound import VirtualSound, missing_programs

if TYPE_CHECKING:
    from greenroom.engines.store.sqlite_history import SqliteHistory

SHARED = Path(__file__).parents[2] / "shared"
"""Evaluation data beside the checkout."""

_REAL = {"virtual_sound", "language_model"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever has a sound card or a language model of its own is real.

    What needs data that is no part of the checkout is no test of it where that is not there.
    """
    absent = [it for it in items if it.get_closest_marker("shared") and not SHARED.is_dir()]
    if absent:
        config.hook.pytest_deselected(items=absent)
        items[:] = [it for it in items if it not in absent]
    for item in items:
        if isinstance(item, pytest.Function) and _REAL.intersection(item.fixturenames):
            item.add_marker(pytest.mark.real)


settings.register_profile("patient", deadline=None)  # that a machine is busy is no fault
settings.load_profile("patient")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A throw-away home with folders of its own, all of them there."""
    made = Paths(tmp_path / "data", tmp_path / "cache", tmp_path / "logs")
    made.prepare()
    return made


@pytest.fixture(scope="session")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[SqliteHistory]":
    """A store with ten thousand answers."""
    # Not at the top: PySide6 cannot be imported while pydantic is only half loaded.
    import ten_thousand_answers

    store = ten_thousand_answers.fill(tmp_path_factory.mktemp("full"))
    yield store
    store.close()


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
        sound_devices.look_again()
        yield sound
        assert not sound_devices.open_streams, "a stream was left open"
    finally:
        sound.close()


@pytest.fixture(scope="session")
def language_model() -> Iterator[llm.LanguageModelServer]:
    """A real server with a real, very small language model."""
    if missing := llm.missing():
        pytest.skip(f"no language model: {missing} not installed")
    with llm.serving() as server:
        yield server


@pytest.fixture
def odd() -> Iterator[OddServer]:
    """A server that misbehaves as told; the library for it is loaded, so that no test waits."""
    import openai

    assert openai.OpenAI(api_key="-").chat.completions
    with odd_server() as server:
        yield server

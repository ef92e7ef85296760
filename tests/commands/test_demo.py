"""The demonstration runs where nobody can hear it, too."""

import argparse

import pytest

from greenroom.commands import demo
from greenroom.engines.sound.devices import Device
from greenroom.errors import DeviceError
from greenroom.paths import Paths

SPEAKER = Device("output", "Speakers", 0, is_default=True)


def no_library(_kind: str) -> tuple[Device, ...]:
    raise DeviceError("The PortAudio library is missing.")


def arguments(tmp_path, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    demo.add_parser(parser.add_subparsers())
    parsed = parser.parse_args(["demo", *words])
    parsed.paths = Paths.under(tmp_path)
    return parsed


def held(monkeypatch: pytest.MonkeyPatch, parsed: argparse.Namespace) -> tuple[str, float]:
    """With which speaker and speed it is held."""
    seen: list[tuple[str, float]] = []

    def hold(_plan: object, settings: object, given: argparse.Namespace) -> int:
        seen.append((settings.speaker, given.file_speed))  # type: ignore[attr-defined]
        return 0

    monkeypatch.setattr(demo, "hold", hold)
    assert demo.run(parsed) == 0
    return seen[0]


@pytest.mark.parametrize("devices", [lambda _kind: (), no_library])
def test_without_a_speaker_it_is_shown_faster(tmp_path, monkeypatch, devices):
    monkeypatch.setattr(demo, "list_devices", devices)
    assert held(monkeypatch, arguments(tmp_path)) == ("none", demo.SILENT_SPEED)


def test_with_a_speaker_it_is_heard_as_it_was_spoken(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "list_devices", lambda _kind: (SPEAKER,))
    assert held(monkeypatch, arguments(tmp_path)) == ("default", 1.0)


def test_what_was_asked_for_is_not_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "list_devices", lambda _kind: ())
    chosen = arguments(tmp_path, "--speaker", "file:heard.wav", "--file-speed", "2")
    assert held(monkeypatch, chosen) == ("file:heard.wav", 2.0)

import sys
from pathlib import Path

import pytest

from greenroom.commands.default_command import has_display
from greenroom.errors import GreenroomError
from greenroom.ui.shell import display

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux needs this")


@linux
def test_without_a_display_there_is_a_sentence():
    with pytest.raises(GreenroomError, match="no display"):
        display.check({})


@linux
def test_an_unknown_platform_is_named_with_those_there_are():
    with pytest.raises(GreenroomError, match='no platform called "nonsense"') as caught:
        display.check({"QT_QPA_PLATFORM": "nonsense"})
    assert "offscreen" in caught.value.hint


@linux
def test_a_display_that_does_not_answer_is_named():
    with pytest.raises(GreenroomError, match='":987" does not answer'):
        display.check({"DISPLAY": ":987"})


@linux
def test_one_platform_that_works_is_enough():
    display.check({"QT_QPA_PLATFORM": "offscreen"})
    display.check({"QT_QPA_PLATFORM": "nonsense;offscreen:size=1x1"})


@linux
def test_a_plugin_whose_library_is_missing_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    folder = tmp_path / "Qt" / "plugins" / "platforms"
    folder.mkdir(parents=True)
    (folder / "libqxcb.so").write_bytes(b"not a library")
    monkeypatch.setattr(display.PySide6, "__path__", [str(tmp_path)])
    with pytest.raises(GreenroomError, match="Qt could not be loaded"):
        display.check({"QT_QPA_PLATFORM": "xcb"})


def test_a_missing_library_says_what_brings_it():
    problem = display.missing_library(
        "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"
    )
    assert "libxcb-cursor" in problem.sentence
    assert "apt install libxcb-cursor0" in problem.hint


def test_where_a_window_is_the_best_command():
    assert has_display({"DISPLAY": ":0"}, "linux")
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert not has_display({"DISPLAY": ""}, "linux")
    assert has_display({}, "darwin")
    assert has_display({}, "win32")

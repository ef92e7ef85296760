from pathlib import Path

import pytest

from greenroom.settings import Settings
from greenroom.ui.preferences.presentation import ELSEWHERE, groups, parsed


def lines(settings: Settings | None = None, offered=None):
    made = groups(settings or Settings(), offered or {})
    return {line.name: line for group in made for line in group.lines}


def test_every_setting_has_one_line_with_title_and_text():
    made = [line for group in groups(Settings(), {}) for line in group.lines]
    assert sorted(line.name for line in made) == sorted(set(Settings.model_fields) - ELSEWHERE)
    assert all(line.title and line.about for line in made)


def test_lines_have_the_ranges_and_choices_of_the_model():
    made = lines()
    assert (made["questions"].kind, made["questions"].least, made["questions"].most) == (
        "number", 1, 50,
    )  # fmt: skip
    assert made["captions"].kind == "switch"
    assert [value for value, _ in made["voice"].choices] == ["neural", "system", "none"]
    assert made["model_folder"].kind == "folder"
    assert "486 MB" in dict(made["model"].choices)["small"]


def test_devices_make_a_choice_of_a_text():
    assert lines()["microphone"].kind == "text"
    made = lines(offered={"microphone": (("default", "The system's choice"),)})
    assert made["microphone"].kind == "choice"
    assert made["microphone"].choices == (("default", "The system's choice"),)


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) - ELSEWHERE))
def test_what_a_line_shows_is_read_back_as_the_setting(name: str):
    settings = Settings(model_folder=Path("/models/mine"), captions=False, questions=9)
    value = parsed(name, lines(settings)[name].value)
    assert getattr(Settings.model_validate({name: value}), name) == getattr(settings, name)


def test_no_folder_is_none():
    assert parsed("model_folder", "  ") is None

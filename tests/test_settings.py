"""Settings: what is saved comes back, and what is off is said."""

from pathlib import Path

import pytest

from greenroom.errors import ContentError
from greenroom.settings import Settings, load, save


def test_without_a_file_there_are_defaults(tmp_path: Path):
    assert load(tmp_path / "none.json") == Settings()


def test_what_is_saved_comes_back_and_is_private(tmp_path: Path):
    path = tmp_path / "settings.json"
    settings = Settings(voice="system", model="small", model_folder=tmp_path)
    save(settings, path)
    assert load(path) == settings
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("text", "named"),
    [('{"voice": "soprano"}', "voice"), ('{"volume": 3}', "volume"), ("{", "the file")],
)
def test_a_mistake_names_its_entry_and_the_file_stays(tmp_path: Path, text: str, named: str):
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(ContentError, match=named):
        load(path)
    assert path.read_text() == text

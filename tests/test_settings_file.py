"""The settings' file: what is saved comes back, and no state of it stops a program."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom import settings_file
from greenroom.settings import LanguageModel, Settings
from greenroom.settings_file import SCHEMA, load, save


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob("settings.json.aside-*"))


def test_without_a_file_there_are_defaults_and_nothing_to_tell(path: Path):
    loaded = load(path)
    assert (loaded.settings, loaded.problem) == (Settings(), None)


def test_what_is_saved_comes_back_is_private_and_bears_its_schema(path: Path):
    model = LanguageModel(address="http://127.0.0.1:11434/v1", model="m", names=("Ada",))
    settings = Settings(voice="system", model="small", model_folder=path.parent, llm=model)
    save(settings, path)
    loaded = load(path)
    assert (loaded.settings, loaded.problem) == (settings, None)
    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text())["schema"] == SCHEMA
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_a_file_without_a_schema_is_one_of_before_there_was_one(path: Path):
    path.write_text('{"voice": "system", "questions": 3}')
    loaded = load(path)
    assert (loaded.settings, loaded.problem) == (Settings(voice="system", questions=3), None)


def test_an_older_schema_goes_through_each_migration(path: Path, monkeypatch: pytest.MonkeyPatch):
    def rename(choices: dict[str, object]) -> dict[str, object]:
        return {{"speaking": "voice"}.get(key, key): value for key, value in choices.items()}

    def double(choices: dict[str, object]) -> dict[str, object]:
        return {**choices, "questions": 2 * choices["questions"]}  # type: ignore[operator]

    monkeypatch.setattr(settings_file, "MIGRATIONS", (rename, double))
    monkeypatch.setattr(settings_file, "SCHEMA", 2)
    for text, questions in (
        ('{"speaking": "none", "questions": 4}', 8),
        ('{"schema": 1, "voice": "none", "questions": 4}', 8),
        ('{"schema": 2, "voice": "none", "questions": 4}', 4),
    ):
        path.write_text(text)
        loaded = load(path)
        assert loaded.problem is None
        assert (loaded.settings.voice, loaded.settings.questions) == ("none", questions)


def test_unknown_keys_are_dropped_and_logged_without_what_they_hold(
    path: Path, caplog: pytest.LogCaptureFixture
):
    model = {"address": "http://127.0.0.1/v1", "model": "m", "temper": "secret"}
    path.write_text(json.dumps({"schema": 1, "volume": "secret", "questions": 3, "llm": model}))
    with caplog.at_level(logging.WARNING):
        loaded = load(path)
    assert loaded.problem is None
    assert loaded.settings.questions == 3
    assert loaded.settings.llm is not None
    assert "volume" in caplog.text
    assert "temper" in caplog.text
    assert "secret" not in caplog.text
    assert path.exists()


def test_a_byte_order_mark_is_no_damage(path: Path):
    path.write_text('\ufeff{"questions": 2}', encoding="utf-8")
    assert load(path).settings.questions == 2


UNUSABLE = {
    "empty": b"",
    "cut": b'{"schema": 1, "voice": "neu',
    "garbage": b"\x00\x01garbage",
    "no text": b"\xff\xfe\xfd",
    "a list": b"[]",
    "null": b"null",
    "deep": b"[" * 100_000,
    "an odd schema": b'{"schema": "one"}',
    "newer": b'{"schema": 99, "voice": "neural", "theme": "blue"}',
}


@pytest.mark.parametrize("content", UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_used_is_told_once_kept_and_replaced_by_defaults(path: Path, content: bytes):
    path.write_bytes(content)
    loaded = load(path)
    assert loaded.settings == Settings()
    assert loaded.problem is not None
    (kept,) = aside(path)
    assert kept.read_bytes() == content
    assert str(kept) in loaded.problem.sentence
    assert load(path).problem is None


def test_a_newer_file_is_called_one(path: Path):
    path.write_bytes(UNUSABLE["newer"])
    problem = load(path).problem
    assert problem is not None
    assert "newer version" in problem.sentence


def test_each_file_that_is_set_aside_has_a_name_of_its_own(path: Path):
    for content in (b"first", b"second"):
        path.write_bytes(content)
        load(path)
    assert [kept.read_bytes() for kept in aside(path)] == [b"first", b"second"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ('"voice": "soprano"', "voice"),
        ('"follow_ups": "many"', "follow_ups"),
        ('"follow_ups": 1e999', "follow_ups"),
        ('"llm": {"address": "ftp://x", "model": "m"}', "llm.address"),
        ('"llm": 7', "llm"),
    ],
)
def test_only_a_wrong_entry_has_its_default(path: Path, wrong: str, named: str):
    text = f'{{"questions": 3, {wrong}}}'
    path.write_text(text)
    loaded = load(path)
    assert loaded.settings == Settings(questions=3)
    assert loaded.problem is not None
    assert f"{named}:" in loaded.problem.sentence
    assert [kept.read_text() for kept in aside(path)] == [text]
    again = load(path)
    assert (again.settings, again.problem) == (Settings(questions=3), None)


def test_a_folder_in_its_place_is_moved_aside(path: Path):
    path.mkdir()
    loaded = load(path)
    assert loaded.settings == Settings()
    assert loaded.problem is not None
    save(Settings(questions=2), path)
    assert load(path).settings.questions == 2


AS_EVERYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Before a command of root's: it has to obey the modes of files."""

UNREADABLE = """
import sys
from pathlib import Path
from greenroom.settings import Settings
from greenroom.settings_file import load, save
path = Path(sys.argv[1])
for _ in "12":
    print(load(path).problem.sentence)
save(Settings(questions=2), path)
print(load(path).settings.questions)
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="modes and rights as Linux has them"
)
def test_one_that_may_not_be_read_stays_and_is_never_overwritten(path: Path):
    path.write_text("secret")
    path.chmod(0)
    done = subprocess.run(
        [*(AS_EVERYBODY if os.getuid() == 0 else ()), sys.executable, "-c", UNREADABLE, path],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    first, second, questions = done.stdout.splitlines()
    assert "may not be read" in first
    assert first == second
    assert questions == "2"
    (kept,) = aside(path)
    kept.chmod(0o600)
    assert kept.read_text() == "secret"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
CHOICES = st.dictionaries(st.sampled_from(["schema", *Settings.model_fields]), JSON)


@given(CHOICES)
def test_whatever_the_file_holds_there_are_settings(
    tmp_path_factory: pytest.TempPathFactory, choices: dict[str, object]
):
    path = tmp_path_factory.mktemp("any") / "settings.json"
    path.write_text(json.dumps(choices))
    assert isinstance(load(path).settings, Settings)
    assert load(path).problem is None


def test_a_save_that_fails_leaves_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch):
    save(Settings(questions=3), path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(Settings(questions=4), path)
    assert load(path).settings.questions == 3
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_file_and_folder_are_on_the_disk_before_a_save_returns(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    synced: list[str] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)
        real(descriptor)

    if not Path("/proc/self/fd").exists():
        pytest.skip("there is no /proc here")
    monkeypatch.setattr(os, "fsync", watched)
    save(Settings(), path)
    assert synced == [f".settings.json.{os.getpid()}", path.parent.name]

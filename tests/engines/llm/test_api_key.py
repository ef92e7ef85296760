"""The key: where it is said to be, and nowhere else."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import PasswordDeleteError

from greenroom.engines.llm.api_key import forget_key, keep_key, read_key
from greenroom.engines.llm.openai_interviewer import open_interviewer
from greenroom.errors import InterviewerError
from greenroom.settings import LanguageModel, Settings

ADDRESS = "https://models.example.org/v1"


class InMemory(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    ring = InMemory()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def choice(place: str) -> LanguageModel:
    return LanguageModel.model_validate({"address": ADDRESS, "model": "small", "key": place})


def test_a_key_in_the_keyring(ring: InMemory):
    keep_key(ADDRESS, "sk-secret")
    assert read_key(choice("keyring")) == "sk-secret"
    assert list(ring.kept) == [("greenroom", ADDRESS)]
    forget_key(ADDRESS)
    forget_key(ADDRESS)
    with pytest.raises(InterviewerError, match="holds no key"):
        read_key(choice("keyring"))


def test_a_key_in_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GREENROOM_LLM_KEY", " sk-secret\n")
    assert read_key(choice("environment")) == "sk-secret"
    monkeypatch.delenv("GREENROOM_LLM_KEY")
    with pytest.raises(InterviewerError, match="GREENROOM_LLM_KEY holds no key"):
        read_key(choice("environment"))


def test_no_key_at_all():
    assert read_key(choice("none")) == ""
    assert open_interviewer(choice("none")).model == "small"


class InAFile(InMemory):
    """As backends that keep keys in the clear say of themselves."""

    priority = 0.5  # type: ignore[assignment]


@pytest.mark.parametrize(
    "backend", [NoKeyring(), NullKeyring(), InAFile()], ids=["none", "null", "file"]
)
def test_without_a_keyring_there_is_another_way(
    backend: KeyringBackend, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    for attempt in (lambda: keep_key(ADDRESS, "x"), lambda: read_key(choice("keyring"))):
        with pytest.raises(InterviewerError, match="has no keyring") as told:
            attempt()
        assert "environment variable GREENROOM_LLM_KEY" in told.value.hint
    if isinstance(backend, InAFile):
        assert not backend.kept
    forget_key(ADDRESS)


def test_a_keyring_that_cannot_be_opened_is_none(monkeypatch: pytest.MonkeyPatch):
    def broken() -> None:
        raise ModuleNotFoundError("no such backend")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    with pytest.raises(InterviewerError, match="has no keyring"):
        keep_key(ADDRESS, "x")


def test_an_empty_key_is_none(ring: InMemory):
    with pytest.raises(InterviewerError, match="empty"):
        keep_key(ADDRESS, "")
    assert not ring.kept


def test_the_settings_have_no_place_for_a_key():
    kept = Settings(llm=choice("keyring")).model_dump_json()
    assert "sk-" not in kept
    with pytest.raises(ValueError, match="api_key"):
        LanguageModel.model_validate({"address": ADDRESS, "model": "m", "api_key": "sk-secret"})

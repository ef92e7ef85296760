"""The settings file: read in whatever state it is, saved whole or not at all.

The file names its schema. One of an older schema goes through MIGRATIONS. One that is newer,
damaged or wrong in places never stops the program: what cannot be used gets its default, and the
original file is kept beside the new one.
"""

import json
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from pydantic import BaseModel, ValidationError

from greenroom.disk import sync_folder
from greenroom.errors import ContentError
from greenroom.settings import LanguageModel, Settings, first_fault

_LOG = logging.getLogger(__name__)
_HINT = "Choose again in the preferences, or correct that file and rename it back."


def _unchanged(choices: dict[str, Any]) -> dict[str, Any]:
    """Migrate a file without a number to schema 1, which added it."""
    return choices


MIGRATIONS: Final[tuple[Callable[[dict[str, Any]], dict[str, Any]], ...]] = (_unchanged,)
"""Migration number n turns schema n into n + 1."""

SCHEMA: Final = len(MIGRATIONS)
"""The schema of the files that are written."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What the user chose, and what the user should know about the file, if anything."""

    settings: Settings
    problem: ContentError | None = None


class _UnusableError(Exception):
    """Nothing in the file can be used; the message is the beginning of a sentence."""


def load(path: Path) -> LoadedSettings:
    """Return the settings in `path`, with the default for whatever cannot be used.

    A file that cannot be used as it is gets moved aside, so that its problem is reported once.
    Unknown keys are dropped, with a line in the log.
    """
    try:
        choices = _migrated(_parsed(_text(path)))
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except PermissionError:
        sentence = f"Your settings in {path} may not be read, so the defaults are used."
        return LoadedSettings(Settings(), ContentError(sentence, "Check that the file is yours."))
    except _UnusableError as problem:
        sentence = f"{problem}, so the defaults are used."
        return LoadedSettings(Settings(), _problem(sentence, _set_aside(path)))
    settings, fault = _checked(choices)
    if not fault:
        return LoadedSettings(settings)
    aside = _set_aside(path)
    if aside:
        with suppress(OSError):
            save(settings, path)
    return LoadedSettings(
        settings, _problem(f"In your settings, {fault}; the default is used.", aside)
    )


def save(settings: Settings, path: Path) -> None:
    """Write all or nothing, safe from a power cut; the file is readable by this user alone.

    Raises:
        OSError: the folder cannot be written; what was saved before is still there.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    text = json.dumps({"schema": SCHEMA, **settings.model_dump(mode="json")}, indent=2)
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and not os.access(path, os.R_OK):
            _set_aside(path)  # its content is unknown
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _UnusableError("Your settings are damaged") from problem
    except (FileNotFoundError, PermissionError):
        raise
    except OSError as problem:
        raise _UnusableError(f"Your settings cannot be read ({problem.strerror})") from problem


def _parsed(text: str) -> dict[str, Any]:
    try:
        choices = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise _UnusableError("Your settings are damaged") from problem
    if not isinstance(choices, dict):
        raise _UnusableError("Your settings are damaged")
    return cast("dict[str, Any]", choices)


def _migrated(choices: dict[str, Any]) -> dict[str, Any]:
    schema = choices.pop("schema", 0)
    if type(schema) is not int or schema < 0:
        raise _UnusableError("Your settings are damaged")
    if schema > SCHEMA:
        raise _UnusableError("Your settings were written by a newer version of Greenroom")
    for migrate in MIGRATIONS[schema:]:
        choices = migrate(choices)
    return choices


def _checked(choices: dict[str, Any]) -> tuple[Settings, str]:
    """Return the settings, and the first entry that had to be left out, with the reason."""
    usable = _with_known_keys(choices, Settings)
    if isinstance(model := usable.get("llm"), dict):
        usable["llm"] = _with_known_keys(cast("dict[str, Any]", model), LanguageModel)
    fault = ""
    while True:
        try:
            return Settings.model_validate(usable), fault
        except ValidationError as problem:
            fault = fault or first_fault(problem)
            at_fault = {error["loc"][0] for error in problem.errors()}
            usable = {key: value for key, value in usable.items() if key not in at_fault}


def _with_known_keys(choices: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    unknown = sorted(choices.keys() - model.model_fields.keys())
    if unknown:
        _LOG.warning("The settings contain unknown keys, which are ignored: %s", unknown)
    return {key: value for key, value in choices.items() if key not in unknown}


def _set_aside(path: Path) -> Path | None:
    """Move the file to a free name beside it and return that; None where that is not possible."""
    number = 1
    while (aside := path.with_name(f"{path.name}.aside-{number}")).exists():
        number += 1
    with suppress(OSError):
        return path.rename(aside)
    return None


def _problem(sentence: str, aside: Path | None) -> ContentError:
    if aside is None:
        return ContentError(sentence)
    return ContentError(f"{sentence} The file was kept as {aside}.", _HINT)

"""From the settings to what the preferences show, and back.

No Qt: pure functions on frozen values.
"""

from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from greenroom.engines.llm.consent import setup_summary
from greenroom.engines.llm.endpoint import is_loopback
from greenroom.engines.llm.local_models import LocalModel
from greenroom.engines.llm.presets import PRESETS
from greenroom.formatting import short_path, size
from greenroom.paths import Paths
from greenroom.settings import KEY_VARIABLE, LanguageModel, Settings, listed
from greenroom.ui.preferences.view import (
    Kind,
    LanguageModelView,
    ModelDraft,
    Place,
    ServerChoice,
    SettingGroup,
    SettingLine,
)
from greenroom.ui.services.system_checks import MEGABYTES

ELSEWHERE = frozenset({"script", "llm"})
"""Chosen on the home screen alone, or set up in a card of its own."""

GROUPS: dict[str, tuple[str, ...]] = {
    "Interview": ("questions", "follow_ups", "persona", "hands_free", "for_real", "captions"),
    "Sound": ("microphone", "speaker", "voice"),
    "Hearing words": ("model", "model_folder"),
    "Look": ("appearance", "motion"),
}
REST = "More"
"""Where a setting stands that no group names."""

_TITLES: dict[str, dict[str, str]] = {
    "voice": {"neural": "Neural", "system": "System", "none": "Text only"},
    "appearance": {"system": "System", "light": "Light", "dark": "Dark"},
    "motion": {"system": "System", "full": "Full", "reduced": "Reduced"},
    "model": {name: f"{name}, {size(weight * 1e6)}" for name, weight in MEGABYTES.items()},
}


Choices = tuple[tuple[str, str], ...]


def groups(settings: Settings, offered: dict[str, Choices]) -> tuple[SettingGroup, ...]:
    """Return all settings in their groups.

    `offered` names what can be chosen for settings whose choices only the machine knows.
    """
    fields = {name: field for name, field in Settings.model_fields.items() if name not in ELSEWHERE}
    grouped = {name for names in GROUPS.values() for name in names}
    names_by_title = {**GROUPS, REST: tuple(name for name in fields if name not in grouped)}
    filled = (
        SettingGroup(
            title,
            tuple(_line(name, fields[name], settings, offered) for name in names if name in fields),
        )
        for title, names in names_by_title.items()
    )
    return tuple(group for group in filled if group.lines)


def parsed(name: str, text: str) -> object:
    """Return the value that a line's text stands for, for the settings to check."""
    kind = _kind(name, Settings.model_fields[name], {})
    if kind == "switch":
        return text == "true"
    if kind == "number":
        return int(text)
    if kind == "folder":
        return Path(text).expanduser() if text.strip() else None
    return text


def _line(
    name: str, field: FieldInfo, settings: Settings, offered: dict[str, Choices]
) -> SettingLine:
    bounds = {type(rule).__name__: rule for rule in field.metadata}
    return SettingLine(
        name=name,
        title=field.title or name,
        about=field.description or "",
        kind=_kind(name, field, offered),
        value=_text(getattr(settings, name)),
        choices=offered.get(name) or _choices(name, field),
        least=getattr(bounds.get("Ge"), "ge", 0),
        most=getattr(bounds.get("Le"), "le", 999),
    )


def _kind(name: str, field: FieldInfo, offered: dict[str, Choices]) -> Kind:
    kind: Any = field.annotation
    if name in offered or get_origin(kind) is Literal or _is(kind, StrEnum):
        return "choice"
    if kind is bool:
        return "switch"
    if kind is int:
        return "number"
    inside = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    return "folder" if Path in inside else "text"


def _choices(name: str, field: FieldInfo) -> Choices:
    kind: Any = field.annotation
    if get_origin(kind) is Literal:
        values = [str(value) for value in get_args(kind)]
    elif _is(kind, StrEnum):
        values = [str(value) for value in kind]
    else:
        return ()
    titles = _TITLES.get(name, {})
    return tuple(
        (value, titles.get(value, value.replace("_", " ").capitalize())) for value in values
    )


def _is(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def places(paths: Paths) -> tuple[Place, ...]:
    """Return every place to which the program writes."""
    return (
        Place(
            "Sessions",
            "Your recordings and their reports, one folder per session.",
            short_path(paths.recordings),
        ),
        Place(
            "Database",
            "Words, measures, feedback and your notes; your settings are next to it.",
            short_path(paths.database),
        ),
        Place(
            "Speech models",
            "Can be deleted at any time; they are made or downloaded again when needed.",
            short_path(paths.models),
        ),
        Place("Log", "What happened, never what was said.", short_path(paths.logs)),
    )


def at_rest(settings: Settings) -> LanguageModelView:
    """Return the view while nothing is being chosen."""
    if settings.llm is None or not settings.llm.agreed:
        return LanguageModelView()
    return LanguageModelView(state="ready", summary=setup_summary(settings.llm))


def servers_here(models: tuple[LocalModel, ...]) -> str:
    """Return which servers were found on this computer, in a sentence."""
    names = ", ".join(dict.fromkeys(model.server for model in models))
    return f"Found on this computer: {names}." if names else "No server answers on this computer."


def servers(models: tuple[LocalModel, ...]) -> tuple[ServerChoice, ...]:
    """Return those that answered on this computer with their models, then those known by name."""
    here = dict.fromkeys((model.server, model.address) for model in models)
    local = [
        ServerChoice(
            f"{server} on this computer",
            address,
            tuple(
                (model.name, _titled(model))
                for model in models
                if model.address == address and model.name
            ),
            needs_key=any(not model.name for model in models if model.address == address),
            here=True,
        )
        for server, address in here
    ]
    local_addresses = {server.address for server in local}
    presets = (
        ServerChoice(
            preset.title, preset.address, (), preset.needs_key, is_loopback(preset.address)
        )
        for preset in PRESETS.values()
        if preset.address not in local_addresses
    )
    return (*local, *presets)


def _titled(model: LocalModel) -> str:
    return f"{model.name} (leaves this computer)" if model.leaves else model.name


def draft_of(choice: LanguageModel | None) -> ModelDraft:
    """Return the draft to begin with."""
    if choice is None:
        return ModelDraft(key_variable=KEY_VARIABLE)
    return ModelDraft(
        address=choice.address,
        model=choice.model,
        key=choice.key,
        key_variable=choice.key_variable,
        kept_for=choice.address if choice.key == "keyring" else "",
        names=", ".join(choice.names),
        masks=choice.masks,
        judges=choice.judges,
        price_sent=choice.price_sent,
        price_received=choice.price_received,
        cap=choice.cap,
        currency=choice.currency,
    )


def chosen(draft: ModelDraft, before: LanguageModel | None = None) -> LanguageModel:
    """Return the setting that a draft stands for, not yet agreed to; the rest is as before.

    Raises:
        ValidationError: the address is none.
    """
    values = {
        "address": draft.address,
        "model": draft.model,
        "key": draft.key,
        "key_variable": draft.key_variable or KEY_VARIABLE,
        "names": listed(draft.names),
        "masks": draft.masks,
        "judges": draft.judges,
        "price_sent": draft.price_sent,
        "price_received": draft.price_received,
        "cap": draft.cap,
        "currency": draft.currency,
        "agreed": False,
    }
    return LanguageModel.model_validate({**(before.model_dump() if before else {}), **values})

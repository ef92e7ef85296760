"""The lines of the preferences, made from the settings model: its titles, texts and ranges."""

from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from greenroom.settings import Settings
from greenroom.ui.preferences.view import Kind, SettingGroup, SettingLine
from greenroom.ui.services.quantities import size
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
    """All settings in their groups.

    `offered` names what can be chosen for settings whose choices only the machine knows.
    """
    fields = {name: field for name, field in Settings.model_fields.items() if name not in ELSEWHERE}
    named = {name for names in GROUPS.values() for name in names}
    wanted = {**GROUPS, REST: tuple(name for name in fields if name not in named)}
    made = (
        SettingGroup(
            title,
            tuple(_line(name, fields[name], settings, offered) for name in names if name in fields),
        )
        for title, names in wanted.items()
    )
    return tuple(group for group in made if group.lines)


def parsed(name: str, text: str) -> object:
    """The value that a line's text stands for, for the settings to check."""
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

"""What the preferences show: one line per setting, made from the settings model."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["choice", "number", "switch", "text", "folder"]


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting.

    Attributes:
        name: its field in the settings.
        kind: which control it gets.
        value: as text; "true" or "false" for a switch.
        choices: value and title of each, for a choice.
        least: the smallest number, for a number.
        most: the largest number, for a number.
    """

    name: str
    title: str
    about: str
    kind: Kind
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """Settings that belong together, under one heading."""

    title: str
    lines: tuple[SettingLine, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder or file that the program writes.

    Attributes:
        what: what is kept there.
        size: such as "240 MB"; empty while it is being counted.
    """

    title: str
    what: str
    path: str
    size: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave this computer.

    Attributes:
        active: whether anything is set up that sends.
        sentence: what it is, in one sentence.
        details: one sentence each.
    """

    active: bool = False
    sentence: str = "Nothing leaves this computer."
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreferencesView:
    """All preferences."""

    groups: tuple[SettingGroup, ...] = ()
    places: tuple[Place, ...] = ()
    leaving: Leaving = Leaving()

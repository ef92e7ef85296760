"""What the preferences show: one line per setting, made from the settings model."""

from dataclasses import dataclass, field
from typing import Literal

from greenroom.ui.services.shared_views import Leaving

Kind = Literal["choice", "number", "switch", "text", "folder"]
KeyPlace = Literal["none", "keyring", "environment"]


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
class ServerChoice:
    """A server of language models that is known by name, or was found on this computer.

    Attributes:
        models: name and title of those it offers, as far as known.
        needs_key: it wants a key, which is asked for.
        here: whether it is this computer, where nothing is paid.
    """

    title: str
    address: str
    models: tuple[tuple[str, str], ...] = ()
    needs_key: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class ModelDraft:
    """A language model as the user wants it; its key is never part of a view.

    Attributes:
        key: where the key is.
        key_variable: the environment variable, where that is its place.
        kept_for: the address for which the keyring holds a key already.
        names: to be masked, with commas between them.
        masks: whether e-mail addresses, phone numbers, links and names are replaced.
        judges: whether it also proposes judgments for the report.
        price_sent: of a million tokens.
        price_received: of a million tokens.
        cap: at most this much money per session; 0 for no limit.
        currency: of the prices and the cap.
    """

    address: str = ""
    model: str = ""
    key: KeyPlace = "none"
    key_variable: str = ""
    kept_for: str = ""
    names: str = ""
    masks: bool = True
    judges: bool = True
    price_sent: float = 0.0
    price_received: float = 0.0
    cap: float = 0.0
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class LanguageModelView:
    """The language model: none, being chosen, to be agreed to, or ready.

    Attributes:
        summary: which one, where: one line; only when it is ready.
        servers_here: which servers were found on this computer, in a sentence.
        servers: those to choose from.
        disclosures: what has to be known before agreeing, a sentence or two each.
        leaves: whether text leaves this computer.
        preview: an example of what is sent, word for word.
        busy: what is being done; empty for nothing.
        result: what came of trying it.
    """

    state: Literal["none", "choosing", "agreeing", "ready"] = "none"
    summary: str = ""
    servers_here: str = ""
    servers: tuple[ServerChoice, ...] = ()
    draft: ModelDraft = ModelDraft()
    disclosures: tuple[str, ...] = ()
    leaves: bool = False
    preview: str = ""
    busy: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class PreferencesView:
    """All preferences."""

    groups: tuple[SettingGroup, ...] = ()
    places: tuple[Place, ...] = ()
    leaving: Leaving = field(default_factory=Leaving)
    language_model: LanguageModelView = LanguageModelView()

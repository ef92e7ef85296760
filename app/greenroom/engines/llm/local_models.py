"""Language models on this computer, found by asking the usual ports, and only on request.

Only 127.0.0.1 is asked, without proxies and redirects, and without waiting long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from greenroom.engines.llm.endpoint import is_loopback
from greenroom.engines.llm.presets import is_cloud

PATIENCE_SECONDS = 0.3
_ANSWER_SECONDS = 3.0
"""Seconds for a server that somebody has chosen: its answer decides what the user reads."""

_WANTS_KEY = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Place:
    """A port on which a certain server usually listens."""

    server: str
    port: int
    path: Literal["/api/tags", "/v1/models"]

    @property
    def root(self) -> str:
        """Return the address without a path."""
        return f"http://127.0.0.1:{self.port}"


PLACES: tuple[Place, ...] = (
    Place("Ollama", 11434, "/api/tags"),
    Place("LM Studio", 1234, "/v1/models"),
    Place("llama.cpp", 8080, "/v1/models"),
)


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model that a server on this computer offers.

    Attributes:
        name: empty where the server lists its models only with a key.
        leaves: whether text for it is forwarded to another computer.
    """

    server: str
    address: str
    name: str
    leaves: bool = False


def find_local_models(
    places: Sequence[Place] = PLACES, seconds: float = PATIENCE_SECONDS
) -> tuple[LocalModel, ...]:
    """Return what answers within `seconds` each, in the order of the places; never fail."""
    return tuple(model for place in places for model in _ask(place, seconds))


def forwards(address: str, model: str, seconds: float = _ANSWER_SECONDS) -> bool:
    """Tell whether a server on this computer says that it forwards text for this model."""
    port = urlsplit(address).port
    if not port or not is_loopback(address):
        return False
    listed = _ask(Place("", port, "/api/tags"), seconds)
    return any(each.leaves for each in listed if each.name in (model, f"{model}:latest"))


def _ask(place: Place, seconds: float) -> list[LocalModel]:
    import httpx2

    from greenroom.engines.llm.transport import Deadline, http_client

    deadline = Deadline()
    deadline.set(seconds)
    try:
        with http_client(place.root, deadline) as client:
            answer = client.get(f"{place.root}{place.path}", timeout=seconds)
            if answer.status_code in _WANTS_KEY:
                return [LocalModel(place.server, f"{place.root}/v1", "")]
            listed = answer.json() if answer.is_success else None
    except (httpx2.HTTPError, httpx2.StreamError, ValueError):
        return []
    return [
        LocalModel(place.server, f"{place.root}/v1", name, leaves)
        for name, leaves in _models(listed, place)
    ]


def _models(listed: Any, place: Place) -> list[tuple[str, bool]]:
    """Return names and whether they forward text; anything may answer on a port, with anything."""
    ours = place.path == "/api/tags"
    entries = listed.get("models" if ours else "data") if isinstance(listed, dict) else None
    models: list[tuple[str, bool]] = []
    for entry in entries if isinstance(entries, list) else ():
        name = entry.get("name" if ours else "id") if isinstance(entry, dict) else None
        if isinstance(name, str) and name:
            elsewhere = bool(entry.get("remote_host") or entry.get("remote_model"))
            models.append((name, elsewhere or is_cloud(name)))
    return models

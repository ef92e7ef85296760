"""Where a language model is, and what it may cost."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from greenroom.engines.llm.usage import Prices

FREE = Prices()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model is.

    Attributes:
        address: the base of the API, e.g. "http://127.0.0.1:11434/v1".
        key: empty where none is needed; never shown, saved or logged.
    """

    address: str
    model: str
    key: str = ""
    prices: Prices = FREE

    def __repr__(self) -> str:
        return f"Endpoint({self.address!r}, {self.model!r})"

    @property
    def host(self) -> str:
        """Return the host as a user would name it."""
        return host_of(self.address)


def host_of(address: str) -> str:
    """Return the host as a user would name it, with the port where there is one."""
    parts = urlsplit(address)
    host = parts.hostname or address
    return f"{host}:{parts.port}" if parts.port else host


def is_loopback(address: str) -> bool:
    """Tell whether an address is this computer."""
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

"""What an address of a language model's server says about it."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """What a user would call it: the host, with the port where one is named."""
    parts = urlsplit(address)
    host = parts.hostname or address
    return f"{host}:{parts.port}" if parts.port else host


def is_loopback(address: str) -> bool:
    """Whether an address is this computer."""
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

"""The key of a language model: in the system's keyring or an environment variable, nowhere else."""

import os

from greenroom.errors import InterviewerError
from greenroom.settings import KEY_VARIABLE, LanguageModel

_SERVICE = "greenroom"
_LEAST_RANK = 1
_HINT = (
    f"Put the key into the environment variable {KEY_VARIABLE} before you start Greenroom, and "
    'choose "environment" as the place of the key.'
)


def read_key(choice: LanguageModel) -> str:
    """Return the key for a server; empty where none is needed.

    Raises:
        InterviewerError: it is missing.
    """
    if choice.key == "none":
        return ""
    if choice.key == "environment":
        key = os.environ.get(choice.key_variable, "").strip()
        if not key:
            raise InterviewerError(
                f"The environment variable {choice.key_variable} holds no key.",
                "Set it before you start Greenroom.",
            )
        return key
    return _from_keyring(choice.address)


def keep_key(address: str, key: str) -> None:
    """Put a key into the system's keyring.

    Raises:
        InterviewerError: there is no keyring, or it refuses.
    """
    import keyring
    from keyring.errors import KeyringError

    _look_for_keyring()
    if not key:
        raise InterviewerError("That key is empty.", "Copy it from your account with the provider.")
    try:
        keyring.set_password(_SERVICE, address, key)
    except (KeyringError, RuntimeError):
        raise InterviewerError("The system's keyring did not accept the key.", _HINT) from None


def forget_key(address: str) -> None:
    """Remove a key from the system's keyring, if it is there."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, address)
    except (KeyringError, RuntimeError):
        return


def _from_keyring(address: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    _look_for_keyring()
    try:
        key = keyring.get_password(_SERVICE, address)
    except (KeyringError, RuntimeError):
        raise InterviewerError("The system's keyring cannot be read.", _HINT) from None
    if not key:
        raise InterviewerError(
            "The system's keyring holds no key for this address.",
            "Set it again with: greenroom llm setup",
        )
    return key


def _look_for_keyring() -> None:
    """Refuse keyrings of low rank: they keep nothing, or keep it where anybody can read it."""
    import keyring
    from keyring.errors import KeyringError

    try:
        rank = keyring.get_keyring().priority
    except (KeyringError, RuntimeError, ImportError, AttributeError):
        rank = 0
    if rank < _LEAST_RANK:
        raise InterviewerError("This computer has no keyring to keep the key in.", _HINT)

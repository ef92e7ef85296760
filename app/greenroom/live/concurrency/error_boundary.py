"""The boundary at which a failure on an executor becomes one sentence."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError

from greenroom.errors import GreenroomError

_log = logging.getLogger(__name__)


def in_words(problem: GreenroomError) -> str:
    """Return the sentence and its hint."""
    return f"{problem.sentence} {problem.hint}".strip()


def error_boundary(work: Callable[[], None], failed: Callable[[str], None]) -> Callable[[], None]:
    """Return `work` with every failure given to `failed`; a surprise is logged as well."""

    def attempt() -> None:
        try:
            work()
        except GreenroomError as problem:
            failed(in_words(problem))
        except CancelledError:
            failed("That was stopped before it was done.")
        except Exception as surprise:  # noqa: BLE001 - an executor has nobody above it to raise to
            _log.exception("Unexpected")
            failed(f"Something unexpected happened ({type(surprise).__name__}). See the log.")

    return attempt

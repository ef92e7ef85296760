"""The log: what happened, never what was said, in a file that only its owner can read."""

import logging
import os
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 1_000_000
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class PrivateLog(RotatingFileHandler):
    """At most two files of a megabyte, mode 0600; one sentence where they cannot be written."""

    def __init__(self, path: Path) -> None:
        """Create no file yet; the first line does."""
        super().__init__(path, maxBytes=_BYTES, backupCount=1, delay=True, encoding="utf-8")
        self.setFormatter(logging.Formatter(_FORMAT))
        self._failed = False

    def _open(self):
        stream = super()._open()
        with suppress(OSError):  # another user's file, or a file system without modes
            os.chmod(self.baseFilename, 0o600)  # noqa: PTH101 - a name is what the handler has
        return stream

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say once why nothing is logged; an interview goes on without a log."""
        problem = sys.exc_info()[1]
        if self._failed or sys.stderr is None:
            return
        self._failed = True
        reason = getattr(problem, "strerror", None) or type(problem).__name__
        with suppress(OSError, ValueError):
            sys.stderr.write(f"The log {self.baseFilename} cannot be written: {reason}.\n")


def log_to(folder: Path) -> None:
    """Write what the program logs from now on into `folder`."""
    log = logging.getLogger("greenroom")
    log.setLevel(logging.INFO)
    for former in log.handlers[:]:
        log.removeHandler(former)
        with suppress(OSError):
            former.close()
    log.addHandler(PrivateLog(folder / "greenroom.log"))

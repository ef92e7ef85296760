"""The end of the window's process: soon, whatever is still under way."""

import faulthandler
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

HOLD_SECONDS: Final = 15.0
"""After so long the process ends even if its main thread is stuck: more than storing may take."""


def hold_to_the_deadline(logs: Path) -> None:
    """End the process after HOLD_SECONDS, whatever holds it up; where, the log then says."""
    with suppress(OSError):
        file = (logs / "greenroom.log").open("a", encoding="utf-8")
        faulthandler.dump_traceback_later(HOLD_SECONDS, exit=True, file=file)


def end_process(code: int) -> NoReturn:
    """End the process without the threads that are still at work.

    Python would wait for nobody else either, but a thread that comes back from C while Python is
    being taken down can bring the whole process down with it.
    """
    import multiprocessing  # not before the first paint

    for child in multiprocessing.active_children():
        child.kill()
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)

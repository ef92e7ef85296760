"""The melody of answers, found in a process that lives as long as one of them takes.

librosa takes some seconds to load and some 210 MB to keep, so it is loaded nowhere else, and
nothing that somebody waits for depends on it.
"""

import logging
import os
import threading
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from greenroom.delivery import prosody
from greenroom.delivery.measurement import with_prosody
from greenroom.delivery.prosody import Prosody
from greenroom.feedback.feedback import Analysis
from greenroom.live.measurement.child_process import ChildLostError, ChildProcess, serve
from greenroom.speech.clip import Clip
from greenroom.speech.words import Word

_Question = tuple[Clip, tuple[Word, ...]] | None
"""An answer; None for warming up."""

_log = logging.getLogger(__name__)


class ProsodyProcess:
    """Finds the melody of one answer at a time; blocks, so call it on a worker thread.

    Args:
        cache: the folder in which numba keeps what it compiled.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._closed = False
        self._child: ChildProcess | None = None

    def warm_up(self) -> None:
        """Compile what finding the melody needs, unless it is; half a minute of work, once."""
        if not any(self._cache.rglob("*.nbi")):
            self._ask(None)

    def measure(self, clip: Clip, words: Sequence[Word]) -> Prosody | None:
        """Return the melody of an answer; None where the process was ended or failed."""
        return self._ask((clip, tuple(words)))

    def close(self) -> None:
        """End what is under way. May be called twice."""
        with self._lock:
            self._closed = True
            if self._child:
                self._child.kill()

    def _ask(self, question: _Question) -> Prosody | None:
        with self._lock:
            if self._closed:
                return None
            child = self._child = ChildProcess("greenroom-prosody", _serve, str(self._cache))
        try:
            return child.ask(question)
        except ChildLostError:
            return None
        except Exception:  # noqa: BLE001 - the answer is then reviewed without its melody
            _log.exception("The melody of an answer could not be found")
            return None
        finally:
            with self._lock:
                self._child = None
            child.end()
            child.close_pipe()


def with_melody(analysis: Analysis, clip: Clip, process: ProsodyProcess) -> Analysis | None:
    """Return the analysis with the melody of its sound; None where it could not be had."""
    found = process.measure(clip, analysis.transcript.words)
    if found is None:
        return None
    delivery = with_prosody(analysis.delivery, analysis.transcript, found)
    return replace(analysis, delivery=delivery)


def _serve(pipe: Connection, cache: str) -> None:
    os.environ["NUMBA_CACHE_DIR"] = cache
    serve(pipe, _answer)


def _answer(question: _Question) -> Prosody | None:
    if question is None:
        prosody.warm_up()
        return None
    return prosody.prosody(*question)

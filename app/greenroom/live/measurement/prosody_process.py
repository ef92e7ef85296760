"""The melody of answers, found in a process that lives as long as one of them takes.

librosa takes some seconds to load and some 210 MB to keep, so it is nowhere else, and nothing that
somebody waits for waits for it.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from greenroom.delivery import prosody
from greenroom.delivery.measurement import with_prosody
from greenroom.delivery.prosody import Prosody
from greenroom.feedback.feedback import Analysis
from greenroom.live.concurrency.executors import lower_priority
from greenroom.speech.clip import Clip
from greenroom.speech.words import Word

_CLOSE_SECONDS = 1.0
_LOST = (EOFError, OSError)


class ProsodyProcess:
    """Finds the melody of one answer at a time; blocks, so call it on a worker thread.

    Args:
        cache: the folder in which numba keeps what it compiled.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._closed = False
        self._child: BaseProcess | None = None

    def warm_up(self) -> None:
        """Have everything compiled, unless it is; half a minute of work, once."""
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
                self._child.terminate()

    def _ask(self, question: "_Question") -> Prosody | None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        child = context.Process(
            target=_serve, args=(theirs, str(self._cache)), name="greenroom-prosody", daemon=True
        )
        with self._lock:
            if self._closed:
                return None
            child.start()
            self._child = child
        theirs.close()
        try:
            ours.send(question)
            return ours.recv()
        except _LOST:
            return None
        finally:
            ours.close()
            with self._lock:
                self._child = None
            _end(child)


def with_melody(analysis: Analysis, clip: Clip, process: ProsodyProcess) -> Analysis | None:
    """Return the analysis with the melody of its sound; None where it could not be had."""
    found = process.measure(clip, analysis.transcript.words)
    if found is None:
        return None
    delivery = with_prosody(analysis.delivery, analysis.transcript, found)
    return replace(analysis, delivery=delivery)


_Question = tuple[Clip, tuple[Word, ...]] | None
"""An answer; None for warming up."""


def _serve(pipe: Connection, cache: str) -> None:
    """Answer one question."""
    lower_priority()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which then ends us
    os.environ["NUMBA_CACHE_DIR"] = cache
    question: _Question = pipe.recv()
    if question is None:
        prosody.warm_up()
        pipe.send(None)
    else:
        pipe.send(prosody.prosody(*question))


def _end(child: BaseProcess) -> None:
    child.join(_CLOSE_SECONDS)
    if child.is_alive():
        child.kill()
        child.join()

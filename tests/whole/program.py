"""The program as a process of its own: started, watched, given keys, killed."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

TOP = Path(__file__).parents[2]
SAMPLES = sorted((TOP / "assets" / "samples").glob("*.flac"))

SCRIPT = """\
id: mistakes
title: Mistakes
about: One question, and little said around it.
welcome: Good morning.
closing: Thank you.
questions:
  - id: mistake
    ask: Tell me about a mistake of yours that reached the users.
    rubric: star
    tests: Whether the candidate tells it to its end.
    strong: Says what was done about it and what changed.
    weak: Stops before anything was done.
"""


def write_script(home: Path) -> str:
    """A short script of the user's own, in the data folder `home`; returns its id."""
    folder = home / "interview_scripts"
    folder.mkdir(parents=True)
    (folder / "mistakes.yaml").write_text(SCRIPT, encoding="utf-8")
    return "mistakes"


class Program:
    """`greenroom --data-dir HOME ARGUMENTS`, with its output read line by line."""

    def __init__(self, home: Path, *arguments: str, env: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.lines: list[str] = []
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "greenroom", "--data-dir", str(home), *arguments],
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def output(self) -> str:
        """All that was printed so far."""
        return "\n".join(self.lines)

    def wait_for(self, text: str, seconds: float = 60.0) -> str:
        """The next line that holds `text`."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                line = self._queue.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                break
            if text in line:
                return line
        raise AssertionError(f"{text!r} was never printed; this was:\n{self.output}")

    def press(self, key: str) -> None:
        """As if the candidate pressed it."""
        assert self.process.stdin
        self.process.stdin.write(key)
        self.process.stdin.flush()

    def wait(self, seconds: float = 60.0) -> int:
        """Its exit code."""
        return self.process.wait(seconds)

    def kill(self) -> None:
        """As the power button does."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            self._queue.put(self.lines[-1])
        self._queue.put(None)


@contextmanager
def running(home: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Iterator[Program]:
    """A running program that does not outlive the block."""
    program = Program(home, *arguments, env=env)
    try:
        yield program
    finally:
        program.kill()


def run(home: Path, *arguments: str, seconds: float = 240.0) -> "subprocess.CompletedProcess[str]":
    """Run to the end, with standard output and standard error apart."""
    return subprocess.run(
        [sys.executable, "-m", "greenroom", "--data-dir", str(home), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )

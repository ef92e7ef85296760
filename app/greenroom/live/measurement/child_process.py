"""A spawned process that answers one question after another over a pipe."""

import multiprocessing
import pickle
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from greenroom.live.concurrency.resources import lower_priority

CLOSE_SECONDS = 1.0
"""How long the end of a child is waited for."""

_LOST = (EOFError, OSError)
"""What a pipe raises when the process at its other end is gone."""


class ChildLostError(Exception):
    """The process ended before it answered."""


class ChildProcess:
    """A process at a lower priority, started by this one and ended with it.

    Whoever packages the program as one executable calls `multiprocessing.freeze_support()` first
    thing in main.

    Args:
        name: of the process.
        target: a function of a module, which calls `serve` with the pipe that it gets.
        arguments: what it gets besides the pipe.
    """

    def __init__(self, name: str, target: Callable[..., None], *arguments: str) -> None:
        """Start the process."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=target, args=(theirs, *arguments), name=name, daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int | None:
        """Return the id of the process."""
        return self._process.pid

    def ask(self, question: Any) -> Any:
        """Return the child's answer to a question; wait for it however long it takes.

        Raises:
            ChildLostError: the process is gone.
            Exception: what went wrong with this question; its notes say where.
        """
        try:
            self._pipe.send(question)
            answer = self._pipe.recv()
        except _LOST as error:
            raise ChildLostError from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def kill(self) -> None:
        """End the process without waiting; whoever waits for an answer then finds it gone."""
        self._process.kill()  # it has nothing to keep, and a stopped one obeys nothing else

    def end(self) -> None:
        """End the process and wait for that."""
        self.kill()
        self._process.join(CLOSE_SECONDS)

    def close_pipe(self) -> None:
        """Give the pipe back, once nobody waits for an answer."""
        self._pipe.close()


def serve(
    pipe: Connection,
    answer: Callable[[Any], Any],
    afterward: Callable[[Any], None] = lambda _: None,
) -> None:
    """Answer questions in the child until the pipe closes; a failure is the answer to its question.

    Args:
        pipe: the child's end.
        answer: takes a question and returns its answer.
        afterward: takes a question when its answer has been sent.
    """
    lower_priority()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which then ends us
    while True:
        try:
            question = pipe.recv()
            pipe.send(_answer_or_problem(answer, question))
            afterward(question)
        except _LOST:
            return


def _answer_or_problem(answer: Callable[[Any], Any], question: Any) -> Any:
    try:
        return answer(question)
    except Exception as problem:  # noqa: BLE001 - it belongs to whoever has asked
        return _sendable(problem)


def _sendable(problem: Exception) -> Exception:
    """Return the exception with where it happened; in other words where it cannot be sent."""
    where = "".join(traceback.format_exception(problem))
    try:
        pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own, a moment ago
    except Exception:  # noqa: BLE001 - whatever it is, another one takes its place
        problem = RuntimeError(f"{type(problem).__name__}: {problem}")
    problem.add_note(where)
    return problem

"""A process that answers questions: one failure costs one answer, and nothing outlives its end."""

import os
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest

from greenroom.live.measurement.child_process import (
    ChildLostError,
    ChildProcess,
    _sendable,
    serve,
)


def _serve(pipe: Connection, word: str) -> None:
    serve(pipe, lambda question: word if question == "word" else question())


def _raise_no_file() -> None:
    raise FileNotFoundError("no such file")


def _end() -> None:
    os._exit(1)


@pytest.fixture
def child() -> Iterator[ChildProcess]:
    child = ChildProcess("child", _serve, "hello")
    yield child
    child.end()
    child.close_pipe()


@pytest.mark.slow
def test_a_failure_is_the_answer_to_its_question_alone(child: ChildProcess) -> None:
    assert child.ask("word") == "hello"
    with pytest.raises(FileNotFoundError, match="no such file") as refusal:  # the child is not gone
        child.ask(_raise_no_file)
    assert "_raise_no_file" in "".join(refusal.value.__notes__), "where it happened goes with it"
    assert child.ask("word") == "hello"


@pytest.mark.slow
def test_a_child_that_ended_is_lost(child: ChildProcess) -> None:
    with pytest.raises(ChildLostError):
        child.ask(_end)
    with pytest.raises(ChildLostError):
        child.ask("word")


class ClumsyError(RuntimeError):
    """Cannot be sent through a pipe: it is made of two things and says one."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def test_an_exception_that_cannot_be_sent_is_sent_in_other_words():
    sent = _sendable(ClumsyError("one", "other"))
    assert (type(sent), str(sent)) == (RuntimeError, "ClumsyError: oneother")
    assert type(_sendable(KeyError("known"))) is KeyError

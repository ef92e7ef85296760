"""The window's blocking work: three workers, one queue back to the window.

Every controller has a `TaskGroup`: its tasks are done one after the other, in the order given, by
whichever worker is free, and what comes of them arrives on the main thread through the one
`EventQueue` of the program. Lasting tasks (a download, a recovery) never take the last worker.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject

from greenroom.errors import GreenroomError
from greenroom.ui.services.event_queue import Channel, EventQueue

if TYPE_CHECKING:  # the port brings numpy, and this is loaded before the first paint
    from greenroom.ports import Progress

T = TypeVar("T")
M = TypeVar("M")
Failed = Callable[[GreenroomError], None]

WORKERS: Final = 3
CLOSE_SECONDS: Final = 0.6
"""How long the end of the program waits for work that cannot be canceled."""

STORE_SECONDS: Final = 10.0
"""How long it waits for what must be stored."""

CANCELED: Final = GreenroomError("That was stopped before it was done.", "Start it again.")
"""What becomes of a task that was canceled while somebody still waits for it."""

_log = logging.getLogger(__name__)


class AtClose(Enum):
    """What happens to a task that is not done when its group or the program is closed."""

    DROP = auto()
    """Canceled; not waited for beyond CLOSE_SECONDS."""
    FINISH = auto()
    """Begun in any case; not waited for beyond CLOSE_SECONDS."""
    STORE = auto()
    """Begun in any case, and waited for STORE_SECONDS: the user would lose something."""


@dataclass(eq=False, slots=True)
class Task:
    """One piece of work; `cancel` may be called at any time, on the main thread."""

    group: "TaskGroup"
    work: Callable[[], object]
    lasting: bool
    at_close: AtClose
    interrupt: Callable[[], None]
    settle: Callable[[Callable[[], object]], None]
    canceled: bool = field(default=False, init=False)

    def cancel(self) -> None:
        """Stop it as soon as possible; its `on_error` is called with CANCELED."""
        self.canceled = True
        if not self.group.workers.withdraw(self):
            self.interrupt()

    def carry_out(self) -> None:
        """Do it, on a worker."""
        self.settle(self.work)


class Workers:
    """Some threads that do the tasks of all groups."""

    def __init__(self, count: int = WORKERS, name: str = "worker") -> None:
        self._count = count
        self._name = name
        self._changed = threading.Condition()
        self._waiting: list[Task] = []
        self._running: list[Task] = []
        self._threads: list[threading.Thread] = []
        self._closed = False  # only what must be done is begun
        self._over = False  # nothing is

    def submit(self, task: Task) -> bool:
        """Queue a task; False if nothing more is begun."""
        with self._changed:
            if self._over or (self._closed and task.at_close is AtClose.DROP):
                return False
            self._waiting.append(task)
            busy = len(self._running) + len(self._waiting)
            if len(self._threads) < min(busy, self._count):
                name = f"{self._name}_{len(self._threads)}"
                thread = threading.Thread(target=self._serve, name=name, daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify_all()
            return True

    def withdraw(self, task: Task) -> bool:
        """Remove a task that still waits, and call whoever waits for it; False if it runs."""
        with self._changed:
            if task not in self._waiting:
                return task not in self._running
            self._waiting.remove(task)
            self._changed.notify_all()
        task.settle(_canceled)
        return True

    def drop(self, group: "TaskGroup | None" = None) -> None:
        """Cancel what may be canceled, of one group or of all."""
        with self._changed:
            mine = [task for task in self._waiting if _may_drop(task, group)]
            running = [task for task in self._running if _may_drop(task, group)]
        for task in (*mine, *running):
            task.cancel()

    def close(self, seconds: float, storing: float) -> bool:
        """Cancel what may be, and wait for the rest.

        Args:
            seconds: for work that cannot be canceled.
            storing: for what must be stored.

        Returns:
            whether every thread has ended.
        """
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self.drop()
        now = time.monotonic()
        with self._changed:
            self._wait(lambda: not self._under_way(AtClose.STORE), now + storing)
            self._wait(lambda: not self._running and not self._waiting, now + seconds)
            self._over = True
            left = [task.group.name for task in self._running]
        if left:
            _log.warning("Left undone at the end: %s", ", ".join(left))
        for thread in self._threads:
            thread.join(max(0.0, now + seconds - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _wait(self, true: Callable[[], bool], until: float) -> None:
        self._changed.wait_for(true, max(0.0, until - time.monotonic()))

    def _under_way(self, at_close: AtClose) -> bool:
        return any(task.at_close is at_close for task in (*self._waiting, *self._running))

    def _serve(self) -> None:
        while task := self._next():
            task.carry_out()
            with self._changed:
                self._running.remove(task)
                self._changed.notify_all()
            del task  # neither work nor result is kept while the worker waits

    def _next(self) -> Task | None:
        """Return the next task that may be begun; None at the end."""
        with self._changed:
            while (task := self._ready()) is None:
                if self._closed and not self._waiting:
                    return None
                self._changed.wait()
            self._waiting.remove(task)
            self._running.append(task)
            return task

    def _ready(self) -> Task | None:
        """Return the longest-waiting task that is next in its group and leaves a worker free."""
        busy = {task.group for task in self._running}
        lasting = sum(task.lasting for task in self._running)
        for task in self._waiting:
            if task.group not in busy and not (task.lasting and lasting >= max(1, self._count - 1)):
                return task
            busy.add(task.group)
        return None


class TaskGroup:
    """The tasks of one controller, done one after the other. Silent after `close`.

    Called on the main thread, but for `post` and what `reporting` returns.
    """

    def __init__(self, name: str, workers: Workers, events: EventQueue) -> None:
        self.name = name
        self.workers = workers
        self._events = events
        self._closed = False

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Failed,
        *,
        lasting: bool = False,
        at_close: AtClose = AtClose.DROP,
        interrupt: Callable[[], None] = lambda: None,
    ) -> Task | None:
        """Do `work` on a worker, then `on_done(result)` or `on_error(problem)` on the main thread.

        Args:
            work: blocks.
            on_done: called unless the group is closed by then.
            on_error: likewise; with CANCELED where the work was canceled.
            lasting: takes more than some seconds.
            at_close: what becomes of it when the group or the program is closed.
            interrupt: makes `work` end sooner; may be called from any thread.

        Returns:
            the task; None if nothing more is begun.
        """
        if self._closed and at_close is AtClose.DROP:
            return None

        def settle(attempt: Callable[[], T]) -> None:
            call = _outcome(attempt, on_done, on_error)
            self.post(call)

        task = Task(self, work, lasting, at_close, interrupt, settle)  # pyright: ignore[reportArgumentType]
        return task if self.workers.submit(task) else None

    def post(self, call: Callable[[], object]) -> None:
        """Have `call` made on the main thread unless the group is closed; from any thread."""
        self._events.post(lambda: None if self._closed else call())

    def channel(self, receive: Callable[[M], None]) -> Channel[M]:
        """Return a way for messages from other threads to `receive`."""
        return Channel(self.post, receive)

    def reporting(self, receive: "Progress", stop: threading.Event) -> "Progress":
        """Return progress that reaches `receive` on the main thread and ends the work at `stop`."""

        def report(what: str, share: float) -> None:
            if stop.is_set():
                raise CancelledError
            self.post(lambda: receive(what, share))

        return report

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Cancel what may be, without waiting; nobody is called back after that.

        Args:
            last: done on a worker when all that was begun is done.
        """
        again, self._closed = self._closed, True
        self.workers.drop(self)
        if last and not again:
            self.run(last, _ignore, _ignore, at_close=AtClose.FINISH)


class BackgroundTasks:
    """All blocking work of the window. Made on the main thread, once per program.

    The sound check has a thread of its own: sound waits for nobody.
    """

    def __init__(self, parent: QObject) -> None:
        self.events = EventQueue(parent)
        self._workers = Workers()
        self._sound = Workers(1, "sound")

    def group(self, name: str) -> TaskGroup:
        """Return a group whose tasks share the workers with those of others."""
        return TaskGroup(name, self._workers, self.events)

    def sound_group(self) -> TaskGroup:
        """Return the group of the sound check."""
        return TaskGroup("sound", self._sound, self.events)

    def close(self, seconds: float = CLOSE_SECONDS, storing: float = STORE_SECONDS) -> bool:
        """Cancel what may be, and wait for the rest; nobody is called back after that.

        Args:
            seconds: for work that cannot be canceled.
            storing: for what must be stored.

        Returns:
            False if some work goes on: the process then has to be ended without it.
        """
        self.events.close()
        until = time.monotonic() + seconds
        sound = self._sound.close(seconds, storing)
        return self._workers.close(max(0.0, until - time.monotonic()), storing) and sound


def _may_drop(task: Task, group: TaskGroup | None) -> bool:
    return task.at_close is AtClose.DROP and group in (None, task.group)


def _outcome(
    attempt: Callable[[], T], on_done: Callable[[T], None], on_error: Failed
) -> Callable[[], None]:
    """Return the call that reports what came of the attempt."""
    try:
        result = attempt()
    except CancelledError:
        return _bound(on_error, CANCELED)
    except GreenroomError as problem:
        return _bound(on_error, problem)
    except Exception as problem:  # noqa: BLE001 - a bug must not vanish on a worker
        _log.exception("A task failed")
        sentence = f"Something went wrong inside Greenroom ({type(problem).__name__})."
        return _bound(on_error, GreenroomError(sentence, "The log has the details."))
    return _bound(on_done, result)


def _bound(call: Callable[[Any], None], argument: object) -> Callable[[], None]:
    return lambda: call(argument)


def _canceled() -> Any:
    raise CancelledError


def _ignore(_: object) -> None:
    """Do nothing: nobody waits for it."""

"""The playback of a recording: from where, how fast, and which part over and over.

Commands may come from any thread and return at once; the sound is written on an executor. While it
plays, `moved` gets what is heard about twenty-five times a second.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import RLock

import numpy as np

from greenroom.live.audio.play_range import Course
from greenroom.live.concurrency.error_boundary import error_boundary
from greenroom.live.concurrency.executors import Executor
from greenroom.ports import Output, Stretch
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.span import Span

_BLOCK_SECONDS = 0.04
_CLOSE_SECONDS = 0.5  # for the current block
_DRAIN_SECONDS = 0.1  # of silence after the last sound: devices drop what they still hold


@dataclass(frozen=True, slots=True)
class Played:
    """What is heard of the recording.

    Attributes:
        position: seconds from its beginning.
        running: whether it plays.
        speed: how many times as fast as it was spoken.
        loop: the span that is repeated; None where there is none.
    """

    position: float = 0.0
    running: bool = False
    speed: float = 1.0
    loop: Span | None = None


@dataclass(frozen=True, slots=True)
class _PlayRequest:
    """What is to be played; a new request replaces it."""

    clip: Clip
    course: Course
    speed: float


class Playback:
    """Plays one recording at a time."""

    def __init__(
        self,
        output: Output,
        stretch: Callable[[float], Stretch],
        executor: Executor,
        moved: Callable[[Played], None],
        failed: Callable[[str], None],
    ) -> None:
        """Load nothing yet.

        Args:
            output: takes the sound; this playback's own.
            stretch: returns what changes the speed.
            executor: where the sound is written; this playback's own.
            moved: takes what is heard, on any thread.
            failed: takes the reason why nothing is heard, on the executor.
        """
        self._output = output
        self._stretch = stretch
        self._executor = executor
        self._moved = moved
        self._failed = failed
        self._lock = RLock()
        self._clip = Clip(np.zeros(0, np.float32))
        self._played = Played()
        self._part: Span | None = None
        self._request: _PlayRequest | None = None
        self._working = False

    @property
    def played(self) -> Played:
        """Return what was heard last."""
        return self._played

    def load(self, clip: Clip) -> None:
        """Load another recording, at its beginning; the speed stays."""
        with self._lock:
            self._clip, self._part = clip, None
            self._set(position=0.0, running=False, loop=None)

    def play(self, part: Span | None = None) -> None:
        """Play from here on; with `part` play that alone, once."""
        with self._lock:
            self._part = part and self._within(part)
            inside = self._part or self._played.loop or self._whole
            here = self._played.position
            if self._part or not inside.start <= here < inside.end - _BLOCK_SECONDS:
                here = inside.start
            self._set(position=here, running=inside.seconds > 0)

    def pause(self) -> None:
        """Pause; `play` goes on from here."""
        with self._lock:
            self._set(running=False)

    def seek(self, position: float) -> None:
        """Go there, and go on if it plays; leaving the loop ends the loop."""
        with self._lock:
            position = min(max(0.0, position), self._whole.end)
            self._part = _if_holds(self._part, position)
            self._set(position=position, loop=_if_holds(self._played.loop, position))

    def set_speed(self, speed: float) -> None:
        """Play so many times as fast as it was spoken."""
        with self._lock:
            self._set(speed=speed)

    def set_loop(self, span: Span | None) -> None:
        """Repeat this part from now on; None ends that."""
        with self._lock:
            loop, here = span and self._within(span), self._played.position
            self._part = None
            outside = loop and not loop.start <= here < loop.end
            self._set(loop=loop, position=loop.start if loop and outside else here)

    def close(self) -> None:
        """Stop for good; leave a device alone that hangs."""
        self.pause()
        if self._executor.close(_CLOSE_SECONDS):
            self._output.close()

    @property
    def _whole(self) -> Span:
        return Span(0.0, self._clip.seconds)

    def _within(self, span: Span) -> Span:
        start = min(max(0.0, span.start), self._whole.end)
        return Span(start, min(max(start, span.end), self._whole.end))

    def _set(self, **changes: object) -> None:
        """Change what is played, and start again from there if it is running."""
        played = self._played = replace(self._played, **changes)  # type: ignore[arg-type]
        self._request = None
        if played.running:
            span = self._part or played.loop or self._whole
            again = played.loop is not None and self._part is None
            course = Course.through(span, played.position, again=again)
            self._request = _PlayRequest(self._clip, course, played.speed)
        self._moved(played)
        if self._request and not self._working:
            self._working = True
            self._executor.submit(error_boundary(self._work, self._fail))

    def _work(self) -> None:
        """Play what is wanted, until nothing is; runs on the executor."""
        try:
            while (request := self._next()) is not None:
                self._output.open()
                self._output.drop()
                _Performance(request, self._output, self._stretch(request.speed), self._tell).run()
                self._end(request)
        finally:
            self._output.close()

    def _fail(self, reason: str) -> None:
        with self._lock:
            self._working = False
            self._set(running=False)
        self._failed(reason)

    def _next(self) -> _PlayRequest | None:
        with self._lock:
            self._working = self._request is not None
            return self._request

    def _tell(self, request: _PlayRequest, position: float) -> bool:
        """Report the position; return whether this is still wanted."""
        with self._lock:
            if self._request is not request:
                return False
            self._played = replace(self._played, position=position)
            self._moved(self._played)
            return True

    def _end(self, request: _PlayRequest) -> None:
        with self._lock:
            if self._request is request:
                self._part = None
                self._set(running=False)


class _Performance:
    """One request on its way to the speaker."""

    def __init__(
        self,
        request: _PlayRequest,
        output: Output,
        stretch: Stretch,
        tell: Callable[[_PlayRequest, float], bool],
    ) -> None:
        self._request = request
        self._output = output
        self._stretch = stretch
        self._tell = tell
        self._seconds = 0.0  # written

    def run(self) -> None:
        """Write until the course is over or something else is requested."""
        course, clip, speed = self._request.course, self._request.clip, self._request.speed
        size = round(_BLOCK_SECONDS * speed * SAMPLE_RATE)
        taken = 0
        while len(part := course.cut(clip, taken, size)):
            taken += len(part)
            if not self._write(self._stretch.feed(part)):
                return
        if self._write(self._stretch.finish()):
            self._drain()

    def _write(self, samples: np.ndarray) -> bool:
        """Write samples; return whether this is still wanted."""
        if len(samples):
            self._output.write(samples)
            self._seconds += len(samples) / SAMPLE_RATE
        return self._tell(self._request, self._position())

    def _drain(self) -> None:
        """Write silence until the last sound has been heard."""
        end = self._seconds + _DRAIN_SECONDS
        silence = np.zeros(round(_BLOCK_SECONDS * SAMPLE_RATE), np.float32)
        while self._seconds - self._output.waiting < end and self._write(silence):
            pass

    def _position(self) -> float:
        seconds = max(0.0, self._seconds - self._output.waiting)
        at = self._request.course.at(round(seconds * self._request.speed * SAMPLE_RATE))
        return at / SAMPLE_RATE


def _if_holds(span: Span | None, position: float) -> Span | None:
    return span if span and span.start <= position < span.end else None

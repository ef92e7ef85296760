"""Sound at another speed with its pitch kept, block by block, by FFmpeg's filter `atempo`."""

from fractions import Fraction
from typing import Any

import numpy as np

from greenroom.ports import Stretch
from greenroom.speech.clip import SAMPLE_RATE, Samples

SLOWEST, FASTEST = 0.5, 2.0
"""Below, speech falls apart; above, the filter would drop samples instead of blending them."""


def stretch(speed: float) -> Stretch:
    """Return what makes sound `speed` times as fast, within SLOWEST…FASTEST."""
    return _Unchanged() if speed == 1 else _Atempo(speed)


class _Unchanged:
    def feed(self, samples: Samples) -> Samples:
        return samples

    def finish(self) -> Samples:
        return np.zeros(0, np.float32)


class _Atempo:
    """Holds back an eighth of a second at most; keeps every moment in its place within 20 ms."""

    def __init__(self, speed: float) -> None:
        import av.filter

        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"speed {speed} is outside {SLOWEST}…{FASTEST}")
        self._graph = av.filter.Graph()
        self._tick = Fraction(1, SAMPLE_RATE)
        source = self._graph.add_abuffer(
            format="flt", sample_rate=SAMPLE_RATE, layout="mono", time_base=self._tick
        )
        tempo = self._graph.add("atempo", f"tempo={_as_fraction(speed)}")
        source.link_to(tempo)
        tempo.link_to(self._graph.add("abuffersink"))
        self._graph.configure()
        self._position = 0

    def feed(self, samples: Samples) -> Samples:
        if len(samples):
            self._graph.push(self._frame(samples))
        return self._ready()

    def finish(self) -> Samples:
        self._graph.push(None)
        return self._ready()

    def _frame(self, samples: Samples) -> Any:
        import av

        whole = np.ascontiguousarray(samples, np.float32)[np.newaxis]
        frame = av.AudioFrame.from_ndarray(whole, format="flt", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = self._tick
        frame.pts = self._position
        self._position += len(samples)
        return frame

    def _ready(self) -> Samples:
        """Return all that the filter gives without being fed more."""
        from av.error import BlockingIOError as NotYet
        from av.error import EOFError as Over

        blocks = [np.zeros(0, np.float32)]
        while True:
            try:
                blocks.append(self._graph.pull().to_ndarray()[0])
            except (NotYet, Over):
                return np.concatenate(blocks)


def _as_fraction(speed: float) -> Fraction:
    """Return the speed without a decimal point, which FFmpeg reads by the user's locale."""
    return Fraction(speed).limit_denominator(10_000)

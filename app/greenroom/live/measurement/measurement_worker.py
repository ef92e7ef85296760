"""What the measuring process is asked, and the worker in it that answers."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from greenroom.delivery import measurement
from greenroom.delivery.measure import Delivery
from greenroom.delivery.measurement import MeasureRequest
from greenroom.delivery.streaming_measurer import StreamingMeasurer
from greenroom.speech.clip import Clip, Samples
from greenroom.speech.span import Span

_ANSWERS = 3
"""How many answers are kept at once; older ones were given up and are never asked for."""


@dataclass(slots=True)
class MeasurementWorker:
    """The answers that are being spoken, by their number."""

    spoken: OrderedDict[int, StreamingMeasurer] = field(
        default_factory=OrderedDict[int, StreamingMeasurer]
    )

    def add(self, answer: int, begin: int, samples: Samples, speech: tuple[Span, ...]) -> None:
        """Take more of an answer; ignore one whose beginning went to another process."""
        if begin == 0:
            self.spoken[answer] = StreamingMeasurer()
            while len(self.spoken) > _ANSWERS:
                self.spoken.popitem(last=False)
        measurer = self.spoken.get(answer)
        if measurer is None or measurer.samples != begin:
            return
        try:
            measurer.hear(samples, speech)
        except BaseException:
            del self.spoken[answer]  # incomplete: it is measured from its recording
            raise

    def measure_stream(self, answer: int, samples: int, request: MeasureRequest) -> Delivery | None:
        """Return the measures of an answer that came whole, and forget it; else None."""
        measurer = self.spoken.pop(answer, None)
        if measurer is None or measurer.samples != samples:
            return None
        return measurement.measure(measurer, request)


Question = Callable[[MeasurementWorker], Delivery | None]
"""Called with the worker in its process; an instance of one of these classes, which can be sent."""


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Load what measuring needs."""

    def __call__(self, _: MeasurementWorker) -> None:
        """Load it; takes a moment."""
        measurement.warm_up()


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """More of an answer that is being spoken: samples from number `begin` on."""

    answer: int
    begin: int
    samples: Samples
    speech: tuple[Span, ...]

    def __call__(self, worker: MeasurementWorker) -> None:
        """Give the chunk to the worker; takes a small share of the sound's length."""
        worker.add(self.answer, self.begin, self.samples, self.speech)


@dataclass(frozen=True, slots=True)
class MeasureStream:
    """The measures of an answer of so many samples that was sent while it was spoken."""

    answer: int
    samples: int
    request: MeasureRequest

    def __call__(self, worker: MeasurementWorker) -> Delivery | None:
        """Return the measures; None where the answer did not come whole."""
        return worker.measure_stream(self.answer, self.samples, self.request)


@dataclass(frozen=True, slots=True)
class MeasureClip:
    """The measures of a clip."""

    clip: Clip
    request: MeasureRequest

    def __call__(self, _: MeasurementWorker) -> Delivery:
        """Return the measures; the longer the clip, the longer it takes."""
        return measurement.measure(self.clip, self.request)

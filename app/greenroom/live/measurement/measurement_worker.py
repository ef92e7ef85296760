"""What the measuring process is asked, and the desk in it that answers; all can be sent to it."""

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
"""So many answers are kept at once; older ones were given up and are never asked for."""


@dataclass(slots=True)
class MeasurementWorker:
    """The answers that are being spoken, by their number."""

    spoken: OrderedDict[int, StreamingMeasurer] = field(
        default_factory=OrderedDict[int, StreamingMeasurer]
    )

    def hear(self, answer: int, begin: int, samples: Samples, speech: tuple[Span, ...]) -> None:
        """More of an answer; of one whose beginning another process heard, nothing is kept."""
        if begin == 0:
            self.spoken[answer] = StreamingMeasurer()
            while len(self.spoken) > _ANSWERS:
                self.spoken.popitem(last=False)
        one = self.spoken.get(answer)
        if one is None or one.samples != begin:
            return
        try:
            one.hear(samples, speech)
        except BaseException:
            del self.spoken[answer]  # half of it is heard: it is measured from its recording
            raise

    def measure_heard(self, answer: int, samples: int, request: MeasureRequest) -> Delivery | None:
        """The measures of an answer that was heard whole, and is then forgotten; else None."""
        one = self.spoken.pop(answer, None)
        if one is None or one.samples != samples:
            return None
        return measurement.measure(one, request)


Question = Callable[[MeasurementWorker], Delivery | None]
"""Asked of the desk in its process; an instance of one of these classes."""


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Load what measuring needs."""

    def __call__(self, _: MeasurementWorker) -> None:
        """Takes a moment."""
        measurement.warm_up()


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """More of an answer that is being spoken: samples from number `begin` on."""

    answer: int
    begin: int
    samples: Samples
    speech: tuple[Span, ...]

    def __call__(self, desk: MeasurementWorker) -> None:
        """Takes a small share of the sound's length."""
        desk.hear(self.answer, self.begin, self.samples, self.speech)


@dataclass(frozen=True, slots=True)
class MeasureStream:
    """The measures of an answer of so many samples that was heard while it was spoken."""

    answer: int
    samples: int
    request: MeasureRequest

    def __call__(self, desk: MeasurementWorker) -> Delivery | None:
        """None where it was not heard whole."""
        return desk.measure_heard(self.answer, self.samples, self.request)


@dataclass(frozen=True, slots=True)
class MeasureClip:
    """The measures of a clip."""

    clip: Clip
    request: MeasureRequest

    def __call__(self, _: MeasurementWorker) -> Delivery:
        """Takes longer the longer the clip."""
        return measurement.measure(self.clip, self.request)

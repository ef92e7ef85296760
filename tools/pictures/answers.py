"""The words and measures of the sample candidate's answers, for lifelike pictures.

They are kept in `answers.json`, so that pictures are made at once, and evaluated each time. Renew
the file after a change to recognition or measurement:

    cd tools && ../.venv/bin/python -m pictures.answers
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from greenroom.content import find_question, load_rubrics
from greenroom.delivery.measure import Delivery
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.session import Answer
from greenroom.live.evaluation.answer_evaluator import AnswerEvaluator, Sound, recorded
from greenroom.paths import Paths, shipped
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.words import Transcript

RUBRICS = load_rubrics(Paths.standard())
MISTAKE = find_question("shipped-mistake-to-users", Paths.standard())

_KEPT = Path(__file__).with_suffix(".json")
_SLICES = 2_000


@dataclass(frozen=True, slots=True)
class Sample:
    """The first `seconds` of a sample answer."""

    file: str
    seconds: float = 600.0

    @property
    def key(self) -> str:
        """Its name among what is kept."""
        return f"{self.file} {self.seconds:g}"

    @property
    def clip(self) -> Clip:
        """Its sound."""
        from greenroom.engines.sound.file import read_clip

        clip, _ = read_clip(shipped("assets") / "samples" / f"{self.file}.flac")
        return Clip(clip.samples[: round(self.seconds * SAMPLE_RATE)])

    @property
    def peaks(self) -> tuple[float, ...]:
        """Its shape."""
        from greenroom.speech.waveform import shape

        return shape(self.clip, _SLICES)


WHOLE = Sample("1-shipped-mistake-to-users")
BROKEN_OFF = Sample("1-shipped-mistake-to-users", 34.2)
FOLLOW_UP = Sample("2-follow-up")


@cache
def analysis(sample: Sample, question: str = MISTAKE.ask) -> Analysis:
    """Evaluate a sample whose measures were saved before."""
    saved: dict[str, Any] = json.loads(_KEPT.read_text(encoding="utf-8"))[sample.key]
    transcript = TypeAdapter(Transcript).validate_python(saved["transcript"])
    delivery = TypeAdapter(Delivery).validate_python(saved["delivery"])
    measured = Analysis(transcript, delivery, None, Feedback())
    answer = _answer(question, MISTAKE.rubric, measured)
    evaluated = AnswerEvaluator(RUBRICS).reevaluate(answer, transcript).analysis
    assert evaluated
    return evaluated


def _answer(question: str, rubric: str, analysis: Analysis | None = None) -> Answer:
    return Answer(
        "", "", 1, MISTAKE.id, question, rubric, datetime.now(UTC),
        target_seconds=MISTAKE.target_seconds, analysis=analysis,
    )  # fmt: skip


def main() -> None:
    """Hear and measure the samples."""
    from greenroom.engines.recognition.model_hub import ModelHub
    from greenroom.runtime import LazyTranscriber, measuring
    from greenroom.settings import Settings

    paths = Paths.standard()
    paths.prepare()
    transcriber, results = LazyTranscriber(Settings(), paths, ModelHub()), {}
    with measuring() as process:
        for sample in (WHOLE, BROKEN_OFF, FOLLOW_UP):
            transcription = transcriber.transcribe_clip(sample.clip)
            sound = Sound(sample.clip, SAMPLE_RATE)
            answer = _answer(MISTAKE.ask, MISTAKE.rubric)
            analysis = (
                AnswerEvaluator({})
                .evaluate(answer, transcription, recorded(process, sound))
                .analysis
            )
            assert analysis
            results[sample.key] = {
                "transcript": TypeAdapter(Transcript).dump_python(analysis.transcript, mode="json"),
                "delivery": TypeAdapter(Delivery).dump_python(analysis.delivery, mode="json"),
            }
            print(f"{sample.key}: {len(transcription.transcript.words)} words")
    _KEPT.write_text(json.dumps(_short(results), indent=None) + "\n", encoding="utf-8")


def _short(value: Any) -> Any:
    """Round numbers to the thousandth, which is more than anybody sees."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {name: _short(one) for name, one in value.items()}
    return [_short(one) for one in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()

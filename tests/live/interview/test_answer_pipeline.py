"""An answer that cannot be begun does no harm to the rest."""

from pathlib import Path
from types import SimpleNamespace

from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.interview import events as ev
from greenroom.interview.machine import advance, begin
from greenroom.interview.plan import Plan
from greenroom.interview.script import Question, Script
from greenroom.live.interview.answer_pipeline import AnswerPipeline

QUESTION = Question(id="q", ask="Why?", rubric="star", tests="t", strong="s", weak="w")
PLAN = Plan(Script(id="s", title="S", about="a", welcome="Hi.", closing="Bye."), (QUESTION,), 0)


def test_enter_behind_a_recording_that_could_not_be_begun_changes_nothing(tmp_path: Path) -> None:
    posted = []
    services = SimpleNamespace(
        new_recording=lambda folder, turn: FlacRecording(folder / f"answer-{turn}.flac")
    )
    answering = AnswerPipeline("s1", services, posted.append)  # type: ignore[arg-type]
    state = begin(PLAN)
    for event in (ev.Started(), ev.Prepared(), ev.Spoken(1)):
        state, _ = advance(state, event)
    answering.listen(state, tmp_path / "gone")
    answering.end(1)
    (ended,) = posted
    assert isinstance(ended, ev.ListeningEnded)
    assert (ended.turn, ended.by) == (1, "storage"), "the disk is named, not the microphone"
    answering.transcribe(1)
    assert isinstance(posted[-1], ev.TranscriptionFailed)

"""An answer is judged the same on every way in: live, corrected, recovered, from a file."""

import json
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from greenroom.commands import analyze
from greenroom.composition import recover
from greenroom.content import find_question, load_rubrics
from greenroom.delivery.measure import AudioQuality, Delivery
from greenroom.engines.sound.file import read_clip
from greenroom.engines.store.flac_recording import FlacRecording, recording_name
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.render.analysis_json import analysis_to_dict
from greenroom.feedback.session import Answer
from greenroom.interview import events as ev
from greenroom.interview.answer_key import NO_KEY, AnswerKey
from greenroom.interview.plan import Plan
from greenroom.interview.script import Question, Script
from greenroom.live.audio.answer_capture import Take
from greenroom.live.audio.transcription import (
    StreamingTranscription,
    TranscriptionResult,
    transcribe_whole,
)
from greenroom.live.concurrency.executors import InlineExecutor
from greenroom.live.evaluation.answer_evaluator import AnswerEvaluator, Sound
from greenroom.live.interview.live_interview import LiveInterview
from greenroom.live.interview.services import InterviewServices
from greenroom.live.measurement.measurement_process import MeasuringProcess
from greenroom.paths import Paths
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.words import Transcript, Word
from greenroom.structure.elements import Structure
from greenroom.ui.review.tasks import ReviewWork
from live.audio.test_transcription import English, Loudness

STORY = (
    "Two years ago the label printer at our bakery printed every third label twice. "
    "I was asked to have it working before Easter. We rebuilt the whole queue over a weekend. "
    "After that it printed twelve thousand labels without one double."
)
MORE = (
    "I wrote the part that locks a label before it is sent to the printer, and I tested it for "
    "two nights with labels from the week before. Nobody else looked at that code."
)
PLEA = "Could you repeat the question please?"
WORDS = tuple(f"{STORY} {MORE} {PLEA}".split())
LEAD_SECONDS, WORD_SECONDS = 1.5, 0.3


def spoken(text: str) -> Samples:
    """A buzz for every word, as loud as its place in WORDS says; 16 bits keep all of it."""
    places = [WORDS.index(word) for word in text.split()]
    count = round(WORD_SECONDS * SAMPLE_RATE)
    sign = np.where(np.arange(count) % 80 < 40, 1, -1)
    buzz = [sign * (6_000 + 100 * place) for place in places]
    silence = np.zeros(round(LEAD_SECONDS * SAMPLE_RATE), int)
    return (np.concatenate([silence, *buzz, silence]) / 32_768).astype(np.float32)


class Loud(English):
    """Recognizes the words of `spoken`."""

    def transcribe(self, segment: Clip) -> Sequence[Word]:
        heard: list[Word] = []
        at = 0
        for level, run in groupby(np.round(np.abs(segment.samples) * 32_768).astype(int).tolist()):
            begin, at = at, at + len(list(run))
            if level:
                text = WORDS[(level - 6_000) // 100]
                heard.append(Word(text, begin / SAMPLE_RATE, at / SAMPLE_RATE))
        return heard


def hear(clip: Clip) -> TranscriptionResult:
    return transcribe_whole(clip, Loud(), Loudness())


@dataclass
class Candidate:
    """Says one thing after the other, instead of a microphone."""

    says: list[str]
    post: Callable[[Any], None]

    def listen(self, take: Take) -> None:
        samples = spoken(self.says.pop(0))
        for begin in range(0, len(samples), 4_000):
            take.add(samples[begin : begin + 4_000])
        take.recording.close()
        self.post(ev.ListeningEnded(take.turn, "file"))

    def end(self, take: Take) -> None: ...

    def warm(self) -> None: ...

    def close(self) -> None: ...


@dataclass
class Interviewer:
    """Has said it as soon as it is to be said."""

    post: Callable[[Any], None]

    def say(self, turn: int, _text: str) -> None:
        self.post(ev.Spoken(turn))

    def prepare(self, _text: str) -> None: ...

    def close(self) -> None: ...


@pytest.fixture(scope="module")
def measuring() -> Iterator[MeasuringProcess]:
    process = MeasuringProcess()
    yield process
    process.close()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths.under(tmp_path)
    paths.prepare()
    return paths


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteHistory]:
    store = SqliteHistory(paths)
    yield store
    store.close()


def question(paths: Paths) -> Question:
    return find_question("shipped-mistake-to-users", paths)


def read_sound(path: Path) -> Sound:
    return Sound(*read_clip(path))


def live(
    says: list[str], paths: Paths, store: SqliteHistory, measuring: MeasuringProcess
) -> list[Answer]:
    """The answers of an interview with one question and one follow-up, as they are kept."""
    posted: list[Any] = []
    rubrics = load_rubrics(paths)
    services = InterviewServices(
        speaking=cast("Any", Interviewer(posted.append)),
        listening=cast("Any", Candidate(says, posted.append)),
        evaluator=AnswerEvaluator(rubrics),
        measuring=measuring,
        store=store,
        rubrics=rubrics,
        transcription=InlineExecutor(),
        dialogue=InlineExecutor(),
        analysis=InlineExecutor(),
        storage=InlineExecutor(),
        load=lambda: None,
        new_transcription=lambda captions: StreamingTranscription(
            Loud(), Loudness(), InlineExecutor(), captions
        ),
        new_recording=lambda folder, turn: FlacRecording(folder / recording_name(turn)),
        read_sound=read_sound,
        write_report=lambda _session, _folder: None,
    )
    script = Script(id="s", title="A script", about="a", welcome="Hello.", closing="Goodbye.")
    interview = LiveInterview(
        Plan(script, (question(paths),), follow_ups=1), services, posted.append
    )
    interview.handle(ev.Started())
    while posted:
        message = posted.pop(0)
        if type(message).__module__ == ev.__name__:
            interview.handle(message)
    return [*store.session(interview.session.id).answers]


def recovered(
    lost: Answer, paths: Paths, store: SqliteHistory, measuring: MeasuringProcess
) -> Answer:
    """The answer as a crash would have left it, and what recovery makes of it."""
    runtime = SimpleNamespace(
        transcriber=SimpleNamespace(transcribe_clip=hear), measuring=measuring
    )
    failed: list[object] = []
    begun = replace(lost, analysis=None, think_seconds=None, request="", recovered=True)
    store.save_answer(begun)
    recover([begun], cast("Any", runtime), paths, lambda *problem: failed.append(problem))
    assert not failed
    return store.answer(lost.id)


def corrected(answer: Answer, paths: Paths, word: int, text: str) -> Answer:
    work = ReviewWork(SqliteHistory(paths), paths)
    try:
        return work.correct(answer, word, text)
    finally:
        work.close()


def analyzed(
    answer: Answer,
    paths: Paths,
    store: SqliteHistory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> dict[str, Any]:
    """What `greenroom analyze --json` prints for the recording, by the answer's question."""
    monkeypatch.setattr(
        analyze, "LazyTranscriber", lambda *_: SimpleNamespace(transcribe_clip=hear)
    )  # no model here
    recording = store.folder(answer.session_id) / answer.clip
    arguments = Namespace(
        paths=paths, audio=[recording], question=answer.question_id, rubric=None, json=True,
        llm="off", melody=False,
    )  # fmt: skip
    assert analyze.run(arguments) == 0
    return json.loads(capsys.readouterr().out)


def known(answer: Answer) -> Analysis:
    assert answer.analysis
    return answer.analysis


def structure(answer: Answer) -> Structure:
    found = known(answer).structure
    assert found
    return found


def verdict(answer: Answer) -> Analysis:
    """What is said of it, without how long that took."""
    return replace(known(answer), timings={})


def test_a_live_follow_up_is_judged_by_what_it_probed(paths, store, measuring):
    main, follow_up = live([STORY, MORE], paths, store, measuring)
    assert (main.follow_up, follow_up.follow_up, follow_up.probes) == (False, True, "action")
    assert structure(main).missing == ("action", "reflection")
    parts = [part.what for part in structure(follow_up).derivation]
    assert parts == ["action"]
    assert known(follow_up).feedback.remark.startswith("You covered 1 of 1 part.")
    assert main.think_seconds == pytest.approx(LEAD_SECONDS, abs=0.1)


@pytest.mark.parametrize("turn", [0, 1])
def test_a_recovered_answer_is_judged_as_it_was_live(turn: int, paths, store, measuring):
    before = live([STORY, MORE], paths, store, measuring)[turn]
    after = recovered(before, paths, store, measuring)
    assert verdict(after) == verdict(before)
    assert after == replace(before, recovered=True, analysis=after.analysis)


@pytest.mark.parametrize("turn", [0, 1])
def test_a_corrected_answer_is_judged_as_it_was_live(turn: int, paths, store, measuring):
    before = live([STORY, MORE], paths, store, measuring)[turn]
    word = known(before).transcript.words[3].text
    after = corrected(before, paths, 3, word)
    assert verdict(after) == verdict(before)
    assert known(after).timings == known(before).timings


def test_a_word_that_is_put_right_in_a_follow_up_leaves_the_rest_of_the_rubric_alone(
    paths, store, measuring
):
    _, before = live([STORY, MORE], paths, store, measuring)
    after = corrected(before, paths, 3, "piece")
    assert known(after).transcript.words[3].text == "piece"
    assert structure(after).missing == ()
    assert structure(after).score == structure(before).score == 100


def test_a_file_is_judged_as_the_same_answer_was_live(paths, store, measuring, monkeypatch, capsys):
    main, _ = live([STORY, MORE], paths, store, measuring)
    printed = analyzed(main, paths, store, monkeypatch, capsys)
    expected: dict[str, Any] = dict(analysis_to_dict(verdict(main)))
    think_time = printed["measures"].pop("think_time")
    assert think_time["value"] is None, "nobody knows when a file's question ended"
    expected["measures"].pop("think_time")
    assert printed == expected | {"file": printed["file"], "timings": printed["timings"]}


def test_all_four_ways_agree(paths, store, measuring, monkeypatch, capsys):
    main, follow_up = live([STORY, MORE], paths, store, measuring)
    for before in (main, follow_up):
        ways = (
            corrected(before, paths, 0, known(before).transcript.words[0].text),
            recovered(before, paths, store, measuring),
        )
        for after in ways:
            assert verdict(after) == verdict(before)
    printed = analyzed(main, paths, store, monkeypatch, capsys)
    assert printed["structure"]["score"] == structure(main).score
    assert printed["feedback"]["remark"] == known(main).feedback.remark


def test_a_request_is_no_answer_on_any_way(paths, store, measuring, monkeypatch, capsys):
    asked, *_ = live([PLEA, STORY, MORE], paths, store, measuring)
    assert asked.request == "repeat"
    assert known(asked).structure is None
    again = recovered(asked, paths, store, measuring)
    assert (again.request, known(again).structure) == ("repeat", None)
    assert analyzed(asked, paths, store, monkeypatch, capsys)["structure"] is None
    fixed = corrected(asked, paths, 0, "Would")
    assert (fixed.request, known(fixed).structure) == ("repeat", None)


def answer(**changes: Any) -> Answer:
    return replace(
        Answer("a1", "s1", 1, "q", "Why?", "modeling", datetime.now(UTC), clip="a.flac"), **changes
    )


@pytest.mark.parametrize(("rubric", "technical"), [("modeling", True), ("star", False)])
@pytest.mark.parametrize("probes", ["", "no_such_element"])
def test_what_depends_on_the_rubric_holds_for_every_follow_up(
    rubric: str, technical: bool, probes: str, paths
):
    requests = []

    def measurer(request):
        requests.append(request)
        raise InterruptedError

    evaluator = AnswerEvaluator(load_rubrics(paths))
    one = answer(rubric_id=rubric, follow_up=True, probes=probes)
    with pytest.raises(InterruptedError):
        evaluator.evaluate(
            one, TranscriptionResult(Transcript((Word("So", 1.0, 2.0),)), ()), measurer
        )
    assert (requests[0].technical, requests[0].think_seconds) == (technical, 1.0)


def test_whatever_is_said_on_invitation_is_a_question(paths):
    evaluator = AnswerEvaluator(load_rubrics(paths))
    said = Transcript((Word("No,", 0, 1), Word("thanks.", 1, 2)))
    invited = answer(rubric_id="", question="What do you want to know?")
    request = evaluator.request(invited, said)
    assert request
    assert request.kind == "nothing"
    assert evaluator.request(invited, Transcript()) is None
    lost = answer(rubric_id="", question="")
    assert evaluator.request(lost, said) is None, "its question is not known"


def test_what_the_question_does_not_expect_is_not_in_the_report(paths):
    key = AnswerKey(expects=("action", "result"))
    known = {"q": key}
    evaluator = AnswerEvaluator(load_rubrics(paths), lambda name: known.get(name, NO_KEY))
    words = tuple(Word(text, n * 0.3, n * 0.3 + 0.2) for n, text in enumerate(STORY.split()))
    heard = TranscriptionResult(Transcript(words), ())
    told = answer(question="Tell me what you did.", rubric_id="star")
    judged = evaluator.evaluate(told, heard, _unmeasured).analysis
    assert judged
    assert judged.structure
    assert set(judged.structure.missing) <= {"action", "result"}
    assert judged.structure.missing, "the sample has no action of the speaker's own"
    assert judged.feedback.remark.startswith("You covered 1 of 2 parts")
    about = {remark.about for remark in judged.feedback.priorities}
    assert about <= {"action", "result"}
    other = evaluator.evaluate(replace(told, question_id="other"), heard, _unmeasured).analysis
    assert other
    assert other.structure
    assert "reflection" in other.structure.missing


def test_a_follow_up_is_judged_by_what_it_probed_whatever_its_question_expects(paths):
    evaluator = AnswerEvaluator(load_rubrics(paths), lambda _: AnswerKey(expects=("action",)))
    words = tuple(Word(text, n * 0.3, n * 0.3 + 0.2) for n, text in enumerate(STORY.split()))
    told = answer(rubric_id="star", follow_up=True, probes="reflection")
    judged = evaluator.evaluate(told, TranscriptionResult(Transcript(words), ()), _unmeasured)
    assert judged.analysis
    assert judged.analysis.structure
    assert judged.analysis.structure.missing == ("reflection",)


def _unmeasured(_request) -> Delivery:
    return Delivery(AudioQuality(30.0, 48_000, -20.0, 0.0, 40.0, "ok"))

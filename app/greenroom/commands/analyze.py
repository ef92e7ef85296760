"""`greenroom analyze`: transcript, measures, structure and feedback of any sound file.

With `--llm on`, also the review of the language model that is set up.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from greenroom.commands.llm import agreed_to
from greenroom.commands.prerequisites import hub_that_asks, load_settings, show_progress
from greenroom.content import find_question, load_rubric
from greenroom.content.answer_keys import AnswerKeyLibrary
from greenroom.engines.llm.setup import open_second_opinion
from greenroom.errors import GreenroomError, InterviewerError, UserError
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.render.analysis_json import analysis_to_dict
from greenroom.feedback.render.analysis_text import analysis_to_text
from greenroom.feedback.session import Answer
from greenroom.live.concurrency.error_boundary import in_words
from greenroom.live.concurrency.notices import Message, SentOut
from greenroom.live.evaluation.answer_evaluator import AnswerEvaluator, Sound, evaluate_recording
from greenroom.live.measurement.prosody_process import ProsodyProcess, with_melody
from greenroom.paths import Paths
from greenroom.runtime import LazyTranscriber, measuring, read_sound
from greenroom.structure.rubric import Rubric


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `analyze` to the command line."""
    parser = commands.add_parser(
        "analyze",
        description="Transcribe, measure and judge sound files: WAV, FLAC, MP3, M4A, OGG and more.",
        epilog="example: greenroom analyze answer.m4a --rubric star --json",
    )
    parser.add_argument("audio", nargs="+", type=Path, help="sound files, one answer each")
    against = parser.add_mutually_exclusive_group()
    against.add_argument("--question", metavar="ID", help="judge it as an answer to this question")
    against.add_argument("--rubric", metavar="ID", help="judge its structure by this rubric")
    parser.add_argument(
        "--json",
        action="store_true",
        help="print JSON: one object for one file, a list for several",
    )
    parser.add_argument(
        "--melody",
        action="store_true",
        help="also measure how the voice moves: flat sentences, rising ends; takes some seconds "
        "more, and half a minute the first time",
    )
    parser.add_argument(
        "--llm",
        choices=("on", "off"),
        default="off",
        help="on: also ask the language model that is set up (see: greenroom llm)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Analyze each file; name a file that cannot be analyzed, and go on with the others."""
    answer, rubrics = _asked(arguments)
    rubric = rubrics.get(answer.rubric_id)
    second = _second_opinion(arguments, answer.question, rubric)
    done: list[dict[str, Any]] = []
    exit_code = 0
    melodies = ProsodyProcess(arguments.paths.compiled) if arguments.melody else None
    for path, outcome in _analyses(arguments.audio, answer, rubrics, arguments.paths, melodies):
        result = second(outcome) if second and isinstance(outcome, Analysis) else outcome
        if isinstance(result, GreenroomError):
            print(f"greenroom: {path.name}: {result.sentence}", file=sys.stderr)
            print(f"  {result.hint}", file=sys.stderr)
            exit_code = max(exit_code, result.exit_code)
        elif arguments.json:
            done.append({"file": str(path), **analysis_to_dict(result)})
        else:
            print(analysis_to_text(result, title=path.name, rubric=rubric))
    if arguments.json and done:
        report = done if len(arguments.audio) > 1 else done[0]
        print(json.dumps(report, indent=2, ensure_ascii=False))
    return exit_code


def _analyses(
    files: Sequence[Path],
    answer: Answer,
    rubrics: Mapping[str, Rubric],
    paths: Paths,
    melodies: ProsodyProcess | None,
) -> Iterator[tuple[Path, Analysis | GreenroomError]]:
    transcriber = LazyTranscriber(load_settings(paths), paths, hub_that_asks(), show_progress)
    evaluator = AnswerEvaluator(rubrics, AnswerKeyLibrary(paths).key)
    with measuring() as process:
        for path in files:
            try:
                sound = read_sound(path)
                answered = evaluate_recording(
                    evaluator, answer, sound, transcriber.transcribe_clip, process
                )
                analysis = answered.analysis
                assert analysis is not None
                yield path, _with_melody(analysis, sound, melodies, path) if melodies else analysis
            except GreenroomError as problem:
                yield path, problem


def _with_melody(known: Analysis, sound: Sound, melodies: ProsodyProcess, path: Path) -> Analysis:
    """Add how the voice moves; where that cannot be had, the rest is still worth having."""
    found = with_melody(known, sound.clip, melodies)
    if found is None:
        print(f"greenroom: {path.name}: how the voice moves could not be found.", file=sys.stderr)
    return found or known


def _second_opinion(
    arguments: argparse.Namespace, question: str, rubric: Rubric | None
) -> Callable[[Analysis], Analysis] | None:
    """Return what adds the language model's review; None where it was not asked for."""
    if arguments.llm == "off":
        return None
    second = open_second_opinion(agreed_to(load_settings(arguments.paths)), _tell)
    if rubric is None:
        raise UserError(
            "A language model needs a rubric to judge by.", "Name one with --rubric or --question."
        )

    def add(analysis: Analysis) -> Analysis:
        try:
            return replace(analysis, judgment=second.about(question, analysis, rubric))
        except InterviewerError as problem:
            print(f"greenroom: {in_words(problem)}", file=sys.stderr)
            return analysis
        finally:
            second.close()

    return add


def _tell(message: Message) -> None:
    if isinstance(message, SentOut):
        print(f"→ {message.characters:,} characters go to {message.to}", file=sys.stderr)


def _asked(arguments: argparse.Namespace) -> tuple[Answer, dict[str, Rubric]]:
    """Return an answer of which only the question is known, and the rubric that it names."""
    paths: Paths = arguments.paths
    answer = Answer("", "", 1, "", "", "", datetime.now(UTC))
    if arguments.question:
        question = find_question(arguments.question, paths)
        answer = replace(
            answer,
            question_id=question.id,
            question=question.ask,
            rubric_id=question.rubric,
            target_seconds=question.target_seconds,
        )
    elif arguments.rubric:
        answer = replace(answer, rubric_id=arguments.rubric)
    if not answer.rubric_id:
        return answer, {}
    rubric = load_rubric(answer.rubric_id, paths)
    return replace(answer, rubric_id=rubric.id), {rubric.id: rubric}

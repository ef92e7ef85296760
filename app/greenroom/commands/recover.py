"""Recovery after a crash: lost answers are analyzed before anything new begins."""

import sys
from collections.abc import Sequence
from contextlib import closing

from greenroom.commands.prerequisites import hub_that_asks, show_progress
from greenroom.composition import lost_answers, open_store, recover, write_missing_reports
from greenroom.engines.store.report_files import REPORT
from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer
from greenroom.paths import Paths
from greenroom.runtime import ModelRuntime
from greenroom.settings import Settings


def offer_recovery(settings: Settings, paths: Paths) -> None:
    """Recover what was lost; a recording that cannot be read does not stop that."""
    if lost := lost_answers(paths):
        _recover(lost, settings, paths)
    for report in write_missing_reports(paths):
        _say(f"An earlier session had no report. Here it is: {report}")


def _recover(lost: Sequence[Answer], settings: Settings, paths: Paths) -> None:
    _say(f"An earlier session ended early. Recovering {_count(lost)} …")
    runtime = ModelRuntime(settings, paths, hub_that_asks(), show_progress)
    try:
        recovered = recover(lost, runtime, paths, _not_recovered)
    finally:
        runtime.close()
    with closing(open_store(paths)) as store:
        for session_id in recovered:
            report = store.folder(session_id) / REPORT
            if report.exists():
                _say(f"Recovered: {report}")


def _not_recovered(answer: Answer, problem: GreenroomError) -> None:
    _say(f"{answer.clip}: {problem.sentence} {problem.hint}")


def _count(answers: Sequence[Answer]) -> str:
    return "one answer" if len(answers) == 1 else f"{len(answers)} answers"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)

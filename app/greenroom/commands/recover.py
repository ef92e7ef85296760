"""What a crash left behind: found, transcribed, measured, before anything new begins."""

import sys
from collections.abc import Sequence
from contextlib import closing

from greenroom.backstage import Backstage
from greenroom.commands.models import hub_that_asks, show_progress
from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.wiring import lost_answers, open_store, recover


def offer_recovery(settings: Settings, paths: Paths) -> None:
    """Recover what was lost; a recording that cannot be read never stands in the way."""
    lost = lost_answers(paths)
    if not lost:
        return
    _say(f"An earlier session was cut off. Recovering {_count(lost)} …")
    backstage = Backstage(settings, paths, hub_that_asks(), show_progress)
    try:
        recovered = recover(lost, backstage, paths, _not_recovered)
    finally:
        backstage.close()
    with closing(open_store(paths)) as store:
        for session_id in recovered:
            _say(f"Recovered: {store.folder(session_id) / 'report.html'}")


def _not_recovered(answer: Answer, problem: GreenroomError) -> None:
    _say(f"{answer.clip}: {problem.sentence} {problem.hint}")


def _count(answers: Sequence[Answer]) -> str:
    return "one answer" if len(answers) == 1 else f"{len(answers)} answers"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)

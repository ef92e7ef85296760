"""What a crash left behind: found, transcribed, measured, before anything new begins."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from greenroom.commands.models import hub_that_asks, show_progress
from greenroom.content import load_rubrics
from greenroom.engines.recovery import find_lost
from greenroom.engines.report_files import write_report
from greenroom.engines.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer
from greenroom.live.afterwards import analyse_recording
from greenroom.live.judging import Asked
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.structure.rubric import Rubric
from greenroom.wiring import Ears, measuring, open_store, read_sound


def offer_recovery(settings: Settings, paths: Paths) -> None:
    """Recover what was lost; a recording that cannot be read never stands in the way."""
    store = open_store(paths)
    lost = [answer for answer in find_lost(store) if answer.clip]
    if not lost:
        return
    rubrics = load_rubrics(paths)
    _say(f"An earlier session was cut off. Recovering {_count(lost)} …")
    ears = Ears(settings, paths, hub_that_asks(), show_progress)
    recovered = _recover(lost, store, rubrics, ears, paths)
    for session_id in dict.fromkeys(answer.session_id for answer in recovered):
        folder = store.folder(session_id)
        write_report(store.session(session_id), folder, rubrics)
        _say(f"Recovered: {folder / 'report.html'}")


def _recover(
    lost: Sequence[Answer],
    store: SqliteStore,
    rubrics: Mapping[str, Rubric],
    ears: Ears,
    paths: Paths,
) -> list[Answer]:
    recovered: list[Answer] = []
    with measuring(paths) as judging:
        for answer in lost:
            asked = Asked(answer.question, rubrics.get(answer.rubric_id), answer.target_seconds)
            try:
                sound = read_sound(store.folder(answer.session_id) / answer.clip)
                analysis = analyse_recording(sound, asked, ears.hear, judging)
                store.save_answer(replace(answer, analysis=analysis))
            except GreenroomError as problem:
                _say(f"{answer.clip}: {problem.sentence} {problem.hint}")
            else:
                recovered.append(answer)
    return recovered


def _count(answers: Sequence[Answer]) -> str:
    return "one answer" if len(answers) == 1 else f"{len(answers)} answers"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)

"""`greenroom sessions list|show|export|delete`: what was rehearsed."""

import argparse
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from greenroom.errors import UserError
from greenroom.feedback.session import Answer, Hit, Session
from greenroom.paths import Paths

if TYPE_CHECKING:
    from greenroom.engines.store.sqlite_store import SqliteStore
    from greenroom.structure.rubric import Rubric

LAST = "last"
_SHORT = 8  # letters of an id that are shown; more are never needed to tell sessions apart


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `sessions` to the command line."""
    parser = commands.add_parser(
        "sessions",
        description="Your sessions, which lie on this computer only.",
        epilog="example: greenroom sessions show last",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    _add_list(actions)
    _add_show(actions)
    _add_export(actions)
    _add_delete(actions)


def run_list(arguments: argparse.Namespace) -> int:
    """Print all sessions, or where words occur in them."""
    with _store(arguments.paths) as store:
        if arguments.words:
            return _search(store, " ".join(arguments.words))
        sessions = store.sessions()
        for session in sessions:
            print(_line(session))
        _say_left_out(store)
    if not sessions and not store.database.unreadable:
        print("Nothing was rehearsed yet. Begin with: greenroom interview")
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Print one session: each answer with its feedback."""
    from greenroom.content import load_rubrics
    from greenroom.feedback.render import display_text
    from greenroom.formatting import date_and_time

    with _store(arguments.paths) as store:
        session = _session(store, arguments.id)
        folder = store.folder(session.id)
        _say_left_out(store)
    rubrics = load_rubrics(arguments.paths)
    print(f"{session.title}, {date_and_time(session.started_at)}\n{folder}")
    answers = session.answers_given
    for label, answer in zip(display_text.labels(answers), answers, strict=True):
        print(f"\n{label}: {display_text.question(answer)}\n")
        print(_known(answer, rubrics))
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Copy recordings and write the report anew into a folder of the user's."""
    from greenroom.content import load_rubrics
    from greenroom.engines.store.report_files import REPORT, export

    with _store(arguments.paths) as store:
        session = _session(store, arguments.id)
        source = store.folder(session.id)
        _say_left_out(store)
    target = arguments.to / source.name
    if target.exists():
        raise UserError(f"{target} is there already.", "Name another folder with --to.")
    export(session, source, target, load_rubrics(arguments.paths))
    print(target / REPORT)
    return 0


def run_delete(arguments: argparse.Namespace) -> int:
    """Delete sessions for good, after asking."""
    with _store(arguments.paths) as store:
        sessions = [_session(store, beginning) for beginning in dict.fromkeys(arguments.id)]
    for session in sessions:
        print(_line(session))
    if not arguments.yes and not _agreed(len(sessions)):
        print("Nothing was deleted.")
        return 0
    with _store(arguments.paths) as store:
        for session in sessions:
            store.delete(session.id)
    print(f"Deleted {_count(len(sessions), 'session')} with all recordings.")
    return 0


def _add_list(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(
        actions,
        "list",
        run_list,
        help_="all sessions, newest first, or where words occur",
        description="All sessions, newest first; with words, the answers that contain them.",
        example="greenroom sessions list learning rate",
    )
    parser.add_argument("words", nargs="*", help="show answers with these words in them")


def _add_show(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(
        actions,
        "show",
        run_show,
        help_="one session with its feedback",
        description="What you said in a session, what to work on, and how it sounded.",
        example="greenroom sessions show last",
    )
    _add_id(parser)


def _add_export(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(
        actions,
        "export",
        run_export,
        help_="a folder with report and recordings, to keep or to give away",
        description=(
            "Writes a folder with the report as a page, as Markdown and as JSON, the recordings "
            "(FLAC) and their captions (WebVTT)."
        ),
        example="greenroom sessions export last --to ~/Documents",
    )
    _add_id(parser)
    parser.add_argument(
        "--to", type=Path, default=Path(), metavar="FOLDER", help="where to (default: here)"
    )


def _add_delete(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(
        actions,
        "delete",
        run_delete,
        help_="for good: recordings, words and feedback",
        description="Deletes sessions for good: recordings, words and feedback.",
        example="greenroom sessions delete 3f9c2a41",
    )
    parser.add_argument("id", nargs="+", help="the id of a session, or how it begins")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _add(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    help_: str,
    description: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(
        name, help=help_, description=description, epilog=f"example: {example}"
    )
    parser.set_defaults(run=lambda arguments: _again_if_repaired(run, arguments))
    return parser


def _again_if_repaired(
    run: Callable[[argparse.Namespace], int], arguments: argparse.Namespace
) -> int:
    """Run, and once more where that found the database damaged and had it repaired."""
    from greenroom.engines.store.sqlite_connection import DatabaseRepairedError

    try:
        return run(arguments)
    except DatabaseRepairedError as repaired:
        say(f"{repaired.sentence}\n  {repaired.hint}\n")
        return run(arguments)


def say(sentence: str) -> None:
    """Tell the user something that is not what was asked for."""
    print(sentence, file=sys.stderr)


def _say_left_out(store: "SqliteStore") -> None:
    from greenroom.engines.store.session_database import HOW_TO_REPAIR

    if unreadable := store.database.unreadable:
        say(f"Left out because it cannot be read: {', '.join(unreadable)}.\n  {HOW_TO_REPAIR}")


def _add_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help=f"the id of a session, how it begins, or “{LAST}”")


def _store(paths: Paths) -> "AbstractContextManager[SqliteStore]":
    from greenroom.engines.store.sqlite_store import SqliteStore

    return closing(SqliteStore(paths))


def _session(store: "SqliteStore", beginning: str) -> Session:
    if beginning != LAST:
        return store.session(beginning)
    sessions = store.sessions()
    if not sessions:
        raise UserError("Nothing was rehearsed yet.", "Begin with: greenroom interview")
    return store.session(sessions[0].id)


def _line(session: Session) -> str:
    from greenroom.formatting import date_and_time

    state = "" if session.finished_at else ", not finished"
    answers = _count(len(session.answers_given), "answer")
    began = f"{date_and_time(session.started_at):<24}"
    return f"{session.id[:_SHORT]}  {began} {session.title} ({answers}{state})"


def _search(store: "SqliteStore", words: str) -> int:
    from greenroom.engines.store.answer_search import search_answers

    hits = search_answers(store.database, words)
    for hit in hits:
        print(_hit(hit))
    _say_left_out(store)
    if not hits:
        print(f"“{words}” was not found.")
    return 0


def _hit(hit: Hit) -> str:
    from greenroom.formatting import date_and_time

    mark = "\x1b[1m{}\x1b[0m" if sys.stdout.isatty() else "{}"
    snippet = "".join(mark.format(text) if matches else text for text, matches in hit.snippet)
    began = f"{date_and_time(hit.started_at):<24}"
    return f"{hit.session_id[:_SHORT]}  {began} {hit.question}\n    {snippet}"


def _known(answer: Answer, rubrics: "Mapping[str, Rubric]") -> str:
    from greenroom.feedback.render.analysis_text import analysis_to_text

    if answer.analysis is None:
        return "This answer has not been transcribed and measured."
    title = answer.clip or "without a recording"
    return analysis_to_text(answer.analysis, title=title, rubric=rubrics.get(answer.rubric_id))


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise UserError(
            "Nothing was deleted, since nobody can be asked here.", "Add --yes to delete for good."
        )
    return input(f"Delete {_count(count, 'session')} for good? [y/N] ").strip().lower() in {
        "y",
        "yes",
    }


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"

"""`greenroom sessions list|show|export|delete`: past sessions."""

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
_SHORT = 8  # letters of an id that are shown; enough to distinguish sessions


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `sessions` to the command line."""
    parser = commands.add_parser(
        "sessions",
        description="Your sessions. They are kept on this computer only.",
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
        print("There are no sessions yet. Begin with: greenroom interview")
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Print one session: each answer with its feedback."""
    from greenroom.content import load_rubrics
    from greenroom.feedback.presentation import display_text
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
    """Copy recordings into a folder of the user's choice, and write a new report there."""
    from greenroom.content import load_rubrics
    from greenroom.engines.store.report_files import REPORT, export

    with _store(arguments.paths) as store:
        session = _session(store, arguments.id)
        source = store.folder(session.id)
        _say_left_out(store)
    target = arguments.to / source.name
    if target.exists():
        raise UserError(f"{target} already exists.", "Choose another folder with --to.")
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
        help_="list all sessions, or search them",
        description="List all sessions, newest first. With words, list the answers with them.",
        example="greenroom sessions list learning rate",
    )
    parser.add_argument("words", nargs="*", help="list only answers that contain these words")


def _add_show(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(
        actions,
        "show",
        run_show,
        help_="show one session with its feedback",
        description="Show what you said in a session, what to work on, and how it sounded.",
        example="greenroom sessions show last",
    )
    _add_id(parser)


def _add_export(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(
        actions,
        "export",
        run_export,
        help_="save a report with its recordings, to keep or to share",
        description=(
            "Write a folder with the report as HTML, Markdown and JSON, the recordings (FLAC) "
            "and their captions (WebVTT)."
        ),
        example="greenroom sessions export last --to ~/Documents",
    )
    _add_id(parser)
    parser.add_argument(
        "--to",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="the folder to write it to (default: here)",
    )


def _add_delete(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _add(
        actions,
        "delete",
        run_delete,
        help_="delete sessions for good",
        description="Delete sessions for good: recordings, words and feedback.",
        example="greenroom sessions delete 3f9c2a41",
    )
    parser.add_argument("id", nargs="+", help="the id of a session, or its first letters")
    parser.add_argument("--yes", action="store_true", help="do not ask first")


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
    """Run a command; run it again where the database was damaged and has been repaired."""
    from greenroom.engines.store.sqlite_connection import DatabaseRepairedError

    try:
        return run(arguments)
    except DatabaseRepairedError as repaired:
        say(f"{repaired.sentence}\n  {repaired.hint}\n")
        return run(arguments)


def say(sentence: str) -> None:
    """Tell the user something besides the command's output, on standard error."""
    print(sentence, file=sys.stderr)


def _say_left_out(store: "SqliteStore") -> None:
    from greenroom.engines.store.session_database import HOW_TO_REPAIR

    if unreadable := store.database.unreadable:
        say(f"Left out because it cannot be read: {', '.join(unreadable)}.\n  {HOW_TO_REPAIR}")


def _add_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help=f"the id of a session, its first letters, or “{LAST}”")


def _store(paths: Paths) -> "AbstractContextManager[SqliteStore]":
    from greenroom.engines.store.sqlite_store import SqliteStore

    return closing(SqliteStore(paths))


def _session(store: "SqliteStore", beginning: str) -> Session:
    if beginning != LAST:
        return store.session(beginning)
    sessions = store.sessions()
    if not sessions:
        raise UserError("There are no sessions yet.", "Begin with: greenroom interview")
    return store.session(sessions[0].id)


def _line(session: Session) -> str:
    from greenroom.formatting import date_and_time

    state = "" if session.finished_at else ", unfinished"
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
        print(f"No answer contains “{words}”.")
    return 0


def _hit(hit: Hit) -> str:
    from greenroom.formatting import date_and_time

    mark = "\x1b[1m{}\x1b[0m" if sys.stdout.isatty() else "{}"
    snippet = "".join(mark.format(text) if matches else text for text, matches in hit.snippet)
    began = f"{date_and_time(hit.started_at):<24}"
    return f"{hit.session_id[:_SHORT]}  {began} {hit.question}\n    {snippet}"


def _known(answer: Answer, rubrics: "Mapping[str, Rubric]") -> str:
    from greenroom.feedback.presentation.display_text import NOT_ANALYZED
    from greenroom.feedback.render.analysis_text import analysis_to_text

    if answer.analysis is None:
        return NOT_ANALYZED
    title = answer.clip or "without a recording"
    return analysis_to_text(answer.analysis, title=title, rubric=rubrics.get(answer.rubric_id))


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise UserError(
            "Nothing was deleted: there is nobody to ask here.",
            "Add --yes to delete without asking.",
        )
    return input(f"Delete {_count(count, 'session')} for good? [y/N] ").strip().lower() in {
        "y",
        "yes",
    }


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"

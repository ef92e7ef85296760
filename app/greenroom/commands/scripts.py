"""`greenroom scripts list` and `greenroom scripts check`: what can be asked, and its mistakes."""

import argparse
from typing import TYPE_CHECKING

from greenroom.paths import Paths

if TYPE_CHECKING:
    from greenroom.interview.script import Question, Script

LIST, CHECK = "list", "check"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `scripts` to the command line."""
    parser = commands.add_parser(
        "scripts",
        description="The scripts that you can practice with: the built-in ones and your own.",
        epilog="example: greenroom scripts check",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    listing = actions.add_parser(
        LIST,
        help="list all scripts, or the questions of one",
        description="List all scripts. With the id of one, list its questions and what they test.",
        epilog="example: greenroom scripts list behavioral",
    )
    listing.add_argument("script", nargs="?", help="the id of a script")
    actions.add_parser(
        CHECK,
        help="check all scripts and rubrics for mistakes",
        description="List every mistake in scripts and rubrics, with its file, line and entry.",
        epilog="example: greenroom scripts check",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the list or the mistakes; return 2 when there are mistakes."""
    if arguments.action == CHECK:
        return _check(arguments.paths)
    if arguments.script:
        return _show(arguments.script, arguments.paths)
    return _list(arguments.paths)


def _list(paths: Paths) -> int:
    from greenroom.content import survey

    scripts, errors = survey(paths)
    width = max((len(name) for name in scripts), default=0)
    for script in scripts.values():
        print(f"{script.id:<{width}}  {_asks(script):>14}  {script.title}")
    for error in errors:
        print(f"Cannot be used: {error.sentence}")
    print(f"\nPut your own scripts into {paths.data / 'interview_scripts'}")
    return 2 if errors else 0


def _asks(script: "Script") -> str:
    if script.draws:
        return f"draws {sum(script.draws.values())}"
    count = len(script.questions)
    return f"{count} question{'s' if count != 1 else ''}"


def _show(name: str, paths: Paths) -> int:
    from greenroom.content import load_script

    script = load_script(name, paths)
    print(f"{script.title}\n{script.about}")
    for question in script.questions:
        print(_described(question))
    for drawn, count in script.draws.items():
        print(f"\n{count} from {drawn}")
    return 0


def _described(question: "Question") -> str:
    facts = f"{question.level}, {question.target_seconds} s, rubric {question.rubric}"
    return f"\n{question.id}  ({facts})\n  {question.ask}\n  Tests: {question.tests}"


def _check(paths: Paths) -> int:
    from greenroom.content.check import check

    problems = check(paths)
    for problem in problems:
        print(problem.sentence, problem.hint)
    if problems:
        print(f"\n{len(problems)} to fix.")
        return 2
    print("All scripts and rubrics are fine.")
    return 0

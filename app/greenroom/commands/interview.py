"""`greenroom interview`: a live interview in the terminal."""

import argparse
import sys
from pathlib import Path

from greenroom.commands.llm import agreed_to
from greenroom.commands.prerequisites import hub_that_asks, load_settings, show_progress
from greenroom.commands.recover import offer_recovery
from greenroom.composition import InterviewOptions, interview
from greenroom.content.personas import load_persona
from greenroom.engines.store.report_files import REPORT
from greenroom.errors import UserError
from greenroom.interview.plan import Plan
from greenroom.live.concurrency.notices import NoticeQueue
from greenroom.question_plans import choose_from, choose_plan, prepare_resume
from greenroom.settings import Settings
from greenroom.terminal.interview_loop import run_interview
from greenroom.terminal.screen import Screen

USUAL = "behavioral"
"""The script that is used if none is named."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `interview` to the command line."""
    parser = commands.add_parser(
        "interview",
        description="The interviewer asks out loud and you answer out loud. Enter ends an answer.",
        epilog="example: greenroom interview behavioral --questions 3 --follow-ups 1",
    )
    parser.add_argument(
        "script",
        nargs="?",
        help=f"the script to use (default: {USUAL}; see: greenroom scripts list)",
    )
    parser.add_argument(
        "--resume",
        type=Path,
        metavar="FILE",
        help="ask about this résumé (PDF, .md or .txt); it is read here and not kept",
    )
    parser.add_argument(
        "--job",
        type=Path,
        metavar="FILE",
        help="with --resume: the job posting, to ask about what it calls for",
    )
    parser.add_argument("--questions", type=_at_least(1), metavar="N", help="how many questions")
    parser.add_argument(
        "--follow-ups",
        type=_at_least(0),
        metavar="N",
        help="how many follow-ups per question at most",
    )
    parser.add_argument(
        "--persona",
        metavar="WHO",
        help="who interviews: screener, skeptic, product, note-taker or one of yours",
    )
    parser.add_argument(
        "--llm",
        choices=("on", "off"),
        help="use the language model for follow-ups (default: on if one is set up)",
    )
    add_devices(parser)
    parser.set_defaults(run=run)


def add_devices(parser: argparse.ArgumentParser) -> None:
    """Add the options for microphone, speaker and voice."""
    parser.add_argument(
        "--microphone",
        metavar="WHICH",
        help="default, part of a device's name, or file:PATH[,PATH…] with one file per answer",
    )
    parser.add_argument(
        "--speaker", metavar="WHICH", help="default, part of a device's name, file:PATH or none"
    )
    parser.add_argument(
        "--voice", choices=("neural", "system", "none"), help="the interviewer's voice"
    )
    parser.add_argument(
        "--file-speed",
        type=float,
        default=1.0,
        metavar="X",
        help="play answers from files X times as fast; 0 does not wait at all",
    )


def run(arguments: argparse.Namespace) -> int:
    """Hold the interview; return 0 when it reached its review."""
    settings = with_arguments(load_settings(arguments.paths), arguments)
    load_persona(settings.persona, arguments.paths)  # a misspelled name is reported before all else
    offer_recovery(settings, arguments.paths)
    return hold(_plan(settings, arguments), settings, arguments)


def _plan(settings: Settings, arguments: argparse.Namespace) -> Plan:
    """Return the questions, from a script or from a résumé."""
    count, follow_ups, paths = settings.questions, settings.follow_ups, arguments.paths
    if arguments.resume is None:
        if arguments.job is not None:
            raise UserError("--job needs --resume.", "Add your résumé: --resume FILE.")
        script = arguments.script or USUAL
        return choose_plan(script, paths, questions=count, follow_ups=follow_ups)
    if arguments.script is not None:
        sentence = "Questions come from a script or from a résumé, not from both."
        raise UserError(sentence, f"Leave out '{arguments.script}' or --resume.")
    prepared = prepare_resume(arguments.resume, arguments.job)
    print(f"{arguments.resume.name}: {prepared.summary}.")
    return choose_from(prepared, paths, questions=count, follow_ups=follow_ups)


def with_arguments(settings: Settings, arguments: argparse.Namespace) -> Settings:
    """Return the settings with what the command line says instead."""
    names = ("microphone", "speaker", "voice", "questions", "follow_ups", "persona")
    options = {name: getattr(arguments, name, None) for name in names}
    chosen = {name: value for name, value in options.items() if value is not None}
    match getattr(arguments, "llm", None):
        case "off":
            chosen["llm"] = None
        case "on":
            chosen["llm"] = agreed_to(settings)
        case _:
            pass
    return settings.model_copy(update=chosen)


def hold(plan: Plan, settings: Settings, arguments: argparse.Namespace) -> int:
    """Hold one interview and say where its report is."""
    if arguments.file_speed < 0:
        raise UserError("--file-speed must be at least 0.", "0 does not wait at all.")
    options = InterviewOptions(
        settings, arguments.paths, hub_that_asks(), arguments.file_speed, show_progress
    )
    notices, screen = NoticeQueue(), Screen(sys.stdout)
    with interview(plan, options, notices.put) as live:
        concluded = run_interview(live, notices, screen)
    if screen.gone:
        sys.stdout = None  # else Python complains at exit that nobody reads
    if concluded.folder is None:
        screen.line("Nothing was recorded.")
        return 1
    return _announce(concluded.folder / REPORT, concluded.session_id, screen)


def _announce(report: Path, session_id: str, screen: Screen) -> int:
    """Say where the report is, if there is one; return the exit code."""
    if not _is_there(report):
        screen.line(
            "The report could not be written. The recordings that reached the disk are kept."
        )
        screen.line("When the disk works again, start Greenroom again: it will write the report.")
        return 1
    screen.line(f"The report: {report}")
    screen.line(f"See it again with: greenroom sessions show {session_id[:8]}")
    return 0


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the disk does not answer
        return False


def _at_least(least: int):
    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"'{text}' is not a number of at least {least}")
        return int(text)

    return number

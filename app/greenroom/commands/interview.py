"""`greenroom interview`: a live interview in the terminal."""

import argparse
import sys

from greenroom.live.door import Door
from greenroom.live.notices import Concluded
from greenroom.settings import Settings
from greenroom.terminal.rehearse import rehearse
from greenroom.terminal.screen import Screen
from greenroom.wiring import Choices, build_interview, choose_plan, load_settings


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `interview` to the command line."""
    parser = commands.add_parser(
        "interview",
        help="rehearse a script in the terminal",
        description="The interviewer asks aloud, you answer aloud; Enter ends an answer.",
        epilog="example: greenroom interview behavioural --questions 3 --follow-ups 1",
    )
    parser.add_argument(
        "script", nargs="?", default="behavioural", help="which script (see: greenroom scripts list)"
    )
    parser.add_argument("--questions", type=_count(1), metavar="N", help="how many questions")
    parser.add_argument(
        "--follow-ups", type=_count(0), metavar="N", help="at most so many follow-ups per question"
    )
    parser.add_argument(
        "--microphone",
        metavar="WHICH",
        help="default, a part of a device's NAME, or file:PATH[,PATH…] with one file per answer",
    )
    parser.add_argument(
        "--speaker", metavar="WHICH", help="default, a part of a device's NAME, file:PATH or none"
    )
    parser.add_argument("--voice", choices=("neural", "system", "none"), help="who asks")
    parser.add_argument(
        "--file-speed",
        type=float,
        default=1.0,
        metavar="X",
        help="play file: answers so many times faster than they were spoken",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hold the interview; returns 0 when it reached its review."""
    settings = load_settings(arguments.paths)
    plan = choose_plan(
        arguments.script,
        arguments.paths,
        questions=_or(arguments.questions, settings.questions),
        follow_ups=_or(arguments.follow_ups, settings.follow_ups),
    )
    choices = choices_from(arguments, settings)
    return hold(plan, choices, arguments)


def choices_from(arguments: argparse.Namespace, settings: Settings) -> Choices:
    """The command line over the settings."""
    return Choices(
        microphone=arguments.microphone or settings.microphone,
        speaker=arguments.speaker or settings.speaker,
        voice=arguments.voice or settings.voice,
        file_speed=arguments.file_speed,
    )

"""`greenroom demo`: a whole interview in which a sample candidate answers."""

import argparse
from pathlib import Path

from greenroom.commands.interview import add_devices, hold, with_arguments
from greenroom.commands.recover import offer_recovery
from greenroom.content import load_script
from greenroom.engines.sound.devices import list_devices
from greenroom.errors import DeviceError
from greenroom.interview.plan import Plan
from greenroom.paths import Paths, shipped
from greenroom.settings import Settings

SCRIPT = "behavioral"
QUESTIONS = ("shipped-mistake-to-users", "learned-a-field-in-weeks")
FOLLOW_UPS = 1
"""As many as there are recorded answers for, in the whole interview."""

SILENT_SPEED = 4.0
"""How many times faster than it was spoken, where nobody can hear it."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo` to the command line."""
    parser = commands.add_parser(
        "demo",
        description="Two questions and a follow-up, answered by a computer voice from sound files. "
        "Everything else works as in your own interview.",
        epilog="example: greenroom demo --speaker none --file-speed 4",
    )
    add_devices(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hold the demonstration; no microphone is needed."""
    print("The candidate in this demo is a computer voice reading made-up answers.")
    if arguments.speaker is None and not has_speaker():
        print("There is no speaker here, so you can only read along, at a faster pace.")
        arguments.speaker, arguments.file_speed = "none", SILENT_SPEED
    settings = with_arguments(Settings(microphone=microphone()), arguments)
    offer_recovery(settings, arguments.paths)
    return hold(plan(arguments.paths), settings, arguments)


def has_speaker() -> bool:
    """Tell whether anything can be heard here."""
    try:
        return bool(list_devices("output"))
    except DeviceError:
        return False


def plan(paths: Paths) -> Plan:
    """Return the questions that the sample candidate can answer."""
    script = load_script(SCRIPT, paths)
    questions = {question.id: question for question in script.questions}
    chosen = tuple(questions[name] for name in QUESTIONS)
    return Plan(script, chosen, FOLLOW_UPS, most_follow_ups=FOLLOW_UPS)


def microphone() -> str:
    """Return the sample answers in order, as --microphone takes them."""
    return "file:" + ",".join(map(str, samples()))


def samples() -> list[Path]:
    """Return the sound files, one per answer, in order."""
    return sorted((shipped("assets") / "samples").glob("*.flac"))

"""`greenroom doctor`: what works, what does not, and what to do about it."""

import argparse
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from greenroom.commands.prerequisites import load_settings
from greenroom.disk import LEAST_FREE
from greenroom.engines.llm.consent import setup_summary
from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.sound.choices import make_voice
from greenroom.engines.sound.devices import DEFAULT, list_devices, pick
from greenroom.engines.sound.server import Kind
from greenroom.errors import GreenroomError
from greenroom.paths import Paths
from greenroom.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it passed, what it showed, and what to do if it failed."""

    what: str
    well: bool
    seen: str
    hint: str = ""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `doctor` to the command line."""
    parser = commands.add_parser(
        "doctor",
        description="Check devices, models, voices, your sessions and the disk.",
        epilog="example: greenroom doctor --repair",
    )
    parser.add_argument(
        "--repair",
        action="store_true",
        help="recover sessions that the database has lost or cannot read",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print all findings; return 1 if something has to be fixed."""
    if arguments.repair:
        return _repair(arguments.paths)
    findings = list(examine(load_settings(arguments.paths), arguments.paths))
    for finding in findings:
        print(f"{'ok ' if finding.well else '-- '} {finding.what}: {finding.seen}")
        if not finding.well and finding.hint:
            print(f"      {finding.hint}")
    return 0 if all(finding.well for finding in findings) else 1


def examine(settings: Settings, paths: Paths) -> Iterator[Finding]:
    """Check one thing after another; a failed check never keeps the others from being made."""
    yield _tried("Microphone", lambda: _devices("input"))
    yield _tried("Speaker", lambda: _devices("output"))
    yield _tried("Speech model", lambda: _model(settings, paths))
    yield _tried("Voice", lambda: _voice(settings))
    yield sessions(paths)
    yield Finding("Language model", well=True, seen=setup_summary(settings.llm))
    yield _disk(paths)


def sessions(paths: Paths) -> Finding:
    """Check whether all sessions can be read."""
    from greenroom.engines.store.store_check import check_store

    try:
        check = check_store(paths)
    except GreenroomError as problem:
        return Finding("Sessions", well=False, seen=problem.sentence, hint=problem.hint)
    hint = "Recover what can be recovered with: greenroom doctor --repair"
    return Finding("Sessions", well=check.is_whole, seen=check.sentence, hint=hint)


def _repair(paths: Paths) -> int:
    from greenroom.engines.store.store_check import repair_store

    for sentence in repair_store(paths):
        print(sentence)
    return 0


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, well=True, seen=look())
    except GreenroomError as problem:
        return Finding(what, well=False, seen=problem.sentence, hint=problem.hint)


def _devices(kind: Kind) -> str:
    devices = list_devices(kind)
    if not devices:
        pick(DEFAULT, kind)  # says what is missing, and what to do
    return ", ".join(
        f"{device.name} (default)" if device.is_default else device.name for device in devices
    )


def _model(settings: Settings, paths: Paths) -> str:
    folder = find_model(settings.model, paths.models, named=settings.model_folder)
    return f"{settings.model}, in {folder}"


def _voice(settings: Settings) -> str:
    clip = make_voice(settings.voice).synthesize("Hello.")
    return f"{settings.voice}, said hello in {clip.seconds:.1f} s" if clip.seconds else "none"


def _disk(paths: Paths) -> Finding:
    free = shutil.disk_usage(paths.data).free
    return Finding(
        "Free disk",
        well=free >= LEAST_FREE,
        seen=f"{free / 1e9:.1f} GB for {paths.data}",
        hint="Free up space, or delete old sessions: greenroom sessions delete",
    )

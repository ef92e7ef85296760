"""What a command needs before it starts: the saved settings and a speech model."""

import sys

from greenroom.composition import settings_file
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.settings_file import load


def load_settings(paths: Paths) -> Settings:
    """Return the user's choices; a damaged file costs a sentence, never the command."""
    loaded = load(settings_file(paths))
    if loaded.problem:
        print(loaded.problem.sentence, loaded.problem.hint, file=sys.stderr)
    return loaded.settings


def hub_that_asks() -> ModelHub:
    """Return a hub that downloads only after a yes at the terminal; without a terminal, never."""
    return ModelHub(ask=_ask)


def show_progress(what: str, share: float) -> None:
    """Show progress as one line on standard error that is overwritten."""
    if sys.stderr.isatty():
        end = "\n" if share >= 1 else ""
        print(f"\r{what} {share:4.0%}", end=end, file=sys.stderr, flush=True)


def _ask(megabytes: int) -> bool:
    if not sys.stdin.isatty():
        return False
    question = f"The speech model has to be downloaded ({megabytes} MB). Go on? [y/N] "
    return input(question).strip().lower() in {"y", "yes"}

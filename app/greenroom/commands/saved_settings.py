"""The user's settings for a command, which says so where their file could not be used as it is."""

import sys

from greenroom.composition import settings_file
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.settings_file import load


def load_settings(paths: Paths) -> Settings:
    """Return the user's choices; a file that is damaged costs a sentence, never the command."""
    loaded = load(settings_file(paths))
    if loaded.problem:
        print(loaded.problem.sentence, loaded.problem.hint, file=sys.stderr)
    return loaded.settings

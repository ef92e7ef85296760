"""A locale that writes numbers with a comma, made where the machine has none."""

import os
import shutil
import subprocess
from pathlib import Path

NAME = "de_DE.UTF-8"


def german(folder: Path) -> dict[str, str]:
    """Return an environment with NAME, made in a folder of the test's own."""
    localedef = shutil.which("localedef")
    assert localedef, "localedef is part of the C library's tools"
    subprocess.run(
        [localedef, "--no-archive", "-i", "de_DE", "-f", "UTF-8", folder / NAME],
        check=True,
        capture_output=True,
        timeout=60,
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    return {**kept, "LOCPATH": str(folder), "LC_ALL": NAME, "LANG": NAME}

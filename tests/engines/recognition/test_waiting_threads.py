"""The speech model's threads wait asleep, unless the user has said otherwise."""

import os
import subprocess
import sys

import pytest

SAY = "import os, greenroom.engines.recognition.whisper; print(os.environ['OMP_WAIT_POLICY'])"


@pytest.mark.parametrize("chosen", [None, "ACTIVE"])
def test_threads_wait_asleep_unless_told_otherwise(chosen: str | None):
    environment = {name: it for name, it in os.environ.items() if name != "OMP_WAIT_POLICY"}
    if chosen:
        environment["OMP_WAIT_POLICY"] = chosen
    command = [sys.executable, "-c", SAY]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == (chosen or "PASSIVE")

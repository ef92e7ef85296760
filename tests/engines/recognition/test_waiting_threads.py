"""The speech model's threads: how many, and that they wait asleep unless told otherwise."""

import os
import subprocess
import sys

import pytest

from greenroom.engines.recognition.whisper import usual_threads

SAY = "import os, greenroom.engines.recognition.whisper; print(os.environ['OMP_WAIT_POLICY'])"


@pytest.mark.slow
@pytest.mark.parametrize("chosen", [None, "ACTIVE"])
def test_threads_wait_asleep_unless_told_otherwise(chosen: str | None):
    environment = {name: it for name, it in os.environ.items() if name != "OMP_WAIT_POLICY"}
    if chosen:
        environment["OMP_WAIT_POLICY"] = chosen
    command = [sys.executable, "-c", SAY]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == (chosen or "PASSIVE")


@pytest.mark.parametrize(("cores", "threads"), [(None, 1), (1, 1), (2, 1), (4, 2), (16, 2)])
def test_on_few_cores_one_thread_leaves_room_for_the_rest(
    cores: int | None, threads: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert usual_threads() == threads

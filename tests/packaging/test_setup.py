"""The set-up script: a new environment takes the place of the old one only when it is whole."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the script is for Linux and macOS"
)

PYTHON = """#!/bin/sh
[ "$1 $2" = "-m venv" ] || exit 0
mkdir -p "$3/bin"
cp "$0" "$3/bin/python"
printf '#!%s/bin/python\\nprint("new")\\n' "$PWD/$3" >"$3/bin/greenroom"
printf 'command = python -m venv %s\\n' "$PWD/$3" >"$3/pyvenv.cfg"
printf '#!/bin/sh\\n%s\\n' "$STUB_INSTALL" >"$3/bin/uv"
printf '#!/bin/sh\\n%s\\n' "$STUB_INSTALL" >"$3/bin/python"
chmod 755 "$3"/bin/*
"""
"""Stands for Python: environments of its making install by doing what STUB_INSTALL says."""

FIND = """#!/bin/sh
[ "$1" != /lib ] || exec echo "$5"
exec /usr/bin/find "$@"
"""
"""Finds every library of the system at once."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with an environment in it that works and belongs to an older state."""
    top = tmp_path / "check out"
    shutil.copytree(TOP / "packaging", top / "packaging", ignore=shutil.ignore_patterns("*.py"))
    shutil.copy(TOP / "pyproject.toml", top)
    (top / "stubs").mkdir()
    stubs = {"python3": PYTHON, "find": FIND, "espeak-ng": "", "apt-get": "exit 1\n"}
    for name, program in stubs.items():
        (top / "stubs" / name).write_text(program)
        (top / "stubs" / name).chmod(0o755)
    (top / ".venv" / "bin").mkdir(parents=True)
    (top / ".venv" / "bin" / "greenroom").write_text("old")
    (top / ".venv" / ".ready-run-1234").touch()
    return top


def begin(checkout: Path, install: str) -> "subprocess.Popen[str]":
    known = {**os.environ, "PATH": f"{checkout / 'stubs'}:{os.environ['PATH']}"}
    return subprocess.Popen(
        [checkout / "packaging" / "setup.sh", "run"],
        env={**known, "STUB_INSTALL": install},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def set_up(checkout: Path, install: str) -> tuple[int, str]:
    process = begin(checkout, install)
    said = process.communicate(timeout=60)[1]
    return process.returncode, said


def installed(checkout: Path) -> str:
    return (checkout / ".venv" / "bin" / "greenroom").read_text()


def environments(checkout: Path) -> list[str]:
    return sorted(path.name for path in checkout.glob(".venv*"))


def test_a_new_environment_takes_the_place_of_the_old_one(checkout: Path):
    code, said = set_up(checkout, "exit 0")
    assert code == 0, said
    assert installed(checkout) == f'#!{checkout}/.venv/bin/python\nprint("new")\n'
    assert os.access(checkout / ".venv" / "bin" / "greenroom", os.X_OK)
    assert ".venv.new" not in (checkout / ".venv" / "pyvenv.cfg").read_text()
    assert environments(checkout) == [".venv"]
    assert set_up(checkout, "exit 1") == (0, ""), "it was set up again"


def test_a_failed_upgrade_keeps_what_works(checkout: Path):
    code, said = set_up(checkout, "exit 1")
    assert code != 0
    assert "still is: .venv/bin/greenroom" in said
    assert installed(checkout) == "old"
    assert environments(checkout) == [".venv"]


def test_a_first_set_up_that_fails_leaves_nothing(checkout: Path):
    shutil.rmtree(checkout / ".venv")
    code, said = set_up(checkout, "exit 1")
    assert code != 0
    assert "still is" not in said
    assert environments(checkout) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_one_that_is_interrupted_keeps_what_works(checkout: Path, number: signal.Signals):
    process = begin(checkout, "sleep 30")
    until = time.monotonic() + 60
    while not (checkout / ".venv.new" / "bin" / "uv").exists():
        assert time.monotonic() < until, "it never began"
        time.sleep(0.05)
    os.killpg(process.pid, number)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert installed(checkout) == "old"
    assert set_up(checkout, "exit 0")[0] == 0
    assert environments(checkout) == [".venv"]


def test_one_that_was_killed_between_the_halves_of_the_swap_is_put_right(checkout: Path):
    (checkout / ".venv").rename(checkout / ".venv.old")
    assert set_up(checkout, "exit 1")[0] != 0
    assert installed(checkout) == "old"
    assert environments(checkout) == [".venv"]

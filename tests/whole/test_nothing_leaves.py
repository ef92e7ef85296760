"""Nothing leaves this computer: a whole interview and the window on a network that is a trap."""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import soundfile

from network_trap import Catch, missing, run_trapped
from whole.program import SAMPLES, TOP, run, write_script

REASON = missing()

pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(300),
    pytest.mark.skipif(bool(REASON), reason=f"no network of our own: {REASON}"),
]

RATE = 16_000
ANSWER_SECONDS = 7
"""Heard as slowly as they were spoken: what reports home does so ten seconds after its import."""
WRITTEN = ("data", "window", "spoken.wav", "export", ".cache/greenroom")
MINE_ALONE = 0o077
"""No bit of these in the mode of anything that was written."""

ASKED_AWAY = """
import socket
try:
    socket.create_connection(("telemetry.example.org", 443), 5)
except OSError:
    pass
"""
BY_ADDRESS = """
import socket
for family, to in ((socket.AF_INET, ("192.0.2.1", 9)), (socket.AF_INET, ("224.0.0.251", 5353))):
    with socket.socket(family, socket.SOCK_DGRAM) as out:
        out.sendto(b"-", to)
"""
TO_ITSELF = """
import socket
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(("localhost", server.getsockname()[1]), 5).close()
"""

PLAYLIST = """
import sys
from pathlib import Path
from greenroom.engines.sound.file import read_clip
from greenroom.errors import SoundFileError
file = Path.home() / "list.mp3"
file.write_text(
    "#EXTM3U\\n#EXT-X-TARGETDURATION:9\\n#EXTINF:9,\\nhttp://sound.example.org/a.ts\\n"
)
try:
    read_clip(file)
except SoundFileError:
    sys.exit(0)
sys.exit("it was read")
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    """A new user's: a home and a place for temporary files of its own, and no sign of a test."""
    for name in ("tmp", "run"):
        (home / name).mkdir(mode=0o700)
    return {
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(TOP / "tests"),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        **more,
    }


@dataclass(frozen=True, slots=True)
class Evening:
    """What a new user's home holds after an interview and a look around in the window."""

    home: Path
    catch: Catch

    def written(self) -> list[Path]:
        """Every file and folder that the program is answerable for."""
        places = [self.home / name for name in WRITTEN]
        return [path for place in places for path in (place, *place.rglob("*"))]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """All of it at once, side by side."""
    home = tmp_path_factory.mktemp("home")
    former = os.umask(0o077)
    script = write_script(home / "data")
    os.umask(former)
    answers = []
    for number, sample in enumerate(SAMPLES[:2]):
        sound = soundfile.read(sample, dtype="float32", frames=ANSWER_SECONDS * RATE)[0]
        answers.append(str(home / f"{number}.wav"))
        soundfile.write(answers[-1], sound, RATE)
    python = [sys.executable, "-m", "greenroom", "--data-dir", str(home / "data")]
    interview = [*python, "interview", script, "--questions", "1", "--follow-ups", "1"]
    devices = [
        "--microphone",
        f"file:{','.join(answers)}",
        "--speaker",
        f"file:{home / 'spoken.wav'}",
    ]
    window = [sys.executable, str(TOP / "tests" / "visited_window.py"), str(home / "window")]
    os.umask(0o022)  # as nearly everybody has it
    try:
        return Evening(home, run_trapped([[*interview, *devices], window], environment(home)))
    finally:
        os.umask(former)


def test_the_interview_was_whole_and_the_window_open(evening: Evening):
    catch = evening.catch
    assert catch.codes == [0, 0], catch.output
    assert "The report: " in catch.output[0]
    assert "visited" in catch.output[1]
    assert len(list(evening.home.glob("data/sessions/*/answer-*.flac"))) == 2
    assert (evening.home / "spoken.wav").stat().st_size > RATE, "the voice said nothing"


def test_no_name_was_looked_up_and_nothing_sent(evening: Evening):
    assert evening.catch.left == []


def test_nothing_is_left_for_a_maker_to_fetch(evening: Evening):
    assert not (evening.home / ".cache" / "Microsoft").exists()
    assert list((evening.home / "tmp").iterdir()) == []


def test_whatever_was_written_only_its_owner_can_read(evening: Evening):
    done = run(
        evening.home / "data", "sessions", "export", "last", "--to", f"{evening.home}/export"
    )
    assert done.returncode == 0, done.stderr
    files = evening.written()
    assert len(files) > 10
    loose = {
        str(path.relative_to(evening.home)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in files
        if path.stat().st_mode & MINE_ALONE
    }
    assert loose == {}


@pytest.mark.parametrize(
    ("program", "caught"),
    [
        (ASKED_AWAY, {"telemetry.example.org", "203.0.113.7"}),
        (BY_ADDRESS, {"192.0.2.1", "224.0.0.251"}),
        (TO_ITSELF, set()),
        (PLAYLIST, set()),
    ],
    ids=["by name", "by address", "to itself", "a sound file that names an address"],
)
def test_the_trap_catches_what_leaves_and_only_that(tmp_path: Path, program: str, caught: set[str]):
    catch = run_trapped([[sys.executable, "-c", program]], environment(tmp_path), seconds=30)
    assert catch.codes == [0], catch.output
    assert set(catch.left) == caught

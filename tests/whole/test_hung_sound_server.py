"""The terminal interview while the sound server answers nobody: keys and signals are obeyed."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from program import SAMPLES, Program, running, write_script

from virtual_sound import VirtualSound

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]

OBEYED_SECONDS = 1.0


@pytest.fixture
def hung(virtual_sound: VirtualSound, tmp_path: Path) -> Iterator[Program]:
    """An interview in whose first answer the server began to hang, told by now."""
    script, home = write_script(tmp_path), tmp_path
    arguments = ("--questions", "1", "--follow-ups", "0", "--voice", "none", "--speaker", "none")
    with running(home, "interview", script, *arguments) as program:
        try:
            program.wait_for("Listening.", 120)
            speech, rate = soundfile.read(SAMPLES[0], frames=40_000, dtype="float32")
            virtual_sound.play(np.asarray(speech, np.float32), rate)
            time.sleep(1)  # what is still on its way from the server would hang with it
            virtual_sound.hang_server()
            began = time.monotonic()
            program.wait_for("The microphone was lost")
            assert time.monotonic() - began < 5
            yield program
        finally:
            virtual_sound.free_server()


def wait_for_end_of_listening(program: Program) -> None:
    """Until the log says that the answer is over."""
    log = program.home / "logs" / "greenroom.log"
    deadline = time.monotonic() + 10
    while "ListeningEnded" not in log.read_text(encoding="utf-8"):
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.01)


@pytest.mark.parametrize("wish", ["\n", "q", signal.SIGTERM])
def test_keys_and_signals_are_obeyed_and_the_recording_is_kept(
    hung: Program, wish: str | signal.Signals
) -> None:
    began = time.monotonic()
    if isinstance(wish, str):
        hung.press(wish)
    else:
        hung.process.send_signal(wish)
    wait_for_end_of_listening(hung)
    assert time.monotonic() - began < OBEYED_SECONDS
    assert hung.wait() == 0
    (recording,) = hung.home.glob("sessions/*/answer-01.flac")
    assert soundfile.info(recording).duration >= 2.4
    assert list(hung.home.glob("sessions/*/report.html"))

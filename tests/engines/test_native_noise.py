"""What C code prints goes to the log; Python's own words stay where they were."""

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, logging, sys, time
from greenroom.engines.native_noise import divert_native_noise
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(name)s %(message)s")
divert_native_noise()
divert_native_noise()
libc = ctypes.CDLL(None)
libc.fputs(b"ALSA lib: it failed\\n", ctypes.c_void_p.in_dll(libc, "stderr"))
print("a word of ours", file=sys.stderr)
time.sleep(0.2)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only ALSA prints")
def test_c_prints_into_the_log() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    assert done.stderr == b"a word of ours\n"
    assert done.stdout == b"greenroom.engines.native_noise ALSA lib: it failed\n"

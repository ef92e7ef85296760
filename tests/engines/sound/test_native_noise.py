"""What the sound libraries print goes to the log; everything else stays where it was."""

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, logging, sys, time
from greenroom.engines.sound.native_noise import divert_native_noise
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(name)s %(message)s")
divert_native_noise()
divert_native_noise()
libc = ctypes.CDLL(None)
stderr = ctypes.c_void_p.in_dll(libc, "stderr")
libc.fputs(b"ALSA lib pcm.c:7:(snd) it failed\\n\\n", stderr)
libc.fputs(b"a word of another library\\n", stderr)
time.sleep(0.2)
print("a word of ours", file=sys.stderr)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only ALSA prints")
def test_only_the_sound_libraries_print_into_the_log() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    assert done.stderr == b"a word of another library\na word of ours\n"
    assert done.stdout == b"greenroom.engines.sound.native_noise ALSA lib pcm.c:7:(snd) it failed\n"

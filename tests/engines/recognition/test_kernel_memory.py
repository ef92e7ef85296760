"""What the speech model's library keeps does not grow with the number of segments."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(240),
    pytest.mark.skipif(sys.platform != "linux", reason="no such allocator"),
]

LENGTHS = 16
MOST_MB = 6.0
"""Each length that is kept takes more than one."""

HEAR = f"""
import ctypes
import sys
from pathlib import Path

import numpy as np

from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.recognition.whisper import load_transcriber
from greenroom.speech.clip import Clip

libc = ctypes.CDLL(None)


class InUse(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks",
        "fordblks", "keepcost",
    )]


def in_use():
    libc.mallinfo2.restype = InUse
    info = libc.mallinfo2()
    return (info.hblkhd + info.uordblks) / 1e6


transcriber = load_transcriber(find_model("base", Path(sys.argv[1])))
before = in_use()
for number in range(1, {LENGTHS} + 1):
    transcriber.encoder_frames(Clip(np.zeros(number * 320, np.float32)))
print(in_use() - before)
"""


def test_no_kernel_is_kept_for_every_length_of_sound(tmp_path: Path):
    command = [sys.executable, "-c", HEAR, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert float(told.stdout) < MOST_MB, told.stdout

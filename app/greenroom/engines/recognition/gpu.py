"""The device that the speech model runs on, tried out in a process that may crash."""

import multiprocessing
from pathlib import Path
from typing import Literal

Device = Literal["cpu", "cuda"]


def working_device(model_folder: Path, timeout: float = 60.0) -> Device:
    """Return "cuda" only if a whole transcription has just worked there, else "cpu".

    A broken driver or a missing library kills the process that tries it, not this one.
    """
    if not _cards():
        return "cpu"
    process = multiprocessing.get_context("spawn").Process(
        target=_transcribe_silence, args=(str(model_folder),), daemon=True
    )
    process.start()
    process.join(timeout)
    if process.is_alive():
        process.kill()
        process.join()
    return "cuda" if process.exitcode == 0 else "cpu"


def _cards() -> int:
    import ctranslate2

    try:
        return ctranslate2.get_cuda_device_count()
    except RuntimeError:  # an incompatible driver
        return 0


def _transcribe_silence(model_folder: str) -> None:
    import numpy as np
    from faster_whisper import WhisperModel

    model = WhisperModel(model_folder, device="cuda")
    segments, _ = model.transcribe(np.zeros(16_000, np.float32), language="en", beam_size=1)
    list(segments)

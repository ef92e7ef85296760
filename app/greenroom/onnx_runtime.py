"""ONNX Runtime, which runs the small nets of the program, without its reports."""

from pathlib import Path
from typing import Any


def load() -> Any:
    """Return its module, with its events switched off, before a library that uses it loads it.

    What it sends from Linux and macOS is switched off in `greenroom.telemetry`; on Windows it hands
    events to the system, which only this prevents.
    """
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

    runtime: Any = onnxruntime
    runtime.disable_telemetry_events()
    return runtime


def open_net(file: Path) -> Any:
    """Return a session that runs a net of the program's own on one thread of the processor.

    More threads make nets this small hardly faster, and slow down everything else on a busy
    machine. Without an arena, what a long text took is given back after it.
    """
    runtime = load()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return runtime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

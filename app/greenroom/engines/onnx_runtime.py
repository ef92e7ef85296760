"""ONNX Runtime, which runs the speech detector and the neural voice, without its telemetry."""


def load() -> None:
    """Load it and switch off its events, before a library that uses it does.

    What it sends from Linux and macOS is switched off in `greenroom.telemetry`; on Windows it hands
    events to the system, which only this prevents.
    """
    import onnxruntime

    onnxruntime.disable_telemetry_events()

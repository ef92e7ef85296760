"""ONNX Runtime, which runs the detector of speech and the neural voice, without its reports."""


def load() -> None:
    """Load it and switch its events off, before a library that uses it does.

    What it sends from Linux and macOS is switched off in `greenroom.telemetry`; on Windows it hands
    events to the system, which only this prevents.
    """
    import onnxruntime

    onnxruntime.disable_telemetry_events()

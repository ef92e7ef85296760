"""A sound card of our own: a private PulseAudio with a virtual microphone and virtual speakers.

What is played into "mic_sink" is what the candidate says, what the monitor of "speakers" gives is
what the candidate hears. Every VirtualSound has its own server and folder, so that several may run
side by side.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
Process = subprocess.Popen[bytes]

_PROGRAMS = ("pulseaudio", "pactl", "pacat", "parec", "setpriv")
_PATIENCE_SECONDS = 10.0
NOWHERE = subprocess.DEVNULL


def missing_programs() -> list[str]:
    """What of this is not installed."""
    return [program for program in _PROGRAMS if shutil.which(program) is None]


class VirtualSound:
    """A running sound server with one microphone, "virtual_mic", and one pair of "speakers"."""

    def __init__(self, rate: int = 48_000, channels: int = 2) -> None:
        self._rate, self._channels = rate, channels
        self._folder = Path(tempfile.mkdtemp(prefix="sound-"))  # short: it holds a socket
        self._helpers: list[Process] = []
        self._server = self._start_server()

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to find this sound card and no other."""
        return {
            "XDG_RUNTIME_DIR": str(self._folder),
            "PULSE_RUNTIME_PATH": str(self._folder / "pulse"),
            "PULSE_SERVER": f"unix:{self._folder}/pulse/native",
            "PULSE_COOKIE": str(self._folder / "cookie"),
        }

    def play(self, samples: Samples, rate: int = 16_000) -> None:
        """Speak into the microphone; returns when the last sample was played."""
        self._finish(self.begin_playing(samples, rate))

    def begin_playing(
        self, samples: Samples, rate: int = 16_000, device: str = "mic_sink"
    ) -> Process:
        """Speak into the microphone in the background; wait for the process to know the end."""
        path = Path(tempfile.mkstemp(dir=self._folder, suffix=".raw")[1])
        path.write_bytes(samples.astype("<f4").tobytes())
        sound = ("--raw", "--format=float32le", "--channels=1", f"--rate={rate}")
        return self._run("pacat", "--playback", *sound, f"--device={device}", str(path))

    @contextmanager
    def hearing_speakers(self, rate: int = 16_000) -> Iterator["RecordedSpeakers"]:
        """Record what the speakers play, into `RecordedSpeakers.samples`, until the block ends."""
        path = self._folder / f"heard-{time.monotonic_ns()}.raw"
        recorder = self._run_recorder("speakers.monitor", rate, path)
        heard = RecordedSpeakers(path)
        try:
            heard.wait_for_first_sample()
            yield heard
            time.sleep(0.3)  # what is under way arrives
        finally:
            recorder.terminate()
            recorder.wait(_PATIENCE_SECONDS)

    def unplug_microphone(self) -> None:
        """Take the microphone away, as pulling its plug does."""
        self._pactl("unload-module", "module-remap-source")
        self._pactl("unload-module", self._microphone_module)

    def plug_in_microphone(self, rate: int | None = None) -> None:
        """Put the microphone (back) in, at another rate if one is given."""
        self._microphone_module = self._pactl(
            "load-module", "module-null-sink", "sink_name=mic_sink", *self._sink(rate)
        )
        self._pactl(
            "load-module",
            "module-remap-source",
            "master=mic_sink.monitor",
            "source_name=virtual_mic",
            "source_properties=device.description=VirtualMicrophone",
        )
        self._pactl("set-default-source", "virtual_mic")

    def unplug_speakers(self) -> None:
        """Take the speakers away; the server plays on into what else there is."""
        for line in self._pactl("list", "short", "modules").splitlines():
            if "sink_name=speakers" in line:
                self._pactl("unload-module", line.split()[0])

    def hang_microphone(self) -> None:
        """Have the device give no blocks at all, as a hanging driver does."""
        self._pactl("suspend-source", "virtual_mic", "1")

    def free_microphone(self) -> None:
        """End of `hang_microphone`."""
        self._pactl("suspend-source", "virtual_mic", "0")

    def mute_microphone(self, muted: bool = True) -> None:
        """Mute the microphone in the system's sound settings, or no longer."""
        self._pactl("set-source-mute", "virtual_mic", str(int(muted)))

    def begin_playing_on_speakers(self, samples: Samples, rate: int = 16_000) -> Process:
        """Let another program play something on the speakers."""
        return self.begin_playing(samples, rate, "speakers")

    def hang_server(self) -> None:
        """Have the sound server answer nobody."""
        self._server.send_signal(signal.SIGSTOP)

    def free_server(self) -> None:
        """End of `hang_server`."""
        self._server.send_signal(signal.SIGCONT)

    def kill_server(self) -> None:
        """The sound server dies."""
        self._server.send_signal(signal.SIGKILL)
        self._server.wait(_PATIENCE_SECONDS)

    def restart_server(self) -> None:
        """The sound server comes back, with its devices."""
        shutil.rmtree(self._folder / "pulse")
        self._server = self._start_server()

    def close(self) -> None:
        """Stop everything that was started here."""
        for process in (*self._helpers, self._server):
            process.kill()
            process.wait(_PATIENCE_SECONDS)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _sink(self, rate: int | None = None) -> tuple[str, ...]:
        """Without rewinds it works in strides of 50 ms; else, while nobody listens, of 2 s."""
        how = f"channels={self._channels}", "format=float32le", "norewinds=1"
        return (f"rate={rate or self._rate}", *how)

    def _start_server(self) -> Process:
        server = subprocess.Popen(
            [
                *("setpriv", "--pdeathsig", "KILL"),  # so that a killed test run leaves nothing
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"),
                *("--high-priority=no", "--realtime=no", "--disallow-exit"),
                "--load=module-native-protocol-unix auth-anonymous=1",
                "--load=module-null-sink sink_name=speakers " + " ".join(self._sink()),
            ],
            env={**os.environ, **self.environment},
            stdout=NOWHERE,
            stderr=NOWHERE,
        )
        self._wait_for_server(server)
        self.plug_in_microphone()
        self._pactl("set-default-sink", "speakers")
        return server

    def _wait_for_server(self, server: Process) -> None:
        for _ in range(int(_PATIENCE_SECONDS / 0.05)):
            if server.poll() is not None:
                raise RuntimeError(f"PulseAudio ended with {server.returncode}.")
            environment = {**os.environ, **self.environment}
            if not subprocess.call(
                ["pactl", "info"], env=environment, stdout=NOWHERE, stderr=NOWHERE
            ):
                return
            time.sleep(0.05)
        server.kill()
        raise RuntimeError("PulseAudio does not answer.")

    def _run_recorder(self, source: str, rate: int, path: Path) -> Process:
        sound = ("--raw", "--format=float32le", "--channels=1", f"--rate={rate}")
        with path.open("wb") as file:
            return self._run(
                "parec", *sound, "--latency-msec=10", f"--device={source}", stdout=file
            )

    def _run(self, *command: str, stdout: IO[bytes] | None = None) -> Process:
        process = subprocess.Popen(
            command,
            env={**os.environ, **self.environment},
            stdout=stdout or NOWHERE,
            stderr=NOWHERE,
        )
        self._helpers.append(process)
        return process

    def _pactl(self, *words: str) -> str:
        asked = subprocess.run(
            ["pactl", *words],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=True,
            timeout=_PATIENCE_SECONDS,
        )
        return asked.stdout.strip()

    def _finish(self, process: Process) -> None:
        if process.wait() != 0:
            raise RuntimeError("The clip could not be played.")


class RecordedSpeakers:
    """What the speakers played so far."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def samples(self) -> Samples:
        """Mono, at the rate asked for."""
        whole = self._path.read_bytes()
        return np.frombuffer(whole[: len(whole) // 4 * 4], np.float32)

    def wait_for_first_sample(self) -> None:
        """Until the recorder runs."""
        for _ in range(int(_PATIENCE_SECONDS / 0.02)):
            if self._path.stat().st_size:
                return
            time.sleep(0.02)
        raise RuntimeError("Nothing comes from the speakers' monitor.")

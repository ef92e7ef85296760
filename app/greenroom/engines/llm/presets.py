"""Well-known servers of language models."""

from dataclasses import dataclass

from greenroom.engines.llm.endpoint import is_loopback
from greenroom.settings import LanguageModel


@dataclass(frozen=True, slots=True)
class Preset:
    """The usual address of a well-known server."""

    title: str
    address: str
    needs_key: bool = False


PRESETS: dict[str, Preset] = {
    "ollama": Preset("Ollama on this computer", "http://127.0.0.1:11434/v1"),
    "lm-studio": Preset("LM Studio on this computer", "http://127.0.0.1:1234/v1"),
    "llama-cpp": Preset("llama.cpp on this computer", "http://127.0.0.1:8080/v1"),
    "vllm": Preset("vLLM on this computer", "http://127.0.0.1:8000/v1"),
    "openai": Preset("OpenAI", "https://api.openai.com/v1", needs_key=True),
}


def leaves_this_computer(choice: LanguageModel) -> bool:
    """Tell whether text sent there leaves this computer; Ollama forwards it for cloud models."""
    return choice.elsewhere or is_cloud(choice.model) or not is_loopback(choice.address)


def is_cloud(model: str) -> bool:
    """Tell whether a model of a local server runs somewhere else."""
    return model.lower().endswith((":cloud", "-cloud"))

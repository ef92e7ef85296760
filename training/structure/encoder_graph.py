"""The net of a small BERT as an ONNX graph, its matrices in four bits, its arithmetic in floats.

Texts are laid end to end, without padding; only attention looks at each on its own. Inputs are
`pieces` (ids of word pieces) or `states` (what the layers below made of them), `places` (of each
piece in its text) and `text` (the number of its text); all have n entries. Needs the package onnx,
which the tests' environment has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from training.structure.quantization import GROUP, Matrix, rounded

OPERATORS, MICROSOFT_OPERATORS, FORMAT = 21, 1, 10
"""Versions that ONNX Runtime 1.20 knows."""

_MICROSOFT = "com.microsoft"
_FLOAT_ARITHMETIC = 1
_NEVER = np.float32(-1e9)
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of shape (outputs, inputs) and a bias of shape (outputs,)."""

    weights: Matrix
    bias: Matrix


@dataclass(frozen=True, slots=True)
class Norm:
    """A layer norm's factors and offsets, both of shape (size,)."""

    factors: Matrix
    offsets: Matrix


@dataclass(frozen=True, slots=True)
class Embedding:
    """What stands for pieces, shape (pieces, size), and for places in a text, (places, size)."""

    pieces: Matrix
    places: Matrix
    norm: Norm


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: attention, then a wider step; each followed by a norm.

    Attributes:
        query_key_value: the three of them, one below the other.
        mix: what is done to what attention found.
        mix_norm: follows it.
        widen: to the wider step.
        narrow: and back from it.
        narrow_norm: follows that.
    """

    query_key_value: Linear
    mix: Linear
    mix_norm: Norm
    widen: Linear
    narrow: Linear
    narrow_norm: Norm


def build(
    layers: Sequence[Layer],
    *,
    heads: int,
    embedding: Embedding | None = None,
    labels: Linear | None = None,
    outputs: int = 1,
) -> ModelProto:
    """Return the graph of consecutive layers.

    Args:
        layers: from below; their size is a multiple of 32 and of `heads`.
        heads: of attention.
        embedding: where the layers stand on pieces; without it they stand on `states`.
        labels: a linear step on each piece's last state, which then is the one output.
        outputs: of so many layers, counted from the top, the states are put out; named
            "layer.1", "layer.2" … from below.
    """
    graph = _Graph()
    size = layers[0].mix.weights.shape[0]
    state = _embedded(graph, embedding) if embedding else "states"
    attention = _Attention(graph, heads, size)
    first_output = len(layers) + 1 - outputs
    for number, layer in enumerate(layers, start=1):
        name = f"layer.{number}"
        state = _through(graph, state, layer, attention, name)
        if number >= first_output and not labels:
            graph.put_out(state, name, size)
    if labels:
        graph.put_out(graph.linear(state, labels, "labels"), "labels", len(labels.bias))
    return graph.model(size, from_pieces=embedding is not None)


class _Graph:
    """Nodes and constants so far; a value goes by its name."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, TensorProto] = {}
        self._outputs: list[Any] = []

    def constant(self, name: str, values: Any) -> str:
        self._constants[name] = numpy_helper.from_array(np.array(values, order="C"), name)
        return name

    def half(self, name: str, values: npt.NDArray[Any]) -> str:
        """Keep numbers in 16 bits, to be used in 32."""
        kept = self.constant(name, values.astype(np.float16))
        return self.add("Cast", kept, to=TensorProto.FLOAT)

    def add(self, operator: str, *inputs: str, domain: str = "", **settings: Any) -> str:
        name = f"{operator}.{len(self._nodes)}"
        node = helper.make_node(operator, inputs, [name], name, domain=domain, **settings)
        self._nodes.append(node)
        return name

    def linear(self, value: str, step: Linear, name: str) -> str:
        matrix = rounded(step.weights)
        count, width = step.weights.shape
        packed = matrix.packed.reshape(count, -1, GROUP // 2)
        product = self.add(
            "MatMulNBits", value, self.constant(f"{name}.weights", packed),
            self.half(f"{name}.scales", matrix.scales), domain=_MICROSOFT, K=width, N=count,
            bits=4, block_size=GROUP, accuracy_level=_FLOAT_ARITHMETIC,
        )  # fmt: skip
        return self.add("Add", product, self.constant(f"{name}.bias", step.bias))

    def rows(self, table: Matrix, at: str, name: str) -> str:
        """Return the rows of a rounded table at these places."""
        matrix = rounded(table)
        signed = matrix.packed ^ 0x88  # from (stored - 8) to numbers with a sign
        self._constants[name] = helper.make_tensor(
            name, TensorProto.INT4, table.shape, signed.tobytes(), raw=True
        )
        return self.add(
            "GatherBlockQuantized", name, at, self.half(f"{name}.scales", matrix.scales),
            domain=_MICROSOFT, block_size=GROUP, gather_axis=0, quantize_axis=1,
        )  # fmt: skip

    def norm(self, value: str, norm: Norm, name: str) -> str:
        factors = self.constant(f"{name}.factors", norm.factors)
        offsets = self.constant(f"{name}.offsets", norm.offsets)
        return self.add("LayerNormalization", value, factors, offsets, epsilon=_TINY)

    def put_out(self, value: str, name: str, size: int) -> None:
        self._nodes.append(helper.make_node("Identity", [value], [name]))
        self._outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", size]))

    def model(self, size: int, *, from_pieces: bool) -> ModelProto:
        integers = ["pieces", "places", "text"] if from_pieces else ["text"]
        inputs = [helper.make_tensor_value_info(it, TensorProto.INT64, ["n"]) for it in integers]
        if not from_pieces:
            inputs.append(helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", size]))
        constants = list(self._constants.values())
        graph = helper.make_graph(self._nodes, "encoder", inputs, self._outputs, constants)
        versions = [
            helper.make_opsetid("", OPERATORS),
            helper.make_opsetid(_MICROSOFT, MICROSOFT_OPERATORS),
        ]
        return helper.make_model(graph, opset_imports=versions, ir_version=FORMAT)


class _Attention:
    """What is the same for the attention of all layers."""

    def __init__(self, graph: _Graph, heads: int, size: int) -> None:
        self._graph = graph
        self._together = graph.constant("together", [-1, size])
        self._by_head = graph.constant("by head", [-1, 3, heads, size // heads])
        self._scale = graph.constant("scale", np.float32((size // heads) ** -0.5))
        begin, across = graph.constant("column", [-1, 1]), graph.constant("row", [1, -1])
        same = graph.add(
            "Equal", graph.add("Reshape", "text", begin), graph.add("Reshape", "text", across)
        )
        nothing = graph.constant("nothing", np.float32(0))
        self._mask = graph.add("Where", same, nothing, graph.constant("never", _NEVER))

    def __call__(self, query_key_value: str) -> str:
        """Return what each piece finds in its own text."""
        add = self._graph.add
        by_head = add("Reshape", query_key_value, self._by_head)
        parts = add("Transpose", by_head, perm=[1, 2, 0, 3])
        query, key, value = (
            add("Gather", parts, self._graph.constant(f"part {at}", at), axis=0) for at in range(3)
        )
        likeness = add("MatMul", add("Mul", query, self._scale), self._turned(key))
        shares = add("Softmax", add("Add", likeness, self._mask), axis=-1)
        found = add("Transpose", add("MatMul", shares, value), perm=[1, 0, 2])
        return add("Reshape", found, self._together)

    def _turned(self, key: str) -> str:
        return self._graph.add("Transpose", key, perm=[0, 2, 1])


def _embedded(graph: _Graph, embedding: Embedding) -> str:
    pieces = graph.rows(embedding.pieces, "pieces", "embedding.pieces")
    places = graph.add("Gather", graph.half("embedding.places", embedding.places), "places")
    return graph.norm(graph.add("Add", pieces, places), embedding.norm, "embedding.norm")


def _through(graph: _Graph, state: str, layer: Layer, attention: _Attention, name: str) -> str:
    attended = attention(graph.linear(state, layer.query_key_value, f"{name}.query key value"))
    mixed = graph.linear(attended, layer.mix, f"{name}.mix")
    state = graph.norm(graph.add("Add", state, mixed), layer.mix_norm, f"{name}.mix norm")
    wide = graph.add("Gelu", graph.linear(state, layer.widen, f"{name}.widen"), approximate="tanh")
    narrow = graph.linear(wide, layer.narrow, f"{name}.narrow")
    return graph.norm(graph.add("Add", state, narrow), layer.narrow_norm, f"{name}.narrow norm")

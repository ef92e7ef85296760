"""The shared real speech: single clips, and longer answers joined from one speaker's clips."""

import hashlib
import importlib.util
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from greenroom.engines.sound_file import read_clip
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.words import Word

SHARED = Path(__file__).parents[3] / "shared" / "speech"
_MANIFEST = SHARED / "manifest.json"
_SHORTEST_ANSWER = 25.0


@dataclass(frozen=True, slots=True)
class Sample:
    """Something said, with its reference.

    Attributes:
        items: the entries of the manifest that were joined, in order.
        held_out: whether it was kept aside while thresholds and prompts were chosen.
    """

    id: str
    items: tuple[Mapping[str, Any], ...]
    held_out: bool

    @property
    def clip(self) -> Clip:
        """The sound, joined as it is, with the silence at the clips' own ends."""
        parts = [read_clip(SHARED / item["file"])[0].samples for item in self.items]
        return Clip(np.concatenate(parts))

    @property
    def reference(self) -> Mapping[str, Any]:
        """An entry as the scorer wants it."""
        first = self.items[0]
        return {
            "id": self.id,
            "corpus": first["corpus"],
            "kind": first["kind"],
            "verbatim": all(item.get("verbatim") for item in self.items),
            "duration_s": sum(item["duration_s"] for item in self.items),
            "transcript": " ".join(_transcript(item) for item in self.items),
        }


def clips() -> list[Sample]:
    """Every clip that has a transcript."""
    return [Sample(item["id"], (item,), _held_out(item["speaker"])) for item in _items()]


def answers() -> list[Sample]:
    """One answer per speaker with enough verbatim clips, 25 s and more, by corpus and speaker."""
    speakers: dict[str, list[Mapping[str, Any]]] = {}
    for item in _items():
        if item.get("verbatim"):
            speakers.setdefault(item["speaker"], []).append(item)
    return [
        Sample(f"answer_{speaker}", tuple(items), _held_out(speaker))
        for speaker, items in speakers.items()
        if sum(item["duration_s"] for item in items) >= _SHORTEST_ANSWER
    ]


def long_clip(seconds: float) -> Clip:
    """The read script over and over, cut at `seconds`: an answer of any length."""
    item = next(item for item in _items() if item["corpus"] == "rosehill_read")
    samples = read_clip(SHARED / item["file"])[0].samples
    count = round(seconds * SAMPLE_RATE)
    return Clip(np.tile(samples, -(-count // len(samples)))[:count])


def as_prediction(words: Sequence[Word]) -> list[Mapping[str, Any]]:
    """Words as the scorer wants them."""
    return [{"text": word.text, "kind": word.kind} for word in words]


def scorer() -> Any:
    """The shared scorer, as a module."""
    spec = importlib.util.spec_from_file_location("score_speech", SHARED / "score_speech.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _items() -> Iterator[Mapping[str, Any]]:
    for item in json.loads(_MANIFEST.read_text(encoding="utf-8"))["items"]:
        if _transcript(item):
            yield item


def _transcript(item: Mapping[str, Any]) -> str:
    return item.get("transcript_normalized") or item.get("transcript") or ""


def _held_out(speaker: str) -> bool:
    """A third of the speakers, picked by a hash of their name."""
    return int(hashlib.sha256(speaker.encode()).hexdigest(), 16) % 3 == 0

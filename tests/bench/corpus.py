"""Answers of any length, and where they may end."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.sound.file import read_clip
from greenroom.paths import shipped
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.speech_spans import Probabilities, speech_spans

REACTION_SECONDS = (0.2, 0.4, 0.6)
"""From the last word to the key that says "that is my answer", in turn."""

_PAUSE = 0.35
_JOINT = 0.8  # seconds of quiet between two clips


@dataclass(frozen=True, slots=True)
class Talk:
    """Speech without end: `sound` over and over, and the samples behind which somebody pauses."""

    sound: Samples
    pauses: tuple[int, ...]

    def answer(self, seconds: float, ending: int) -> Clip:
        """So many seconds that end at pause number `ending`, a moment after the last word.

        Two answers with the same ending differ only in what was said before.
        """
        end = self.pauses[ending * 7 % len(self.pauses)]
        quiet = room(REACTION_SECONDS[ending % len(REACTION_SECONDS)])
        begin = end - round(seconds * SAMPLE_RATE) + len(quiet)
        spoken = np.resize(np.roll(self.sound, -begin), end - begin)
        return Clip(np.concatenate((spoken, quiet)))


def talk(clips: Sequence[Clip]) -> Talk:
    """The clips one after the other, with quiet between them."""
    joint = room(_JOINT)
    sound = np.concatenate([part for clip in clips for part in (clip.samples, joint)])
    spans = speech_spans(_probabilities(sound), sound)
    pauses = [
        round((one.end + 0.05) * SAMPLE_RATE)
        for one, other in pairwise(spans)
        if other.start - one.end >= _PAUSE
    ]
    return Talk(sound, tuple(pauses))


def _probabilities(sound: Samples) -> Probabilities:
    """Second by second, as an answer would be heard: all at once takes much memory for good."""
    activity = SileroVoiceActivity()
    parts = [
        activity.feed(sound[begin : begin + SAMPLE_RATE])
        for begin in range(0, len(sound), SAMPLE_RATE)
    ]
    return np.concatenate(parts)


def room(seconds: float) -> Samples:
    """A quiet room: hiss at −66 dBFS."""
    noise = np.random.default_rng(0)
    return noise.normal(0, 0.0005, round(seconds * SAMPLE_RATE)).astype(np.float32)


def shipped_clips() -> list[Clip]:
    """The sample candidate's answers."""
    return [read_clip(path)[0] for path in sorted((shipped("assets") / "samples").glob("*.flac"))]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clip with what is said in it, and by whom."""

    id: str
    speaker: str
    clip: Clip
    text: str
    verbatim: bool


def spoken_clips(folder: Path) -> list[Spoken]:
    """The clips of a folder with a manifest.json that have a reference, in its order."""
    items = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["items"]
    return [_spoken(folder, item) for item in items if _reference(item)]


def _spoken(folder: Path, item: Mapping[str, Any]) -> Spoken:
    return Spoken(
        id=item["id"],
        speaker=item["speaker"],
        clip=read_clip(folder / item["file"])[0],
        text=_reference(item),
        verbatim=bool(item.get("verbatim")),
    )


def _reference(item: Mapping[str, Any]) -> str:
    return item.get("transcript_normalized") or item.get("transcript") or ""

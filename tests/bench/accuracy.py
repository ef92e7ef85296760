"""How true words and filled pauses are on a folder of real speech, heard as in an interview.

    PYTHONPATH=tests python -m bench.accuracy FOLDER [--joined] [--every N] [--save FILE]

FOLDER holds sound files and a manifest.json: {"items": [{"id", "file", "speaker", "corpus", "kind",
"transcript" or "transcript_normalized", "verbatim"}, …]}. Filled pauses are scored where the
reference is verbatim; where the kind says that the speech was read, all that are found are false.
A third of the speakers, picked by a hash of their names, is shown apart: choose by the others.

--joined   one long answer per speaker instead of single clips
--every N  every Nth clip only
--save     the words as JSON lines: {"id": …, "words": [{"text", "start", "end", "kind"}, …]}
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from bench.corpus import room
from bench.scoring import Score, score
from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.recognition.whisper import load_transcriber
from greenroom.engines.sound.file import read_clip
from greenroom.live.audio.transcription import transcribe_whole
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.speech.clip import Clip
from greenroom.speech.words import Word

_READ = "read, no filled pauses"
_JOINT = 0.4  # seconds of quiet between two clips of an answer


@dataclass(frozen=True, slots=True)
class Said:
    """Something said: one clip, or all of a speaker's, one after the other."""

    id: str
    files: tuple[Path, ...]
    text: str
    group: str
    speaker: str
    kept_apart: bool
    read: bool
    verbatim: bool

    @property
    def scores_pauses(self) -> bool:
        """Whether it is known which filled pauses are in it."""
        return self.read or self.verbatim

    @property
    def clip(self) -> Clip:
        """The sound."""
        joint = room(_JOINT)
        parts = [part for file in self.files for part in (read_clip(file)[0].samples, joint)]
        return Clip(np.concatenate(parts[:-1]))


def main() -> None:
    """Print a table; progress goes to standard error."""
    arguments = _arguments()
    said = _said(arguments.folder)[:: arguments.every]
    if arguments.joined:
        said = _joined(said)
    transcriber = load_transcriber(find_model(Settings().model, Paths.standard().models))
    scores, minutes = defaultdict[str, Score](Score), defaultdict[str, float](float)
    for number, one in enumerate(said):
        print(f"\r{number} of {len(said)}", end="", file=sys.stderr, flush=True)
        clip = one.clip
        words = transcribe_whole(clip, transcriber, SileroVoiceActivity()).transcript.words
        _save(one, words, arguments.save)
        for group in _groups(one):
            scores[group] += score(one.text, words)
            minutes[group] += clip.seconds / 60
    print(_table(scores, minutes))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--joined", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--save", type=argparse.FileType("w"))
    return parser.parse_args()


def _said(folder: Path) -> list[Said]:
    items = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["items"]
    return [_one(folder, item) for item in items if _reference(item)]


def _one(folder: Path, item: Mapping[str, Any]) -> Said:
    return Said(
        id=item["id"],
        files=(folder / item["file"],),
        text=_reference(item),
        group=f"{item['corpus']} ({item['kind']})",
        speaker=item["speaker"],
        kept_apart=_kept_apart(item["speaker"]),
        read="read" in item["kind"],
        verbatim=bool(item.get("verbatim")),
    )


def _reference(item: Mapping[str, Any]) -> str:
    return item.get("transcript_normalized") or item.get("transcript") or ""


def _kept_apart(speaker: str) -> bool:
    return int(hashlib.sha256(speaker.encode()).hexdigest(), 16) % 3 == 0


def _joined(said: Iterable[Said]) -> list[Said]:
    """All that one speaker says of one kind, one clip after the other."""
    together = defaultdict[tuple[str, str], list[Said]](list)
    for one in said:
        together[one.group, one.speaker].append(one)
    return [_answer(parts) for parts in together.values()]


def _answer(parts: list[Said]) -> Said:
    return replace(
        parts[0],
        files=tuple(file for part in parts for file in part.files),
        text=" ".join(part.text for part in parts),
    )


def _groups(one: Said) -> list[str]:
    """The rows of the table in which it counts."""
    part = "kept apart" if one.kept_apart else "tuned on"
    scored = [_READ if one.read else f"spontaneous, {part}"] if one.scores_pauses else []
    return [one.group, *scored, "all"]


def _save(one: Said, words: Iterable[Word], file: TextIO | None) -> None:
    if file:
        row = [
            {"text": word.text, "start": word.start, "end": word.end, "kind": word.kind}
            for word in words
        ]
        print(json.dumps({"id": one.id, "words": row}), file=file, flush=True)


def _table(scores: Mapping[str, Score], minutes: Mapping[str, float]) -> str:
    rows = [f"{'':42}{'min':>6}{'wer':>7}{'said':>6}{'found':>6}{'recall':>8}{'precision':>10}"]
    for group in sorted(scores):
        one = scores[group]
        rows.append(
            f"{group:42}{minutes[group]:6.1f}{_share(one.errors, one.words):>7}"
            f"{one.said:6}{one.found:6}{_share(one.hits, one.said):>8}"
            f"{_share(one.hits, one.found):>10}"
        )
    false = scores[_READ].found / minutes[_READ] if _READ in scores else 0.0
    return "\n".join((*rows, f"{false:.2f} false filled pauses per minute of read speech"))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


if __name__ == "__main__":
    main()

"""Labeled answers read aloud by the voice, heard by the real Whisper, and judged like any answer.

`python tests/structure/read_aloud.py --count 40` measures what speech costs on answers that the
engine was never trained on; `--run-on` reads them without any punctuation, in one breath.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.recognition.whisper import WhisperTranscriber, load_transcriber
from greenroom.engines.voices.neural_voice import NeuralVoice
from greenroom.live.audio.transcription import transcribe_whole
from greenroom.paths import shipped
from greenroom.speech.words import Word
from greenroom.structure.elements import Evidence, Sentence, Structure
from greenroom.structure.engine import analyze
from greenroom.structure.rubric import Rubric
from greenroom.structure.sentence_classifier import detector
from greenroom.structure.sentences import split
from greenroom.structure.text_normalization import plain
from training.structure.accuracy import Count, DetectedAnswer, count
from training.structure.detector_training import held_back, judged, read_rubrics
from training.structure.labeled_answers import LabeledAnswer, read_folder

_SHARE = 0.5
"""A heard sentence is evidence for a written one if it holds half of either."""


def some_answers(number: int) -> list[LabeledAnswer]:
    """So many held-back answers, of each rubric in turn."""
    answers = sorted(filter(held_back, read_folder(shipped("rubrics") / "training")), key=_draw)
    turns: dict[str, int] = {}
    rank: dict[str, int] = {}
    for answer in answers:
        rank[answer.id] = turns[answer.rubric] = turns.get(answer.rubric, 0) + 1
    return sorted(answers, key=lambda answer: rank[answer.id])[:number]


def _draw(answer: LabeledAnswer) -> int:
    return answer.lot(1 << 30, "read aloud")


class Reader:
    """Reads text aloud and hears it."""

    def __init__(self, transcriber: WhisperTranscriber) -> None:
        self._voice = NeuralVoice()
        self._transcriber = transcriber

    def words(self, answer: LabeledAnswer, *, run_on: bool = False) -> tuple[Word, ...]:
        """What is heard of an answer."""
        text = " ".join(answer.sentences)
        if run_on:
            text = re.sub(r"[^\w\s'%$€-]", "", text)
        clip = self._voice.synthesize(text)
        return transcribe_whole(clip, self._transcriber, SileroVoiceActivity()).transcript.words


def heard_structure(answer: LabeledAnswer, words: Sequence[Word], rubric: Rubric) -> Structure:
    """What is found in the words, its evidence told by the numbers of the written sentences."""
    sentences = split(words)
    structure = analyze(sentences, answer.question, rubric)
    written = _written(answer.sentences, sentences)
    found = tuple(
        replace(one, evidence=tuple(_moved(one.evidence, written))) for one in structure.found
    )
    return replace(structure, found=found)


def _moved(evidence: Iterable[Evidence], written: Sequence[set[int]]) -> Iterable[Evidence]:
    for one in evidence:
        for place in sorted(written[one.sentence]):
            yield replace(one, sentence=place)


def _written(texts: Sequence[str], heard: Sequence[Sentence]) -> list[set[int]]:
    """Per heard sentence the written ones that it stands for."""
    left = [(word, n) for n, text in enumerate(texts) for word in plain(text).split()]
    right = [(word, one.index) for one in heard for word in plain(one.text).split()]
    matcher = SequenceMatcher(None, [w for w, _ in left], [w for w, _ in right], autojunk=False)
    shared: dict[tuple[int, int], int] = {}
    for a, b, size in matcher.get_matching_blocks():
        for k in range(size):
            pair = right[b + k][1], left[a + k][1]
            shared[pair] = shared.get(pair, 0) + 1
    of_heard = [sum(owner == one.index for _, owner in right) for one in heard]
    of_written = [sum(owner == n for _, owner in left) for n in range(len(texts))]
    places: list[set[int]] = [set() for _ in heard]
    for (one, n), words in shared.items():
        if words >= _SHARE * min(of_heard[one], of_written[n]):
            places[one].add(n)
    for one, own in enumerate(places):  # evidence always stands for some sentence, right or wrong
        own.add(max(range(len(texts)), key=lambda n: shared.get((one, n), 0)))
    return places


def micro_f1(pairs: Iterable[DetectedAnswer]) -> float:
    """Over all pairs of answer and element."""
    return sum(count(pairs).values(), Count()).f1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What speech costs the structure engine.")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--run-on", action="store_true", help="without any punctuation")
    options = parser.parse_args()
    rubrics, answers = read_rubrics(), some_answers(options.count)
    reader = Reader(load_transcriber(find_model("base", Path(tempfile.mkdtemp()))))
    heard: list[DetectedAnswer] = []
    for answer in answers:
        words = reader.words(answer, run_on=options.run_on)
        heard.append((answer, heard_structure(answer, words, rubrics[answer.rubric])))
    written = micro_f1(judged(detector(), answers, rubrics))
    told = f"{len(answers)} answers: micro-F1 written {written:.3f}, heard {micro_f1(heard):.3f}"
    sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main()

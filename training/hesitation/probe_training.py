"""Training of the hesitation probe on synthetic speech, and its score on more of it.

`python -m training.hesitation.probe_training` writes
`assets/recognition/hesitation_base.npz`; the same model and voice give the same weights. It takes
half an hour on one core, and needs scipy and scikit-learn, which the tests' environment has. No
recording of anybody is used: the words are those of `rubrics/training/`, the neural voice says
them.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from greenroom.engines.recognition.hesitation_probe import FILE, Frames, Probe, probe_input
from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.recognition.whisper import WhisperTranscriber, load_transcriber
from greenroom.paths import Paths, shipped
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.filled_pauses import is_filled_pause
from greenroom.speech.hesitations import FRAME_SECONDS
from training.hesitation.channel_augmentation import recorded
from training.hesitation.hesitant_speech import Actor
from training.hesitation.spectra import FRAMES_PER_SECOND, Material
from training.structure.labeled_answers import read_folder

_UTTERANCES, _TESTED = 600, 40
_SEEDS = (20, 21, 22)
"""One probe for each; their mean is kept, because it depends less on chance."""

_STRENGTH = 3e-5
"""Inverse strength of the ridge: a weak fit to this voice fits other people better."""

_KEPT = 0.6
"""Share of the frames without hesitation that are learned from; there are ten times as many."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_FLOOR = 1e-4


@dataclass(frozen=True, slots=True)
class Lesson:
    """Encoder output for an utterance, with the frames in which somebody hesitates.

    Attributes:
        frames: n of them.
        hesitating: shape (n,).
        unambiguous: whether a frame lies apart from all changes, shape (n,).
    """

    frames: Frames
    hesitating: npt.NDArray[np.bool_]
    unambiguous: npt.NDArray[np.bool_]


def main() -> None:
    """Train, test, write; progress goes to standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, default=FILE)
    parser.add_argument("--utterances", type=int, default=_UTTERANCES)
    arguments = parser.parse_args()
    transcriber = load_transcriber(find_model("base", Paths.standard().models))
    probe = mean([trained(transcriber, arguments.utterances, seed) for seed in _SEEDS])
    arguments.file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(arguments.file, weights=probe.weights, bias=probe.bias, silence=probe.silence)


def trained(transcriber: WhisperTranscriber, utterances: int, seed: int) -> Probe:
    """Train a probe on so many utterances; its score on others goes to standard error."""
    rng = np.random.default_rng(seed)
    all_lessons = list(lessons(transcriber, utterances + _TESTED, rng))
    silence = transcriber.encoder_frames(Clip(np.zeros(SAMPLE_RATE, np.float32)))
    probe = fitted(all_lessons[_TESTED:], silence, rng)
    auc = area(probe, all_lessons[:_TESTED])
    sys.stderr.write(f"\n{_TESTED} utterances apart from the others: area {auc:.3f}\n")
    return probe


def mean(probes: Sequence[Probe]) -> Probe:
    """Average the probes."""
    return Probe(
        weights=np.mean([probe.weights for probe in probes], axis=0),
        bias=float(np.mean([probe.bias for probe in probes])),
        silence=probes[0].silence,
    )


def fitted(lessons: Sequence[Lesson], silence: Frames, rng: np.random.Generator) -> Probe:
    """Fit the probe that recognizes these lessons' hesitations best."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    frames = np.concatenate([probe_input(lesson.frames) for lesson in lessons])
    hesitating = np.concatenate([lesson.hesitating for lesson in lessons])
    unambiguous = np.concatenate([lesson.unambiguous for lesson in lessons])
    learned = unambiguous & (hesitating | (rng.random(len(unambiguous)) < _KEPT))
    scaler = StandardScaler()
    scaled = scaler.fit_transform(frames[learned])
    model = LogisticRegression(C=_STRENGTH, max_iter=500).fit(scaled, hesitating[learned])
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    return Probe(weights.astype(np.float32), bias, silence.mean(axis=0))


def lessons(
    transcriber: WhisperTranscriber, count: int, rng: np.random.Generator
) -> Iterator[Lesson]:
    """Yield so many utterances, each by somebody else on another line."""
    material = Material()
    actor = Actor(material, rng)
    for number, words in enumerate(_texts(count, rng)):
        sys.stderr.write(f"\r{number} of {count}")
        utterance = actor.say(words)
        before, behind = rng.uniform(0, 1), rng.uniform(0.1, 0.8)
        sound = _between_pauses(
            recorded(utterance.samples, material.rate, rng), before, behind, rng
        )
        frames = transcriber.encoder_frames(Clip(sound))
        yield _lesson(frames, utterance.hesitating, before)


def area(probe: Probe, lessons: Sequence[Lesson]) -> float:
    """Return the area under the ROC curve, frame by frame: 0.5 is chance."""
    from sklearn.metrics import roc_auc_score

    scores = np.concatenate([probe.probabilities(lesson.frames) for lesson in lessons])
    labels = np.concatenate([lesson.hesitating for lesson in lessons])
    unambiguous = np.concatenate([lesson.unambiguous for lesson in lessons])
    return float(roc_auc_score(labels[unambiguous], scores[unambiguous]))


def _lesson(frames: Frames, labels: npt.NDArray[np.bool_], before: float) -> Lesson:
    """Mark the frames that hesitate; those beside a change may be either."""
    seconds = (np.arange(len(frames)) + 0.5) * FRAME_SECONDS - before
    at = np.floor(seconds * FRAMES_PER_SECOND).astype(int)
    inside = (at >= 0) & (at < len(labels))
    hesitating = inside & labels[np.clip(at, 0, len(labels) - 1)]
    changes = np.diff(hesitating)
    near = np.pad(changes, (1, 0)) | np.pad(changes, (0, 1))
    return Lesson(frames, hesitating, ~near)


def _texts(count: int, rng: np.random.Generator) -> Iterator[list[str]]:
    """Yield 12 to 28 words of the training answers at a time, without what hesitates in them."""
    answers = [
        [word for word in _WORD.findall(" ".join(answer.sentences)) if not is_filled_pause(word)]
        for answer in read_folder(shipped("rubrics") / "training")
    ]
    for _ in range(count):
        words = answers[int(rng.integers(len(answers)))]
        length = int(rng.integers(12, 29))
        first = int(rng.integers(max(1, len(words) - length)))
        yield words[first : first + length]


def _between_pauses(
    samples: Samples, before: float, behind: float, rng: np.random.Generator
) -> Samples:
    first = round(before * SAMPLE_RATE)
    count = first + len(samples) + round(behind * SAMPLE_RATE)
    sound = rng.normal(0, _FLOOR, count).astype(np.float32)
    sound[first : first + len(samples)] += samples
    return sound


if __name__ == "__main__":
    main()

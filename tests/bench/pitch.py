"""Three ways to the pitch of a voice, side by side: our YIN, librosa's, and librosa's pyin.

    PYTHONPATH=tests python -m bench.pitch FOLDER [--clips N]

First voices made of sound, whose pitch and voicing are known, clear and in noise; then N clips of
the real speech in FOLDER (a folder as for bench.accuracy), where a finer pyin is the reference. YIN
of librosa does not say what is voiced, so all of it counts; pyin has no pitch elsewhere.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import librosa
import numpy as np
import numpy.typing as npt

from greenroom.delivery.pitch import FRAME, HOP, pitch
from greenroom.delivery.voice import PERIODIC
from greenroom.engines.sound.file import read_clip
from greenroom.speech.clip import SAMPLE_RATE, Samples

Values = npt.NDArray[np.float64]

_RANGE = {"fmin": 65.0, "fmax": 500.0, "sr": SAMPLE_RATE, "frame_length": FRAME, "hop_length": HOP}
_FINE = 0.1
_SECONDS = 12.0
_FORMANTS = ((600.0, 80.0), (1200.0, 100.0), (2500.0, 150.0))
_JUMP = 5.0


@dataclass(frozen=True, slots=True)
class Track:
    """Pitch in Hz per frame, and whether it is voiced; frame n has its middle at n * HOP."""

    hertz: Values
    voiced: npt.NDArray[np.bool_]


Tracker = Callable[[Samples], Track]


def ours(samples: Samples) -> Track:
    """YIN of `greenroom.delivery.pitch`."""
    hertz, periodicity = pitch(np.pad(samples, FRAME // 2))
    return Track(hertz, periodicity >= PERIODIC)


def librosa_yin(samples: Samples) -> Track:
    """YIN of librosa."""
    hertz = librosa.yin(samples, **_RANGE)
    return Track(hertz, np.ones(len(hertz), bool))


def pyin(samples: Samples, resolution: float = 0.25) -> Track:
    """Probabilistic YIN of librosa, as the melody of an answer is found."""
    hertz, voiced, _ = librosa.pyin(samples, resolution=resolution, fill_na=None, **_RANGE)
    return Track(hertz, voiced)


def fine_pyin(samples: Samples) -> Track:
    """The same with candidates closer together: three times the work."""
    return pyin(samples, _FINE)


TRACKERS: dict[str, Tracker] = {"our YIN": ours, "librosa.yin": librosa_yin, "librosa.pyin": pyin}


def voice(middle: float, noise_db: float | None, seed: int) -> tuple[Samples, Track]:
    """A voice like a vowel that rises, falls and pauses, and what is known of it."""
    chance = np.random.default_rng(seed)
    at = np.arange(round(_SECONDS * SAMPLE_RATE)) / SAMPLE_RATE
    semitones = 3 * np.sin(2 * np.pi * 0.4 * at) + 1.5 * np.sin(2 * np.pi * 1.7 * at + seed)
    hertz = middle * 2 ** (semitones / 12)
    phase = np.cumsum(hertz) / SAMPLE_RATE
    pulses = np.diff(np.floor(phase), prepend=0.0) * chance.normal(1, 0.05, len(at))
    sung = _resonant(pulses)
    open_ = np.sin(2 * np.pi * at / 1.5 + seed) > -0.6  # two thirds voiced
    loudness = np.convolve(open_, np.hanning(800) / np.hanning(800).sum(), "same")
    hiss = chance.normal(0, 0.15 * sung.std(), len(at)) * (1 - loudness)
    sound = sung * loudness + hiss
    if noise_db is not None:
        sound = sound + chance.normal(0, sound.std() * 10 ** (-noise_db / 20), len(at))
    frames = np.arange(0, len(at), HOP)
    sound = (0.1 * sound / np.abs(sound).max()).astype(np.float32)
    return sound, Track(hertz[frames], loudness[frames] > 0.5)


def _resonant(pulses: Values) -> Values:
    """The pulses, heard through a throat."""
    spectrum = np.fft.rfft(pulses)
    hertz = np.fft.rfftfreq(len(pulses), 1 / SAMPLE_RATE)
    throat = sum(width / (width + 1j * (hertz - middle)) for middle, width in _FORMANTS)
    return np.fft.irfft(spectrum * (throat + 0.02), len(pulses))


def compare(found: Track, known: Track) -> dict[str, float]:
    """How far one track is off another, in percent of frames and in semitones.

    A frame is off where it is a semitone away: of all that are voiced, and of those that the track
    calls voiced, too.
    """
    count = min(len(found.hertz), len(known.hertz))
    hertz, voiced = found.hertz[:count], found.voiced[:count]
    true, sung = known.hertz[:count], known.voiced[:count]
    off = np.abs(12 * np.log2(hertz / true))
    both = voiced & sung
    steps = np.abs(np.diff(12 * np.log2(hertz)))[voiced[1:] & voiced[:-1]]
    return {
        "off, %": 100 * float(np.mean(off[sung] > 1)),
        "off where called voiced, %": 100 * float(np.mean(off[both] > 1)),
        "voiced missed, %": 100 * float(np.mean(~voiced[sung])),
        "voiced invented, %": 100 * float(np.mean(voiced[~sung])),
        "jumps, %": 100 * float(np.mean(steps > _JUMP)),
        "spread off, st": abs(_spread(hertz[voiced]) - _spread(true[sung])),
    }


def _spread(hertz: Values) -> float:
    """As the measure is taken: octave errors apart."""
    semitones = 12 * np.log2(hertz / np.median(hertz))
    return float(np.std(semitones[np.abs(semitones) <= 12]))


def table(title: str, sounds: Iterable[tuple[Samples, Track]]) -> None:
    """Print how the three ways do on these sounds, and what they cost."""
    sounds = list(sounds)
    minutes = sum(len(samples) for samples, _ in sounds) / SAMPLE_RATE / 60
    sys.stdout.write(f"{title} ({minutes:.1f} min)\n")
    for name, tracker in TRACKERS.items():
        tracker(sounds[0][0])
        began = time.process_time()
        tracks = [tracker(samples) for samples, _ in sounds]
        took = (time.process_time() - began) / minutes
        rows = [compare(track, known) for track, (_, known) in zip(tracks, sounds, strict=True)]
        means = (f"{key} {np.nanmean([row[key] for row in rows]):.2f}" for key in rows[0])
        sys.stdout.write(f"  {name:13} {', '.join(means)}; {took:.2f} s a minute\n")
    sys.stdout.flush()


def real(folder: Path, count: int) -> Iterable[tuple[Samples, Track]]:
    """Clips of as many corpora and speakers as there are, each with a fine pyin of it."""
    items = json.loads((folder / "manifest.json").read_text("utf-8"))["items"]
    for item in items[:: max(1, len(items) // count)][:count]:
        samples = read_clip(folder / item["file"])[0].samples[: round(_SECONDS * SAMPLE_RATE)]
        yield samples, fine_pyin(samples)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Compare three ways to the pitch of a voice.")
    parser.add_argument("folder", type=Path, help="real speech, with its manifest.json")
    parser.add_argument("--clips", type=int, default=15)
    options = parser.parse_args()
    middles = (90.0, 120.0, 160.0, 210.0, 250.0)
    for title, noise in (("known, clear", None), ("known, in noise (10 dB)", 10.0)):
        table(title, (voice(middle, noise, seed) for seed, middle in enumerate(middles)))
    table("real speech, against a fine pyin", real(options.folder, options.clips))


if __name__ == "__main__":
    main()

"""Read the sample candidate's answers aloud: assets/samples/*.txt → *.flac beside them.

Run it in the program's environment: `.venv/bin/python tools/make_samples.py`.
"""

from pathlib import Path

import soundfile

from greenroom.engines.voices.neural_voice import NeuralVoice
from greenroom.speech.clip import SAMPLE_RATE

SAMPLES = Path(__file__).parents[1] / "assets" / "samples"


def main() -> None:
    """Read every sample text aloud into a file; the same text gives the same sound."""
    voice = NeuralVoice()
    for text in sorted(SAMPLES.glob("*.txt")):
        clip = voice.synthesize(text.read_text(encoding="utf-8"))
        soundfile.write(text.with_suffix(".flac"), clip.samples, SAMPLE_RATE, subtype="PCM_16")
        print(f"{text.stem}: {clip.seconds:.1f} s")


if __name__ == "__main__":
    main()

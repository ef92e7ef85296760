"""Recordings that are there already: sound files to analyse, answers that a crash left behind."""

import time
from collections.abc import Callable
from dataclasses import replace

from greenroom.feedback.feedback import Analysis
from greenroom.live.hearing import Heard
from greenroom.live.judging import Asked, Judging, Sound
from greenroom.speech.clip import Clip

Hear = Callable[[Clip], Heard]
"""All words of a clip, by the same segments as in a live interview."""


def analyse_recording(sound: Sound, asked: Asked, hear: Hear, judging: Judging) -> Analysis:
    """Transcribe, measure and judge one recording; blocks."""
    began = time.perf_counter()
    heard = hear(sound.clip)
    transcribed = time.perf_counter()
    structure = judging.understand(heard, asked)
    understood = time.perf_counter()
    analysis = judging.judge(sound, heard, asked, structure)
    timings = {"transcribe": transcribed - began, "structure": understood - transcribed}
    return replace(analysis, timings=timings | analysis.timings)

"""The pitch of the reviewed answer is looked for once, and comes with the answer."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot
from rehearsed import answer

from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import Contour
from greenroom.delivery.prosody import Prosody
from greenroom.feedback.session import Answer
from greenroom.live.measurement.prosody_process import ProsodyProcess
from greenroom.speech.clip import Clip
from greenroom.speech.words import Word
from greenroom.ui.review.tasks import PitchFinder
from greenroom.ui.services.background import BackgroundTasks

CLIP = Clip(np.zeros(16_000, np.float32))
CONTOUR = Contour(0.064, (120, 130))


class Quick(ProsodyProcess):
    """Finds the same in every answer, at once."""

    def __init__(self) -> None:
        super().__init__(Path())
        self.asked = 0

    def measure(self, clip: Clip, words: Sequence[Word]) -> Prosody | None:
        self.asked += 1
        assert words
        return Prosody(CONTOUR, (measured("rising_ends", 25, n=8),))


def test_it_is_looked_for_once_and_comes_with_the_answer(qtbot: QtBot, background: BackgroundTasks):
    process, found = Quick(), list[Answer]()
    finder = PitchFinder(process, background.group("prosody"))
    one = answer()
    finder.find(one, CLIP, found.append)
    finder.find(one, CLIP, found.append)
    qtbot.waitUntil(lambda: bool(found))
    finder.close()
    assert process.asked == 1
    (made,) = found
    assert made.analysis
    assert made.analysis.delivery.contour == CONTOUR
    assert made.analysis.delivery.measures["rising_ends"].value == 25
    assert made.analysis.transcript == one.analysis.transcript  # pyright: ignore


def test_what_has_no_words_or_no_sound_or_its_pitch_is_left_alone(
    qtbot: QtBot, background: BackgroundTasks
):
    process = Quick()
    finder = PitchFinder(process, background.group("prosody"))
    known = answer().analysis
    assert known
    has_one = replace(known, delivery=replace(known.delivery, contour=CONTOUR))
    for one in (answer(analysis=None), answer(clip=""), answer(analysis=has_one)):
        finder.find(one, CLIP, lambda _: None)
    finder.close()
    assert process.asked == 0

"""`greenroom analyze --melody`: how the voice moves stands beside the other measures."""

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from feedback import opined
from greenroom import cli
from greenroom.commands import analyze
from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import Contour
from greenroom.delivery.prosody import Prosody
from greenroom.feedback.session import Answer
from greenroom.live.evaluation.answer_evaluator import Sound
from greenroom.live.measurement.prosody_process import ProsodyProcess
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.words import Word

ANSWER = Answer("", "", 1, "", "", "", datetime.now(UTC), analysis=opined.analysis())
FOUND = Prosody(Contour(0.064, (120, 130)), (measured("rising_ends", 25, n=8),))


class Quick(ProsodyProcess):
    """Finds the same in every answer, at once; nothing in a silent one."""

    def measure(self, clip: Clip, words: Sequence[Word]) -> Prosody | None:
        return FOUND if clip.samples.any() and words else None


@pytest.fixture(autouse=True)
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sound]:
    """What every file holds; it has been transcribed and measured."""
    held = Sound(Clip(np.ones(SAMPLE_RATE, np.float32)), SAMPLE_RATE)
    monkeypatch.setattr(analyze, "read_sound", lambda _: held)
    monkeypatch.setattr(analyze, "measuring", nullcontext)
    monkeypatch.setattr(analyze, "evaluate_recording", lambda *_: ANSWER)
    monkeypatch.setattr(analyze, "ProsodyProcess", Quick)
    yield held
    for handler in logging.getLogger("greenroom").handlers:
        handler.close()


def run(home: Path, *arguments: str) -> int:
    return cli.main(["--data-dir", str(home), "analyze", "a.wav", "--json", *arguments])


@pytest.mark.parametrize(("arguments", "share"), [(["--melody"], 25), ([], None)])
def test_it_is_measured_where_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], share: float | None
):
    assert run(tmp_path, *arguments) == 0
    assert json.loads(capsys.readouterr().out)["measures"]["rising_ends"]["value"] == share


def test_where_it_cannot_be_had_the_rest_is_told_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sound: Sound
):
    sound.clip.samples[:] = 0
    assert run(tmp_path, "--melody") == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["measures"]["rising_ends"]["value"] is None
    assert "a.wav: how the voice moves could not be found" in shown.err

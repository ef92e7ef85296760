"""Writes the report of a session beside its recordings."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from greenroom.engines.store.private import copy, make_folder, write_text
from greenroom.feedback.render.analysis_json import json_report
from greenroom.feedback.render.captions import captions
from greenroom.feedback.render.markdown import markdown_report
from greenroom.feedback.render.page import html_report
from greenroom.feedback.render.plain import Rubrics
from greenroom.feedback.session import Session
from greenroom.speech.level import power
from greenroom.speech.shape import heights

REPORT = "report.html"

_SLICES = 600


def write_report(session: Session, folder: Path, rubrics: Rubrics) -> None:
    """Write report.html, report.md, report.json and captions per answer.

    Args:
        session: with its answers' analyses.
        folder: where the recordings lie.
        rubrics: for the titles of elements and what to say where one is missing.

    Raises:
        StorageError: the disk is full or the folder does not take them.
    """
    loudness = {answer.clip: _loudness(folder / answer.clip) for answer in session.answers}
    write_text(folder / REPORT, html_report(session, rubrics, loudness))
    write_text(folder / "report.md", markdown_report(session, rubrics))
    write_text(folder / "report.json", json_report(session))
    for name, text in _captions(session):
        write_text(folder / name, text)


def export(session: Session, folder: Path, target: Path, rubrics: Rubrics) -> None:
    """Copy the recordings of a session into a new folder and write the report there.

    Raises:
        StorageError: the disk is full or the folder does not take them.
    """
    make_folder(target)
    for answer in session.answers:
        if answer.clip and (folder / answer.clip).exists():
            copy(folder / answer.clip, target / answer.clip)
    write_report(session, target, rubrics)


def _captions(session: Session) -> Iterator[tuple[str, str]]:
    for answer in session.answers:
        if answer.clip and answer.analysis:
            yield str(Path(answer.clip).with_suffix(".vtt")), captions(answer.analysis.transcript)


def _loudness(recording: Path) -> tuple[float, ...]:
    """The sound in equal slices, 0…1; empty where there is none that can be read."""
    import soundfile

    try:
        with soundfile.SoundFile(recording) as sound:
            size = max(1, sound.frames // _SLICES)
            slices = [power(np.asarray(block, np.float32)) ** 0.5 for block in sound.blocks(size)]
    except soundfile.SoundFileError:
        return ()
    return heights(slices)

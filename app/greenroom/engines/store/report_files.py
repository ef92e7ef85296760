"""The report of a session, written beside its recordings."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from greenroom.engines.store.private_files import copy, make_folder, move, write_text
from greenroom.feedback.presentation.display_text import Rubrics
from greenroom.feedback.render.analysis_json import json_report
from greenroom.feedback.render.captions import captions
from greenroom.feedback.render.html_report import html_report
from greenroom.feedback.render.markdown import markdown_report
from greenroom.feedback.session import Session
from greenroom.speech.level import power
from greenroom.speech.waveform import heights

REPORT = "report.html"

_SLICES = 600
_MOST = 1 << 36  # samples; a header that says more is damaged


def write_report(session: Session, folder: Path, rubrics: Rubrics) -> None:
    """Write report.html, report.md, report.json and captions per answer.

    Args:
        session: with its answers' analyses.
        folder: where the recordings are.
        rubrics: by id, for the titles of elements and the advice where one is missing.

    Raises:
        StorageError: the disk is full or the folder cannot be written.
    """
    loudness = {answer.clip: _loudness(folder / answer.clip) for answer in session.answers}
    for name, text in _captions(session):
        write_text(folder / name, text)
    write_text(folder / "report.json", json_report(session))
    write_text(folder / "report.md", markdown_report(session, rubrics))
    # Last, because a report counts as complete once this file is there.
    write_text(folder / REPORT, html_report(session, rubrics, loudness))


def export(session: Session, folder: Path, target: Path, rubrics: Rubrics) -> None:
    """Copy the recordings of a session into a new folder and write the report there.

    All is written beside the new folder and then moved: it appears whole or not at all.

    Raises:
        StorageError: the disk is full, or the folder exists already or cannot be written.
    """
    beside = target.with_name(f".{target.name}.unfinished")
    shutil.rmtree(beside, ignore_errors=True)  # a kill may have left it
    is_new_parent = not target.parent.exists()
    try:
        make_folder(beside)
        for answer in session.answers:
            if answer.clip and (folder / answer.clip).exists():
                copy(folder / answer.clip, beside / answer.clip)
        write_report(session, beside, rubrics)
        move(beside, target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        if is_new_parent:
            with suppress(OSError):
                target.parent.rmdir()
        raise


def remove_unfinished(folder: Path) -> None:
    """Remove what a kill left of reports that were being written."""
    for path in folder.glob(".*.*"):
        if path.name.startswith((".report.", ".answer-")) and path.suffix[1:].isdecimal():
            path.unlink(missing_ok=True)


def _captions(session: Session) -> Iterator[tuple[str, str]]:
    for answer in session.answers:
        if answer.clip and answer.analysis:
            yield str(Path(answer.clip).with_suffix(".vtt")), captions(answer.analysis.transcript)


def _loudness(recording: Path) -> tuple[float, ...]:
    """Return the loudness in equal slices, 0…1; empty where no sound can be read."""
    import soundfile

    try:
        # Opened here, because soundfile takes only names in UTF-8.
        with recording.open("rb") as file, soundfile.SoundFile(file) as sound:
            if sound.frames > _MOST:
                return ()
            size = max(1, sound.frames // _SLICES)
            slices = [power(block) ** 0.5 for block in sound.blocks(size)]
    except (soundfile.SoundFileError, OSError):
        return ()
    return heights(slices)

"""What a report tells is read again, to a thousandth; what is no report is none."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from test_sqlite_store import ANALYSES, SESSION, answer

from greenroom.engines.store.saved_report import read_report
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.render.analysis_json import json_report, session_to_dict
from greenroom.feedback.session import Session


def saved(session: Session, folder: Path) -> Session | None:
    (folder / "report.json").write_text(json_report(session), "utf-8")
    return read_report(folder)


@settings(max_examples=30)
@given(known=ANALYSES)
def test_every_report_comes_back(known: Analysis, tmp_path_factory: pytest.TempPathFactory) -> None:
    told = replace(
        SESSION,
        answers=(
            answer(1, analysis=known),
            answer(2, text="", request="repeat", think_seconds=None),
        ),
    )
    read = saved(told, tmp_path_factory.mktemp("report"))
    assert read
    before, after = session_to_dict(told), session_to_dict(read)
    if read.answers[0].analysis:  # some times are no numbers, and then it has to be measured again
        assert after == before
    assert read.answers[1] == told.answers[1]
    assert read.answers[1].request == "repeat"


@pytest.mark.parametrize("text", ["", "{}", "[]", "\x00", '{"id": 3}', "[" * 100_000])
def test_what_is_no_report_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(text, "utf-8")
    assert read_report(tmp_path) is None


def test_a_report_from_before_requests_were_told_is_read(tmp_path: Path) -> None:
    plain: dict[str, Any] = {**session_to_dict(replace(SESSION, answers=(answer(1),)))}
    for each in plain["answers"]:
        del each["request"]
    (tmp_path / "report.json").write_text(json.dumps(plain), "utf-8")
    read = read_report(tmp_path)
    assert read
    assert read.answers[0].analysis


def test_a_recording_is_never_looked_for_outside(tmp_path: Path) -> None:
    read = saved(replace(SESSION, answers=(answer(1, clip="../../secret.flac"),)), tmp_path)
    assert read
    assert read.answers[0].clip == "secret.flac"

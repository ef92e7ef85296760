"""An interview on a résumé and an advert, as a whole."""

from pathlib import Path

import pytest

from resume.pdfs import pdf
from resume.resumes import ADVERT, SENIOR
from whole.program import SAMPLES, run

pytestmark = [pytest.mark.real, pytest.mark.timeout(400)]


def test_a_resume_and_an_advert_lead_to_a_report(tmp_path: Path):
    home, resume, advert = tmp_path / "home", tmp_path / "cv.pdf", tmp_path / "advert.txt"
    resume.write_bytes(pdf(SENIOR.text))
    advert.write_text(ADVERT, encoding="utf-8")
    done = run(
        home, "interview", "--resume", str(resume), "--job", str(advert), "--questions", "1",
        "--follow-ups", "0", "--microphone", f"file:{SAMPLES[1]}", "--speaker", "none",
        "--voice", "none", "--file-speed", "0", seconds=360,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "missing for the job: LangSmith, SQL" in done.stdout
    ask = 'Your résumé says you "designed an evaluation suite for RAG answers".'
    assert ask in done.stdout
    (report,) = (home / "sessions").glob("*/report.html")
    assert "designed an evaluation suite" in report.read_text(encoding="utf-8")
    assert "Willoughby" not in report.read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"home", "cv.pdf", "advert.txt"}

    assert "designed an evaluation suite" in run(home, "sessions", "show", "last").stdout

"""PDFs as a real program sets them, with kerning, bold words, lists and columns of its own."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

from greenroom.engines.documents.document import read_document
from greenroom.resume.resume import read_resume
from resume.resumes import PLAIN, SENIOR, STUDENT, guide


def printed(document: QTextDocument, path: Path) -> str:
    """The text that is read from it."""
    writer = QPdfWriter(str(path))
    document.print_(writer)
    del writer  # closes the file
    return read_document(path)


@pytest.mark.parametrize("text", [STUDENT.text, PLAIN.text], ids=["student", "plain"])
def test_plain_text_that_was_printed(qapp: QApplication, tmp_path: Path, text: str):
    document = QTextDocument(text)
    read = read_resume(printed(document, tmp_path / "cv.pdf"), guide())
    assert read == read_resume(text, guide())


def test_headings_lists_and_bold_words(qapp: QApplication, tmp_path: Path):
    document = QTextDocument()
    document.setMarkdown(SENIOR.text)
    read = read_resume(printed(document, tmp_path / "cv.pdf"), guide())
    expected = read_resume(SENIOR.text, guide())
    assert [one.quote for one in read.claims] == [one.quote for one in expected.claims]
    assert read.skills == expected.skills


def test_two_columns(qapp: QApplication, tmp_path: Path):
    document = QTextDocument()
    document.setHtml(
        "<table><tr><td width='35%'><h2>SKILLS</h2><p>PyTorch<br>SQL<br>Docker</p>"
        "<h2>LANGUAGES</h2><p>Tamil</p></td><td><h2>EXPERIENCE</h2><h3>ML Engineer, Lumo</h3><ul>"
        "<li>Deployed a vision model on 60 loading docks across three countries and continents</li>"
        "<li>Improved recall from 0.71 to 0.88 with negatives that annotators had collected</li>"
        "</ul><h3>Data Scientist, Finch Bank</h3><ul><li>Developed fraud scores with gradient "
        "boosting</li></ul></td></tr></table>"
    )
    read = read_resume(printed(document, tmp_path / "cv.pdf"), guide())
    assert [one.quote for one in read.claims] == [
        "deployed a vision model on 60 loading docks",
        "improved recall from 0.71 to 0.88 with negatives that annotators had collected",
        "developed fraud scores with gradient boosting",
    ]
    listed = [one.mention.text for one in read.skills]
    assert listed == ["PyTorch", "SQL", "Docker", "gradient boosting"]

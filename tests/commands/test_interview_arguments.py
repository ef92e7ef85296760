"""What `greenroom interview` refuses before anything is made ready."""

from pathlib import Path

import pytest

from greenroom.cli import main


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--job", "advert.txt"], "--job needs --resume."),
        (
            ["behavioral", "--resume", "cv.txt"],
            "Questions come from a script or from a résumé, not from both.",
        ),
        (["--resume", "missing.pdf"], "There is no file"),
        (["--resume", "."], "is a folder."),
    ],
)
def test_documents_that_do_not_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
):
    assert main(["--data-dir", str(tmp_path), "interview", "--speaker", "none", *arguments]) == 2
    assert sentence in capsys.readouterr().err

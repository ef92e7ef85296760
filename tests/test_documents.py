"""What the documents promise is there: commands, files, licenses."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from greenroom.cli import parser

TOP = Path(__file__).parents[1]
DOCUMENTS = sorted([*TOP.glob("*.md"), *TOP.glob("docs/*.md")])
PROMISES = (TOP / "docs" / "promises.md").read_text(encoding="utf-8")
DECISIONS = (TOP / "DECISIONS.md").read_text(encoding="utf-8")
README = (TOP / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"`greenroom ([^`]+)`", README.replace("\n", " "))))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_readme_is_one(command: str):
    words = shlex.split(command)
    if words == ["--help"]:
        with pytest.raises(SystemExit, match="0"):
            parser().parse_args(words)
    else:
        assert parser(words).parse_args(words).command == words[0]


def test_there_are_commands_to_test():
    assert len(COMMANDS) > 5


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_links_to_exists(document: Path):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert missing == []


def test_each_decision_is_a_dated_record_in_the_index():
    index, *records = re.split(r"^## (?=\d)", DECISIONS, flags=re.MULTILINE)
    assert len(records) > 70
    for number, record in enumerate(records, start=1):
        heading, date = record.split("\n")[0], record.split("\n")[2]
        assert heading.startswith(f"{number:04}. ")
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        assert f"- [{heading}](#{anchor})" in index
        assert re.fullmatch(r"\d{4}-\d\d-\d\d · (accepted|superseded by \[\d{4}\]\(#.+\))", date)
        parts = re.findall(r"^\*\*(\w+)\.\*\* ", record, re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences"], heading
    assert index.count("\n- [") == len(records)


def test_each_promise_names_tests_that_exist():
    rows = [row for row in PROMISES.splitlines() if row.startswith("| ")][1:]
    assert len(rows) > 5
    for row in rows:
        proofs = re.findall(r"`(tests/[^`:]+)(?:::(\w+))?`", row)
        assert proofs, row
        for path, name in proofs:
            assert f"def {name}" in (TOP / path).read_text(encoding="utf-8"), (path, name)


@pytest.mark.parametrize("target", ["run", "test", "check", "screenshots", "lock"])
def test_make_knows_what_is_promised(target: str):
    assert re.search(rf"^{target}:", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_part_that_is_installed_is_listed_with_its_license(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.syspath_prepend(str(TOP / "packaging"))
    import third_party

    rows = third_party.LIST.read_text(encoding="utf-8").splitlines()
    listed = {row.split(" | ")[0] for row in rows}
    assert [row for row in third_party.rows() if row.split(" | ")[0] not in listed] == []
    assert not [row for row in rows if "see the package" in row]
    sys.modules.pop("third_party")


@pytest.mark.parametrize("lock", sorted(TOP.glob("packaging/*.lock")), ids=lambda path: path.name)
def test_every_pinned_part_has_hashes_and_no_address(lock: Path):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []

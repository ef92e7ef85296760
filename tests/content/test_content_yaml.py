"""Files as people write them, and as they get them wrong."""

import pytest

from greenroom.content import yaml_text
from greenroom.errors import ContentError


def _read(tmp_path, text):
    file = tmp_path / "mine.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return yaml_text.read(file)


def test_every_scalar_stays_the_text_it_was_written_as(tmp_path):
    document = _read(tmp_path, "a: no\nb: 1.10\nc: 2026-01-05\nd: [yes, 12]\ne: {f: null}\n")
    assert document.keys == {
        "a": "no",
        "b": "1.10",
        "c": "2026-01-05",
        "d": ["yes", "12"],
        "e": {"f": "null"},
    }


def test_folded_text_and_comments(tmp_path):
    document = _read(tmp_path, "# mine\na: >-\n  one\n  two\nb: x # why\n")
    assert document.keys == {"a": "one two", "b": "x"}


def test_lines_of_keys_and_entries(tmp_path):
    document = _read(tmp_path, "a: 1\nb:\n  - c: x\n    d: >-\n      long\n  - c: y\n")
    assert document.line(("a",)) == 1
    assert document.line(("b", 0, "d")) == 4
    assert document.line(("b", 1)) == 6
    assert document.line(("b", 1, "missing")) == 6
    assert document.line(("nowhere",)) == 1


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    assert _read(tmp_path, b"\xef\xbb\xbfid: x\n").keys == {"id": "x"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "mine.yaml: is empty."),
        ("# only a remark\n", "is empty."),
        ("just words\n", "line 1: must hold keys"),
        ("- a\n- b\n", "line 1: must hold keys"),
        ("a: 1\nask: Why: because\n", "line 2: a colon and a space inside a text"),
        ("a: 1\nb:\n\t- c\n", "line 3: a tab"),
        ("a: 1\nb: @home\n", "line 2: a tab, or a text that begins with @"),
        ('a: 1\nb: "open\nc: 2\nd: 3\n', "line 2: a quote is opened here"),
        ("a: 1\nask\nb: 2\n", "line 2: a key without its colon"),
        ('a: 1\nb: "50\\% off"\n', "line 2: a backslash"),
        ("a:\n  - b: 1\n    c: 2\n   d: 3\n", "line 4: a key that is indented less"),
        ("a: [b, c\nd: e\n", "line 2: a bracket is opened"),
        ("a: 'it's'\nb: 1\n", "line 1: the indentation or a quote"),
        ("a: *b\n", "line 1: a text that begins with *"),
        ("a: 1\nb: 2\na: 3\n", "line 3: the key 'a' appears twice"),
        ("a: 1\n[b]: 2\n", "line 2: a key must be one word"),
        ("a: 1\n---\nb: 2\n", "line 2: a line of dashes"),
        ("a: 1\nb: x\x01y\n", "line 2: a character that YAML does not allow"),
        (b"a: 1\nb: caf\xe9\n", "line 2: is not UTF-8 text"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, said):
    with pytest.raises(ContentError) as caught:
        _read(tmp_path, text)
    assert said in caught.value.sentence
    assert "greenroom scripts check" in caught.value.hint


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ContentError, match="cannot be read"):
        yaml_text.read(tmp_path / "none.yaml")


def test_without_the_c_library_the_same_file_gives_the_same(tmp_path, monkeypatch):
    text = "a: 1\nb:\n  - c: 'x'\n    d: >-\n      long\n"
    expected = _read(tmp_path, text)
    monkeypatch.setattr(yaml_text, "_LOADER", yaml_text.yaml.SafeLoader)
    document = _read(tmp_path, text)
    assert (document.keys, document.lines) == (expected.keys, expected.lines)

"""YAML as people write it for us: blocks of keys, lists and text, each with its line.

Every scalar is read as the text it is written as, and the models turn "120" into a number where
they want one. So `no`, `1.10` and `2026-01-05` are never silently changed into something else.
Reading the parser's events instead of building its objects is also three times as fast.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from greenroom.content.problem import Problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Value = dict[str, "Value"] | list["Value"] | str
Place = tuple[str | int, ...]

_OFF_HERE = "the indentation or a quote is wrong here or just above"
_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "a colon and a space inside a text, or a line that is indented too far",
        "Put a text that holds a colon in quotes, or below its key after '>-'.",
    ),
    (
        "cannot start any token",
        "a tab, or a text that begins with @, % or `",
        "Indent with spaces, and put such a text in quotes.",
    ),
    ("tab character", "a tab", "Indent with spaces."),
    ("unexpected end of stream", "a quote is opened here and never closed", ""),
    ("could not find expected ':'", "a key without its colon, or a text that is not indented", ""),
    ("unknown escape", "a backslash inside double quotes", "Use single quotes there."),
    ("alphabetic or numeric", "a text that begins with & or *", "Put it in quotes."),
    ("expected ',' or", "a bracket is opened and not closed, or a comma is missing", ""),
    ("expected comment or", "a text that begins with | or >", "Put it in quotes."),
    ("expected '-' indicator", "a key that is indented less than its neighbors", ""),
    ("did not find expected", _OFF_HERE, ""),
    ("expected <block end>", _OFF_HERE, ""),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's keys and texts; `lines` has the line of every place in it, counted from 1."""

    file: Path
    keys: dict[str, Value]
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest block around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(file: Path) -> Document:
    """Read one file.

    Raises:
        ContentError: unreadable, not UTF-8, not YAML, a key given twice, or no keys in it.
    """
    text = _text(file)
    reader = _Reader(file, _LOADER(text))
    try:
        keys = reader.document()
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(file, error).error() from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Problem(file, "a character that YAML does not allow", line).error() from None
    return Document(file, keys, reader.lines)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Problem(file, f"cannot be read ({error.strerror})").error() from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "Save it with the encoding UTF-8."
        raise Problem(file, "is not UTF-8 text", line, hint=hint).error() from None


def _not_yaml(file: Path, error: yaml.MarkedYAMLError) -> Problem:
    # An open quote or a missing colon is noticed only later; the context is where it began.
    opened = error.context and ("quoted scalar" in error.context or "simple key" in error.context)
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    problem = error.problem or ""
    what, hint = next(
        ((what, hint) for sign, what, hint in _PLAIN_WORDS if sign in problem),
        (f"is not YAML ({problem})", ""),
    )
    return Problem(file, what, mark.line + 1 if mark else 0, hint=hint)


@dataclass(slots=True)
class _Reader:
    """Builder of values from the parser's events."""

    file: Path
    parser: Any
    lines: dict[Place, int] = field(default_factory=dict[Place, int])

    def document(self) -> dict[str, Value]:
        self.parser.get_event()  # the stream's start
        if isinstance(self.parser.get_event(), yaml.StreamEndEvent):
            raise Problem(self.file, "is empty").error()
        first = self.parser.get_event()
        if not isinstance(first, yaml.MappingStartEvent):
            raise self._off(first, "must hold keys, such as 'id: my-script'")
        keys = self._mapping(())
        self.parser.get_event()  # the document's end
        after = self.parser.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._off(after, "a line of dashes; one file holds one script or rubric")
        return keys

    def _value(self, event: Any, place: Place) -> Value:
        self.lines[place] = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(place)
        raise self._off(event, "a text that begins with *", "Put it in quotes.")

    def _mapping(self, place: Place) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        while not isinstance(key := self.parser.get_event(), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise self._off(
                    key, "a key must be one word", "Put a text with brackets in quotes."
                )
            if key.value in entries:
                raise self._off(key, f"the key '{key.value}' appears twice")
            inside = (*place, key.value)
            entries[key.value] = self._value(self.parser.get_event(), inside)
            self.lines[inside] = key.start_mark.line + 1
        return entries

    def _list(self, place: Place) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self.parser.get_event(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*place, len(items))))
        return items

    def _off(self, event: Any, what: str, hint: str = "") -> Exception:
        return Problem(self.file, what, event.start_mark.line + 1, hint=hint).error()

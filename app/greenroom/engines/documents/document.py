"""The text of a document: a PDF, Markdown or plain text."""

from pathlib import Path

from greenroom.engines.documents.pdf_text import pdf_text
from greenroom.errors import DocumentError

MOST_BYTES = 20_000_000
MOST_CHARACTERS = 60_000
"""More than twenty full pages hold."""

LEAST_WORDS = 20
"""Fewer are only a heading, or what a scanner left."""

_KINDS = "Use a PDF with text in it, or a .md or .txt file."
_SCANNED = "It may be a scan. Export it from the program it was written in, or paste its text."
_AS_PDF = "Save it as a PDF or as plain text."
_PDF = b"%PDF-"
_HEAD = 1024
_BEGINNINGS = {
    b"pk\x03\x04": "is an office document or an archive",
    b"\xd0\xcf\x11\xe0": "is an old office document",
    b"{\\rtf": "is a rich text document",
    b"\x89png": "is a picture",
    b"\xff\xd8\xff": "is a picture",
    b"<!doctype": "is a web page",
    b"<html": "is a web page",
}
_ODD = 0.02
"""With a larger share of control characters it is not text."""


def read_document(path: Path) -> str:
    """Return the text of a PDF, Markdown or text file, recognized by content, not by name.

    Raises:
        DocumentError: missing, empty, too large, damaged, protected, scanned, or something else.
    """
    content = _content(path)
    is_pdf = _PDF in content[:_HEAD]
    text = pdf_text(content, path.name) if is_pdf else _plain_text(content, path.name)
    if len(text.split()) < LEAST_WORDS:
        raise DocumentError(f"{path.name} holds hardly any text.", _SCANNED if is_pdf else _KINDS)
    return text[:MOST_CHARACTERS]


def _content(path: Path) -> bytes:
    """Read the whole file; refuse a folder, or a device that never ends."""
    try:
        if path.is_dir():
            raise DocumentError(f"{path} is a folder.", "Choose the file itself.")
        if not path.is_file():
            raise DocumentError(f"There is no file {path}.", "Check the name of the document.")
        if (size := path.stat().st_size) > MOST_BYTES:
            most = f"the limit is {MOST_BYTES // 1_000_000} MB"
            sentence = f"{path.name} has {size // 1_000_000} MB; {most}."
            raise DocumentError(sentence, "Export it without pictures, or paste its text.")
        content = path.read_bytes()
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        sentence = f"{path.name} cannot be read ({reason})."
        raise DocumentError(sentence, "Check that you may open it.") from problem
    if not content:
        raise DocumentError(f"{path.name} is empty.", _KINDS)
    return content


def _plain_text(content: bytes, name: str) -> str:
    beginning = content[:_HEAD].lstrip().lower()
    for mark, what in _BEGINNINGS.items():
        if beginning.startswith(mark):
            raise DocumentError(f"{name} {what}.", _AS_PDF)
    text = _decoded(content)
    beginning_of_text = text[:MOST_CHARACTERS]
    if sum(map(_is_odd, beginning_of_text)) > _ODD * len(beginning_of_text):
        raise DocumentError(f"{name} is neither a PDF nor text.", _KINDS)
    return text


def _decoded(content: bytes) -> str:
    """Decode UTF-8, UTF-16 with a byte order mark, or else Windows-1252."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _is_odd(character: str) -> bool:
    return character == "\ufffd" or (ord(character) < ord(" ") and character not in "\n\r\t\f\v")

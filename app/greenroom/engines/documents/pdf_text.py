"""The text of a PDF, page by page; pypdf's errors become ours."""

import logging
from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING

from greenroom.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PageObject, PdfReader

MOST_PAGES = 20
"""A résumé has a few; two hundred would be a book, and take minutes to read."""

MOST_SECONDS = 20.0

_EXPORT = "Export it again from the program it was written in, or paste its text into a .txt file."


def pdf_text(content: bytes, name: str) -> str:
    """Return the text of all pages; empty where they are pictures.

    Args:
        content: the whole file.
        name: what the file is called in a message.

    Raises:
        DocumentError: damaged, protected, too many pages, or too slow to read.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    # It logs remarks about every untidy file, which do not help the user.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _text(_pages(PdfReader(BytesIO(content)), name), name)
    except DocumentError:
        raise
    except DependencyError as problem:  # a cipher that needs another library
        raise _protected(name) from problem
    except Exception as problem:  # a damaged PDF can make it raise anything
        raise DocumentError(f"{name} is a damaged PDF.", _EXPORT) from problem


def _pages(reader: "PdfReader", name: str) -> "Sequence[PageObject]":
    if reader.is_encrypted and not reader.decrypt(""):
        raise _protected(name)
    if (count := len(reader.pages)) > MOST_PAGES:
        sentence = f"{name} has {count} pages; the limit is {MOST_PAGES}."
        raise DocumentError(sentence, "Save the pages that matter as a file of their own.")
    return reader.pages


def _text(pages: "Sequence[PageObject]", name: str) -> str:
    until = monotonic() + MOST_SECONDS
    texts: list[str] = []
    for page in pages:
        if monotonic() > until:
            raise DocumentError(f"{name} takes too long to read.", _EXPORT)
        texts.append(page.extract_text())
    # Some programs write every space as a tab, so tabs say nothing about the layout.
    return "\n".join(texts).replace("\t", " ")


def _protected(name: str) -> DocumentError:
    return DocumentError(
        f"{name} is password-protected.", "Save a copy that opens without a password."
    )

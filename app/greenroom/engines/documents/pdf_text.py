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
"""A résumé has a few; two hundred are a book, and reading them takes minutes."""

MOST_SECONDS = 20.0

_ANEW = "Export it anew from the program it was written in, or paste its text into a .txt file."


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

    # It writes remarks about every untidy file, which are nothing to the user.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _text(_pages(PdfReader(BytesIO(content)), name), name)
    except DocumentError:
        raise
    except DependencyError as problem:  # a cipher that needs another library
        raise _protected(name) from problem
    except Exception as problem:  # a damaged PDF makes it fail in every way that Python knows
        raise DocumentError(f"{name} is a damaged PDF.", _ANEW) from problem


def _pages(reader: "PdfReader", name: str) -> "Sequence[PageObject]":
    if reader.is_encrypted and not reader.decrypt(""):
        raise _protected(name)
    if (count := len(reader.pages)) > MOST_PAGES:
        sentence = f"{name} has {count} pages; at most {MOST_PAGES} are read."
        raise DocumentError(sentence, "Give a file with the few pages that are meant.")
    return reader.pages


def _text(pages: "Sequence[PageObject]", name: str) -> str:
    until = monotonic() + MOST_SECONDS
    texts: list[str] = []
    for page in pages:
        if monotonic() > until:
            raise DocumentError(f"{name} takes too long to read.", _ANEW)
        texts.append(page.extract_text())
    # Some programs write every space as a tab; where things lie, it does not tell.
    return "\n".join(texts).replace("\t", " ")


def _protected(name: str) -> DocumentError:
    return DocumentError(f"{name} is protected.", "Save a copy that opens without a password.")

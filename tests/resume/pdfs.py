"""PDFs written by hand, so that their text lies on the page exactly as a test wants it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

_HEIGHT, _LEADING, _TOP, _LEFT = 842, 14, 800, 50
_LINES = (_TOP - 40) // _LEADING


@dataclass
class Pdf:
    """Pages of text; an object is added to the file as it is written."""

    objects: list[bytes] = field(default_factory=list)

    def add(self, content: str | bytes) -> int:
        """The number of the new object."""
        self.objects.append(content.encode("cp1252") if isinstance(content, str) else content)
        return len(self.objects)

    def written(self, root: int) -> bytes:
        """The whole file, with its table of places."""
        out = bytearray(b"%PDF-1.4\n")
        places: list[int] = []
        for number, content in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        for place in places:
            out += b"%010d 00000 n \n" % place
        out += b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(places) + 1, root)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def pdf(*pages: str) -> bytes:
    """One page per text, a line of it per line of the page; any number of lines."""
    split = [chunk for page in pages for chunk in _chunks(page.split("\n"))]
    return drawn([_lines(chunk, _LEFT, _TOP) for chunk in split])


def two_columns(left: str, right: str) -> bytes:
    """One page whose left column is drawn before its right one, as programs for layout do."""
    streams = [_lines(left.split("\n"), _LEFT, _TOP), _lines(right.split("\n"), 300, _TOP)]
    return drawn(["\n".join(streams)])


def with_white_text(text: str, hidden: str) -> bytes:
    """One page with a line below it that nobody sees: white, and very small."""
    stream = f"{_lines(text.split(chr(10)), _LEFT, _TOP)}\n1 1 1 rg\n{_lines([hidden], 50, 20, 1)}"
    return drawn([stream])


def drawn(streams: Sequence[str]) -> bytes:
    """A file of pages with these drawings."""
    made = Pdf()
    font = made.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                    "/Encoding /WinAnsiEncoding >>")  # fmt: skip
    parent = len(streams) * 2 + 2
    kids: list[int] = []
    for stream in streams:
        data = stream.encode("cp1252", errors="replace")
        content = made.add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))
        kids.append(
            made.add(
                f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 {_HEIGHT}] "
                f"/Contents {content} 0 R /Resources << /Font << /F1 {font} 0 R >> >> >>"
            )
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    pages = made.add(f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>")
    assert pages == parent
    return made.written(made.add(f"<< /Type /Catalog /Pages {pages} 0 R >>"))


def _chunks(lines: Sequence[str]) -> list[Sequence[str]]:
    return [lines[n : n + _LINES] for n in range(0, len(lines), _LINES)]


def _lines(lines: Sequence[str], left: int, top: int, size: int = 10) -> str:
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    return f"BT /F1 {size} Tf {_LEADING} TL {left} {top} Td\n{shown}\nET"


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")

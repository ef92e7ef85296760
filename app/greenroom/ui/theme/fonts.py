"""Which typeface is used: the system's own, at the sizes of the type scale."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from greenroom.ui.theme.tokens import TYPE_SCALE, Type

# Where a Linux system names no typeface of its own, Qt falls back to one made for 1990s screens.
_UNCHOSEN = frozenset({"", "Sans Serif", "Sans", "DejaVu Sans", "Bitstream Vera Sans", "Helvetica"})
_PREFERRED = ("Inter", "Adwaita Sans", "Cantarell", "Noto Sans", "Ubuntu", "Roboto", "Open Sans",
              "Source Sans 3", "Liberation Sans")  # fmt: skip


def text_font(app: QApplication) -> QFont:
    """The typeface of all text, at body size."""
    family = app.font().family()
    if family in _UNCHOSEN:
        there = set(QFontDatabase.families())
        family = next((name for name in _PREFERRED if name in there), family)
    font = QFont(family)
    font.setPixelSize(TYPE_SCALE[Type.BODY][0])
    return font


def font(role: Type) -> QFont:
    """The font of one step of the type scale, for what is painted by hand."""
    size, weight = TYPE_SCALE[role]
    made = QFont(QApplication.font())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(_named(weight)))
    return made


def code_font() -> QFont:
    """The system's typeface of equal widths, for code and tables."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPixelSize(TYPE_SCALE[Type.SMALL][0])
    return made


def _named(weight: int) -> int:
    """Qt 6 knows the hundreds only."""
    return weight // 100 * 100

"""The typefaces of the window, at the sizes of the type scale.

They come with the program, so that every screen is laid out the same on every system; only what
they lack, such as Chinese, is taken from the system's typefaces.
"""

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from greenroom.paths import shipped
from greenroom.ui.theme.tokens import TYPE_SCALE, Type

TEXT_FAMILY: Final = "Greenroom Inter"
CODE_FAMILY: Final = "Greenroom Mono"


def load() -> None:
    """Make the shipped typefaces known to Qt; a file that is not there is left out."""
    for file in sorted((shipped("assets") / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def text_font() -> QFont:
    """Return the typeface of all text, at body size."""
    return _font(TEXT_FAMILY, Type.BODY)


def font(role: Type) -> QFont:
    """Return the font of one step of the type scale, for what is painted by hand."""
    size, weight = TYPE_SCALE[role]
    typeface = QFont(QApplication.font())
    typeface.setPixelSize(size)
    typeface.setWeight(QFont.Weight(_named(weight)))
    return typeface


def code_font() -> QFont:
    """Return the typeface of equal widths, for code and tables."""
    typeface = _font(CODE_FAMILY, Type.SMALL)
    typeface.setStyleHint(QFont.StyleHint.Monospace)
    return typeface


def _font(family: str, role: Type) -> QFont:
    typeface = QFont(family)
    typeface.setPixelSize(TYPE_SCALE[role][0])
    # Sideways, hints would move letters by whole pixels, and by other ones on each system.
    typeface.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return typeface


def _named(weight: int) -> int:
    """Return the hundreds of a weight: Qt 6 knows no others."""
    return weight // 100 * 100

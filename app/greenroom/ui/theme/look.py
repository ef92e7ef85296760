"""The look of the window: its colors, and who learns when they change.

The look follows the system's light or dark scheme unless the user chose one. Widgets ask for
`colors()` whenever they paint; a change of the scheme reaches them as an ordinary palette change,
so nobody has to connect to anything.
"""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from greenroom.ui.theme import fonts
from greenroom.ui.theme.stylesheet import stylesheet
from greenroom.ui.theme.tokens import DARK, LIGHT, Colors

Appearance = Literal["system", "light", "dark"]

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_Role = QPalette.ColorRole


class _Shown:
    """What is shown just now."""

    colors: Colors = LIGHT


def colors() -> Colors:
    """Return the colors of the scheme that is shown."""
    return _Shown.colors


def color(role: str) -> QColor:
    """Return one color of the scheme that is shown, by the name of its role."""
    return QColor(getattr(_Shown.colors, role))


def dress(app: QApplication, appearance: Appearance = "system") -> None:
    """Give the whole program its look, and keep it in step with the system from now on."""
    app.setStyle("Fusion")
    fonts.load()
    app.setFont(fonts.text_font())
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda scheme: _follow(app, scheme))
    choose(app, appearance)


def choose(app: QApplication, appearance: Appearance) -> None:
    """Choose light, dark, or whatever the system has."""
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(_SCHEMES[appearance])
    show(app, _colors_for(hints.colorScheme() if appearance == "system" else _SCHEMES[appearance]))


def show(app: QApplication, scheme: Colors) -> None:
    """Repaint everything in these colors, unless they are shown already: it takes a moment."""
    if scheme is _Shown.colors and app.styleSheet():
        return
    _Shown.colors = scheme
    app.setPalette(_palette(scheme))
    app.setStyleSheet(stylesheet(scheme))


def _follow(app: QApplication, scheme: Qt.ColorScheme) -> None:
    """Follow the system's new scheme; Qt reports one only where the user chose none."""
    show(app, _colors_for(scheme))


def _colors_for(scheme: Qt.ColorScheme) -> Colors:
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def _palette(scheme: Colors) -> QPalette:
    """Return colors for what the stylesheet misses: selections, links, placeholders, menus."""
    palette = QPalette()
    for role, name in (
        (_Role.Window, "canvas"),
        (_Role.WindowText, "text"),
        (_Role.Base, "surface"),
        (_Role.AlternateBase, "sunken"),
        (_Role.Text, "text"),
        (_Role.PlaceholderText, "muted"),
        (_Role.Button, "surface"),
        (_Role.ButtonText, "text"),
        (_Role.ToolTipBase, "raised"),
        (_Role.ToolTipText, "text"),
        (_Role.Highlight, "accent"),
        (_Role.HighlightedText, "on_accent"),
        (_Role.Link, "accent"),
        (_Role.LinkVisited, "accent"),
        (_Role.Accent, "accent"),
    ):
        palette.setColor(role, QColor(getattr(scheme, name)))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(scheme.muted))
    return palette

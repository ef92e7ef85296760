"""Our own icons: SVG files that are drawn in one color, recolored by role and sharp at any scale.

They lie in `assets/icons`, 24 × 24 units, strokes of 1.75 with round ends, drawn in `currentColor`.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from greenroom.paths import shipped
from greenroom.ui.theme.look import colors

SIZE = 20
"""The usual size of an icon, in device-independent pixels."""

_RATIOS = (1.0, 2.0, 3.0)


def icon(name: str, role: str = "text", size: int = SIZE, *, gap: int = 0) -> QIcon:
    """Return an icon for a button or menu, in a color of the scheme that is shown.

    `gap` is the number of pixels left free on its right.
    """
    picture = QIcon()
    for ratio in _RATIOS:
        picture.addPixmap(_drawn(name, getattr(colors(), role), (size, gap), ratio))
        disabled = _drawn(name, colors().edge, (size, gap), ratio)
        picture.addPixmap(disabled, QIcon.Mode.Disabled)
    return picture


def pixmap(name: str, role: str = "text", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Return the icon `size` device-independent pixels large, for `ratio` real ones each."""
    return _drawn(name, getattr(colors(), role), (size, 0), ratio)


def names() -> frozenset[str]:
    """Return the names of all icons."""
    return frozenset(path.stem for path in _folder().glob("*.svg"))


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, extent: tuple[int, int], ratio: float) -> QPixmap:
    size, gap = extent
    svg = _text(name).replace("currentColor", color)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    picture = QPixmap(QSize(size + gap, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache
def _text(name: str) -> str:
    return (_folder() / f"{name}.svg").read_text(encoding="utf-8")


def _folder() -> Path:
    return shipped("assets") / "icons"

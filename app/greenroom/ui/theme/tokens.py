"""The few numbers and colors that everything on screen is made of.

Colors are named by their role, never by their hue. Every text role keeps a contrast of 4.5:1 on
every ground that it may stand on, and every control's edge 3:1; the tests hold them to it.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

GRID: Final = 4
"""All distances are multiples of this, in device-independent pixels."""

RADIUS: Final = 10
"""Corners of cards; controls have SMALL_RADIUS."""

SMALL_RADIUS: Final = 7

CONTROL_HEIGHT: Final = 36
"""Of buttons and fields."""


class Space(IntEnum):
    """Distances, in device-independent pixels."""

    HAIR = 4
    TIGHT = 8
    SNUG = 12
    NORMAL = 16
    ROOMY = 24
    WIDE = 32
    VAST = 48


class Type(StrEnum):
    """The type scale; its members are also the `type` property that the stylesheet knows."""

    CAPTION = "caption"
    SMALL = "small"
    BODY = "body"
    STRONG = "strong"
    LEAD = "lead"
    TITLE = "title"
    HEADING = "heading"
    DISPLAY = "display"


TYPE_SCALE: Final[dict[Type, tuple[int, int]]] = {
    Type.CAPTION: (12, 400),
    Type.SMALL: (13, 400),
    Type.BODY: (14, 400),
    Type.STRONG: (14, 600),
    Type.LEAD: (16, 400),
    Type.TITLE: (18, 600),
    Type.HEADING: (26, 600),
    Type.DISPLAY: (34, 600),
}
"""Role → size in device-independent pixels, weight."""


@dataclass(frozen=True, slots=True)
class Colors:
    """One color scheme, "#rrggbb" each.

    Attributes:
        canvas: behind everything.
        surface: cards and bars, lying on the canvas.
        sunken: fields and tracks, let into a card.
        raised: what lies on a card, such as the chosen part of a segmented control.
        line: hairlines that only separate.
        edge: outlines by which a control is recognized.
        text: what is to be read.
        muted: what may be read.
        accent: the one color that says "here": main action, progress, focus.
        accent_hover: the accent under the pointer.
        on_accent: text on the accent.
        accent_soft: a large quiet area of the accent; `text` and `accent` stand on it.
        good, warn, bad: bands and states, as text and marks.
        good_soft, warn_soft, bad_soft: grounds for these.
        voice: the waveform and the level of a voice.
        hush: the waveform that was not played yet.
        mark_filler, mark_pause, mark_pace: the marks on a timeline.
        elements: grounds for the elements of a structure, in the order of the rubric; `text`
            stands on them.
    """

    canvas: str
    surface: str
    sunken: str
    raised: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    warn: str
    bad: str
    good_soft: str
    warn_soft: str
    bad_soft: str
    voice: str
    hush: str
    mark_filler: str
    mark_pause: str
    mark_pace: str
    elements: tuple[str, ...]


LIGHT: Final = Colors(
    canvas="#f5f4f1",
    surface="#ffffff",
    sunken="#efeeea",
    raised="#ffffff",
    line="#e3e1db",
    edge="#8b8982",
    text="#1b1e1f",
    muted="#585d60",
    accent="#17684f",
    accent_hover="#10543f",
    on_accent="#ffffff",
    accent_soft="#e2f0ea",
    good="#19703f",
    warn="#855300",
    bad="#b02a24",
    good_soft="#e1f3e7",
    warn_soft="#fbeed3",
    bad_soft="#fbe6e3",
    voice="#17684f",
    hush="#a9b5b0",
    mark_filler="#b4540a",
    mark_pause="#5b6fae",
    mark_pace="#8c3f92",
    elements=(
        "#cfe6f5", "#d8ecd2", "#fbe2c4", "#e6dbf6",
        "#fbd9de", "#cdebe7", "#f3eab8", "#dfe2e8",
    ),
)  # fmt: skip

DARK: Final = Colors(
    canvas="#141719",
    surface="#1c2023",
    sunken="#111415",
    raised="#30363a",
    line="#2d3337",
    edge="#767d82",
    text="#eceeee",
    muted="#a7aeb2",
    accent="#6ecda5",
    accent_hover="#8adbb8",
    on_accent="#08211a",
    accent_soft="#1b3730",
    good="#74d096",
    warn="#e8b75c",
    bad="#f4918a",
    good_soft="#18341f",
    warn_soft="#3a2d10",
    bad_soft="#43211f",
    voice="#6ecda5",
    hush="#59666a",
    mark_filler="#f0a35e",
    mark_pause="#9db1ef",
    mark_pace="#d99ade",
    elements=(
        "#1f4158", "#29462a", "#573c17", "#40335e",
        "#562c36", "#17474a", "#4a4414", "#3a4048",
    ),
)  # fmt: skip


def luminance(color: str) -> float:
    """Return the relative luminance of "#rrggbb", 0…1, as WCAG 2.2 defines it."""
    channels = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (_linear(channel) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, 1…21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _linear(channel: float) -> float:
    low = 0.04045  # below it the curve of sRGB is a straight line
    return channel / 12.92 if channel <= low else ((channel + 0.055) / 1.055) ** 2.4

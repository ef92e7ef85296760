"""Make the window's typefaces: the parts of Inter and JetBrains Mono that it shows.

Run it where fontTools and Brotli are installed, with the folders in which the two families lie:

    python tools/typefaces.py INTER_FOLDER JETBRAINS_MONO_FOLDER
"""

import sys
from pathlib import Path
from typing import Any

from fontTools import subset  # pyright: ignore[reportMissingImports]

INTO = Path(__file__).parents[1] / "assets" / "fonts"

CHARACTERS = (
    "20-7E A0-24F 259 2B0-36F 370-3FF 400-52F 1E00-1EFF 2000-209F 20A0-20BF 2100-218F 2190-21FF "
    "2200-22FF 2300-23FF 2460-24FF 2500-25FF 2600-27BF FB00-FB06 FFFD"
)
"""Latin, Greek and Cyrillic, and signs; other scripts come from the system's typefaces."""

FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl")
"""No ligatures: "->" and "!=" are shown as they were written."""

TABULAR = "tnum"
"""Digits of one width, so that a clock does not jitter; they become the default ones."""

FAMILY, SUBFAMILY, FULL, POSTSCRIPT, GROUP, GROUP_STYLE = 1, 2, 4, 6, 16, 17
"""Numbers of names in a font file."""

WWS_NAMES = (21, 22)
"""A further way to say family and style, under which the file would be known twice."""


def make(source: Path, family: str, style: str) -> None:
    """Write one file into `assets/fonts`, under a family name of its own.

    With its maker's name it could be taken for another version that the system has installed.
    """
    options = subset.Options(
        layout_features=list(FEATURES), name_IDs=["*"], hinting=False, notdef_outline=True
    )
    font = subset.load_font(str(source), options)
    _digits_of_one_width(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    cutter.subset(font)
    for leftover in WWS_NAMES:
        font["name"].removeNames(leftover)
    for name, text in (
        (FAMILY, f"{family} {style}".removesuffix(" Regular")),
        (SUBFAMILY, "Regular"),
        (FULL, f"{family} {style}"),
        (POSTSCRIPT, f"{family.replace(' ', '')}-{style}"),
        (GROUP, family),
        (GROUP_STYLE, style),
    ):
        font["name"].removeNames(name)
        font["name"].setName(text, name, 3, 1, 0x409)
    font["head"].modified = font["head"].created  # the same file every time
    font.flavor = None
    font.recalcTimestamp = False
    font.save(str(INTO / f"{family.replace(' ', '')}-{style}.ttf"))


def _digits_of_one_width(font: Any) -> None:
    rules = font["GSUB"].table
    numbers = {
        number
        for feature in rules.FeatureList.FeatureRecord
        if feature.FeatureTag == TABULAR
        for number in feature.Feature.LookupListIndex
    }
    for number in numbers:
        for table in rules.LookupList.Lookup[number].SubTable:
            swapped = getattr(table, "ExtSubTable", table).mapping
            for characters in font["cmap"].tables:
                for digit in map(ord, "0123456789"):
                    glyph = characters.cmap.get(digit)
                    characters.cmap[digit] = swapped.get(glyph, glyph)


if __name__ == "__main__":
    inter, mono = map(Path, sys.argv[1:])
    INTO.mkdir(exist_ok=True)
    make(inter / "Inter-Regular.woff2", "Greenroom Inter", "Regular")
    make(inter / "Inter-SemiBold.woff2", "Greenroom Inter", "SemiBold")
    make(mono / "JetBrainsMono-Regular.ttf", "Greenroom Mono", "Regular")

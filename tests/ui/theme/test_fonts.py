"""The typefaces that come with the window: the same look and layout on every system."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.paths import shipped
from greenroom.ui.stage.code import Cell
from greenroom.ui.theme import fonts
from greenroom.ui.theme.tokens import TYPE_SCALE, Type

FILES = sorted((shipped("assets") / "fonts").glob("*.ttf"))


@pytest.mark.parametrize("role", Type)
def test_every_step_of_the_scale_has_a_file_of_its_weight(qapp: QApplication, role: Type):
    font = fonts.font(role)
    assert QFontInfo(font).family() == fonts.TEXT_FAMILY
    assert QFontInfo(font).weight() == TYPE_SCALE[role][1]


def test_digits_are_of_one_width(qapp: QApplication):
    for role in (Type.SMALL, Type.HEADING):
        metrics = QFontMetricsF(fonts.font(role))
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
        assert metrics.horizontalAdvance("-") < metrics.horizontalAdvance("0")


def test_code_stands_in_columns(qapp: QApplication):
    assert QFontInfo(fonts.code_font()).family() == fonts.CODE_FAMILY
    metrics = QFontMetricsF(fonts.code_font())
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("WWWW")
    assert metrics.horizontalAdvance("->") == metrics.horizontalAdvance("WW")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_the_program_writes_can_be_written(qapp: QApplication, file: Path):
    raw = QRawFont(str(file), 14)
    lacking = [sign for sign in "Aé“”‘’–—…·×±−→←✓›‹£€őłßΩЖ" if not raw.supportsCharacter(ord(sign))]
    assert raw.isValid()
    assert lacking == []


def test_code_beside_a_question_is_shown_in_it(qtbot: QtBot):
    cell = Cell()
    qtbot.addWidget(cell)
    cell.show_cell("x = 1")
    cell.moveCursor(QTextCursor.MoveOperation.Right)
    shown = cell.textCursor().charFormat().font()
    assert QFontInfo(shown).family() == fonts.CODE_FAMILY

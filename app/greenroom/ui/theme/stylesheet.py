"""The stylesheet: how standard widgets look in one color scheme.

Widgets say what they are by a dynamic property and never carry styles of their own: labels have a
`type` (a step of the type scale) and a `tone` (a color role), buttons a `kind`, frames a `card`.
"""

from string import Template

from greenroom.ui.theme.tokens import CONTROL_HEIGHT, RADIUS, SMALL_RADIUS, TYPE_SCALE, Colors

_TONES = ("text", "muted", "accent", "good", "warn", "bad", "on_accent")

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QWidget[ground="canvas"] { background: $canvas; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QLabel { background: transparent; }
QLabel:disabled { color: $muted; }

QFrame[card="plain"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[card="accent"] { background: $accent_soft; border: none; border-radius: ${radius}px; }
QFrame[card="good"] { background: $good_soft; border: none; border-radius: ${radius}px; }
QFrame[card="warn"] { background: $warn_soft; border: none; border-radius: ${radius}px; }
QFrame[card="bad"] { background: $bad_soft; border: none; border-radius: ${radius}px; }
QFrame[line="true"] { background: $line; border: none; }

QPushButton {
  min-height: ${inner}px; padding: 0 14px; border-radius: ${small}px;
  background: $surface; border: 1px solid $edge; color: $text; font-weight: 600;
  outline: none;
}
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $muted; border-color: $line; background: transparent; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; }
QPushButton[kind="primary"] { background: $accent; border: 1px solid $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[kind="primary"]:focus { border: 2px solid $accent; padding: 0 13px; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_soft; }
QPushButton[kind="quiet"], QPushButton[kind="bare"] {
  background: transparent; border: 1px solid transparent;
}
QPushButton[kind="quiet"] { color: $accent; }
QPushButton[kind="quiet"]:hover { background: $accent_soft; }
QPushButton[kind="quiet"]:disabled { color: $muted; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; }
QPushButton[kind="bare"] { font-weight: 400; }
QPushButton[kind="bare"]:hover { background: $sunken; }
QPushButton[kind="bare"]:focus { border: 2px solid $accent; }
QPushButton[grade="large"] { min-height: 44px; padding: 0 26px; font-size: 16px; }
QPushButton[grade="large"]:focus { padding: 0 25px; }
QPushButton[field="select"] { background: $sunken; font-weight: 400; }
QPushButton[field="select"]:hover { background: $line; }
QPushButton[shape="round"] { padding: 0; }
QPushButton[grade="chip"] {
  min-height: 22px; padding: 0 9px; font-size: 13px; font-weight: 400; color: $text;
  border: 1px dashed $edge; border-radius: 12px;
}
QPushButton[grade="chip"]:focus { padding: 0 8px; border: 2px solid $accent; }
QPushButton[grade="small"] { min-height: 26px; padding: 0 10px; font-size: 13px; }
QPushButton[grade="small"]:focus { padding: 0 9px; }
QPushButton[kind="bare"]:checked { background: $accent_soft; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox {
  background: $sunken; border: 1px solid $edge; border-radius: ${small}px; padding: 0 10px;
  min-height: ${inner}px; selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit, QTextEdit { padding: 8px 10px; }
QTextEdit[card="plain"] { background: $surface; border-color: $line; padding: 0; }
QSpinBox { padding: 0; }
QSpinBox QLineEdit, QSpinBox QLineEdit:focus {
  background: transparent; border: none; padding: 0; min-height: 0;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 0 9px;
}
QSpinBox:focus { padding: 0; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 7px 9px; }
QLineEdit:disabled { color: $muted; border-color: $line; }
QTextEdit[reading="true"], QTextEdit[reading="true"]:focus {
  background: transparent; border: none; padding: 0; selection-background-color: $accent_soft;
  selection-color: $text;
}

QMenu, QAbstractItemView[popup="true"] {
  background: $surface; border: 1px solid $edge; border-radius: ${small}px; padding: 4px;
}
QMenu::item { padding: 7px 26px 7px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 0; height: 0; }

QListView, QTreeView, QTableView { background: transparent; border: none; outline: none; }

QToolTip {
  background: $surface; color: $text; border: 1px solid $edge; padding: 6px 8px;
}

QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def stylesheet(colors: Colors) -> str:
    """Return the whole stylesheet in these colors."""
    roles = {name: getattr(colors, name) for name in colors.__slots__ if name != "elements"}
    sizes = {"radius": RADIUS, "small": SMALL_RADIUS, "inner": CONTROL_HEIGHT - 2}
    return _SHEET.substitute(roles, **sizes) + _labels(colors)


def _labels(colors: Colors) -> str:
    types = [
        f'QLabel[type="{role}"] {{ font-size: {size}px; font-weight: {weight}; }}'
        for role, (size, weight) in TYPE_SCALE.items()
    ]
    tones = [f'QLabel[tone="{tone}"] {{ color: {getattr(colors, tone)}; }}' for tone in _TONES]
    return "\n".join([*types, *tones])

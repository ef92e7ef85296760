"""Tab goes from control to control as one reads: row by row, in each from left to right.

Qt goes in the order in which controls were made. What comes later, such as the sessions of a list
or a button of a message, would come last, wherever it stands.
"""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from greenroom.ui.theme.tokens import Space


def controls(within: QWidget) -> list[QWidget]:
    """All that takes the keyboard by Tab just now, in the order of reading."""
    found: list[QWidget] = []
    for child in _in_rows([one for one in _children(within) if one.isVisible()]):
        if _takes_tab(child):
            found.append(child)
        found += controls(child)
    return found


def step(window: QWidget, focused: QWidget | None, *, forward: bool) -> QWidget | None:
    """The control behind the focused one, or before it; None where there is none at all."""
    order = controls(window)
    if not order:
        return None
    if focused in order:
        return order[(order.index(focused) + (1 if forward else -1)) % len(order)]
    inside = next((at for at, one in enumerate(order) if _holds(focused, one)), 0)
    return order[inside if forward else inside - 1]


def bring_into_sight(widget: QWidget) -> None:
    """Scroll whatever it lies in; Qt does so only when the focus was inside of that before."""
    outer = widget.parentWidget()
    while outer:
        if isinstance(outer, QScrollArea):
            outer.ensureWidgetVisible(widget, Space.SNUG, Space.SNUG)
        outer = outer.parentWidget()


def _children(of: QWidget) -> list[QWidget]:
    children = cast("Sequence[QObject]", of.children())
    return [one for one in children if isinstance(one, QWidget) and not one.isWindow()]


def _in_rows(widgets: Sequence[QWidget]) -> list[QWidget]:
    """A row goes as far down as its first widget; what has its middle above that is in it, too."""
    rows: list[list[QWidget]] = []
    foot = 0
    for one in sorted(widgets, key=lambda it: (it.y(), it.x())):
        if not rows or one.geometry().center().y() > foot:
            rows.append([])
            foot = one.geometry().bottom()
        rows[-1].append(one)
    return [one for row in rows for one in sorted(row, key=lambda it: (it.x(), it.y()))]


def _takes_tab(widget: QWidget) -> bool:
    if not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QAbstractButton) and (choices := _choices(widget)):
        return widget.isChecked() or not any(one.isChecked() for one in choices)
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _choices(button: QAbstractButton) -> list[QAbstractButton]:
    """Those of which one is chosen: Tab comes to that one, arrows go to the others."""
    if group := button.group():
        return group.buttons() if group.exclusive() else []
    home = button.parentWidget()
    if home is None or not button.autoExclusive():
        return []
    beside = [one for one in _children(home) if isinstance(one, QAbstractButton)]
    return [one for one in beside if one.autoExclusive()]


def _holds(outer: QWidget | None, inner: QWidget) -> bool:
    return outer is not None and outer.isAncestorOf(inner)

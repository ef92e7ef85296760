"""The order of Tab: from control to control as one reads, row by row, from left to right.

Qt's order is that in which controls were made. What comes later, such as the sessions of a list
or a button of a message, would come last, wherever it stands.
"""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from greenroom.ui.theme.tokens import Space


def controls(within: QWidget) -> list[QWidget]:
    """Return all that takes the keyboard by Tab just now, in the order of reading."""
    order: list[QWidget] = []
    for child in _in_rows([child for child in _children(within) if child.isVisible()]):
        if _takes_tab(child):
            order.append(child)
        order += controls(child)
    return order


def step(window: QWidget, focused: QWidget | None, *, forward: bool) -> QWidget | None:
    """Return the control after the focused one, or before it; None where there is none at all."""
    order = controls(window)
    if not order:
        return None
    if focused in order:
        return order[(order.index(focused) + (1 if forward else -1)) % len(order)]
    inside = next((at for at, control in enumerate(order) if _holds(focused, control)), 0)
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
    return [child for child in children if isinstance(child, QWidget) and not child.isWindow()]


def _in_rows(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Sort by rows: one holds all whose middle is above the foot of its first widget."""
    rows: list[list[QWidget]] = []
    foot = 0
    for widget in sorted(widgets, key=lambda widget: (widget.y(), widget.x())):
        if not rows or widget.geometry().center().y() > foot:
            rows.append([])
            foot = widget.geometry().bottom()
        rows[-1].append(widget)
    return [
        widget
        for row in rows
        for widget in sorted(row, key=lambda widget: (widget.x(), widget.y()))
    ]


def _takes_tab(widget: QWidget) -> bool:
    if not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QAbstractButton) and (choices := _choices(widget)):
        return widget.isChecked() or not any(choice.isChecked() for choice in choices)
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _choices(button: QAbstractButton) -> list[QAbstractButton]:
    """Return those of which one is chosen: Tab comes to that one, arrows go to the others."""
    if group := button.group():
        return group.buttons() if group.exclusive() else []
    home = button.parentWidget()
    if home is None or not button.autoExclusive():
        return []
    siblings = [child for child in _children(home) if isinstance(child, QAbstractButton)]
    return [sibling for sibling in siblings if sibling.autoExclusive()]


def _holds(outer: QWidget | None, inner: QWidget) -> bool:
    return outer is not None and outer.isAncestorOf(inner)

"""Whether everything is ready for an interview, and what to do about what is not."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenroom.ui.home.view import HomeView
from greenroom.ui.services.shared_views import Check, CheckState
from greenroom.ui.theme import icons
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.card import Card, empty
from greenroom.ui.widgets.text import label, paragraph

_MARKS: dict[CheckState, tuple[str, str, str]] = {
    "looking": ("clock", "muted", "is being looked at"),
    "ready": ("check", "good", "ready"),
    "attention": ("warning", "warn", "needs attention"),
    "missing": ("cross", "bad", "missing"),
}

_TITLE_WIDTH = 116


class ReadinessCard(Card):
    """One line per check; what is not ready says what to do."""

    check_wanted = Signal()
    """The user wants to try microphone and speaker."""

    look_again_wanted = Signal()
    mend_wanted = Signal(str)
    """The program shall do what the check of this name offers."""

    def __init__(self) -> None:
        super().__init__()
        self.column.setSpacing(Space.TIGHT)
        self._title = label("Looking around …", Type.TITLE)
        self.column.addWidget(self._title)
        self.column.addSpacing(Space.HAIR)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.TIGHT)
        self.column.addLayout(self._lines)
        self._shown: tuple[Check, ...] = ()
        self._try = Button("Check the sound", "microphone")
        self._try.clicked.connect(self.check_wanted)
        self._again = Button("Look again", kind="quiet")
        self._again.clicked.connect(self.look_again_wanted)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, Space.TIGHT, 0, 0)
        buttons.addWidget(self._try)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        self.column.addLayout(buttons)

    def show_view(self, view: HomeView) -> None:
        """Show the checks."""
        if view.checks == self._shown:
            return
        before, self._shown = self._shown, view.checks
        self._title.setText(_title(view.checks))
        self._again.setVisible(
            any(check.state in ("attention", "missing") for check in self._shown)
        )
        if [one.name for one in before] != [one.name for one in self._shown]:
            empty(self._lines)
            before = ()
        for place, check in enumerate(self._shown):
            if check not in before:  # each line is known a moment later than the one before
                self._show_line(place, check)

    def _show_line(self, place: int, check: Check) -> None:
        """In the place of the line that was there, if any."""
        line = CheckLine(check)
        line.mend_wanted.connect(self.mend_wanted)
        if (old := self._lines.takeAt(place)) and (widget := old.widget()):
            widget.hide()
            widget.deleteLater()
        self._lines.insertWidget(place, line)


class CheckLine(QWidget):
    """Mark, title, what was seen; below it what to do."""

    mend_wanted = Signal(str)

    def __init__(self, check: Check) -> None:
        super().__init__()
        icon, self._role, state = _MARKS[check.state]
        self._icon = icon
        self._mark = QLabel()
        self.setAccessibleName(f"{check.title}: {state}. {check.seen} {check.hint}".strip())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SNUG)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        first = QHBoxLayout()
        title = label(check.title)
        title.setMinimumWidth(_TITLE_WIDTH)
        first.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        seen = paragraph(check.seen, Type.BODY, "muted")
        first.addWidget(seen, 1, Qt.AlignmentFlag.AlignTop)
        words.addLayout(first)
        if check.hint:
            words.addWidget(paragraph(check.hint, Type.SMALL, "text"))
        if check.action:
            words.addSpacing(Space.HAIR)
            mend = Button(check.action)
            mend.clicked.connect(lambda: self.mend_wanted.emit(check.name))
            words.addWidget(mend, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Recolour the mark with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()

    def _paint(self) -> None:
        self._mark.setPixmap(icons.pixmap(self._icon, self._role, 18, self.devicePixelRatioF()))


def _title(checks: tuple[Check, ...]) -> str:
    states = [check.state for check in checks]
    if not states or "looking" in states:
        return "Looking around …"
    bad = sum(state != "ready" for state in states)
    if not bad:
        return "Everything is ready"
    return "One thing needs you" if bad == 1 else f"{bad} things need you"

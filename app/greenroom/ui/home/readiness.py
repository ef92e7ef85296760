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
    "looking": ("clock", "muted", "being checked"),
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
    fix_wanted = Signal(str)
    """Do what the check of this name offers."""

    def __init__(self) -> None:
        super().__init__()
        self.column.setSpacing(Space.TIGHT)
        self._title = label("Checking …", Type.TITLE)
        self.column.addWidget(self._title)
        self.column.addSpacing(Space.HAIR)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.TIGHT)
        self.column.addLayout(self._lines)
        self._shown: tuple[Check, ...] = ()
        self._try = Button("Check the sound", "microphone")
        self._try.clicked.connect(self.check_wanted)
        self._look_again = Button("Check again", kind="quiet")
        self._look_again.clicked.connect(self.look_again_wanted)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, Space.TIGHT, 0, 0)
        buttons.addWidget(self._try)
        buttons.addWidget(self._look_again)
        buttons.addStretch(1)
        self.column.addLayout(buttons)

    def show_view(self, view: HomeView) -> None:
        """Show the checks."""
        if view.checks == self._shown:
            return
        checks_before, self._shown = self._shown, view.checks
        self._title.setText(_title(view.checks))
        self._look_again.setVisible(
            any(check.state in ("attention", "missing") for check in self._shown)
        )
        if [check.name for check in checks_before] != [check.name for check in self._shown]:
            empty(self._lines)
            checks_before = ()
        for place, check in enumerate(self._shown):
            if check not in checks_before:  # each check ends a moment later than the last
                self._show_line(place, check)

    def _show_line(self, place: int, check: Check) -> None:
        """Put a line in the place of the one that was there, if any."""
        line = CheckLine(check)
        line.fix_wanted.connect(self.fix_wanted)
        if (old := self._lines.takeAt(place)) and (widget := old.widget()):
            widget.hide()
            widget.deleteLater()
        self._lines.insertWidget(place, line)


class CheckLine(QWidget):
    """Mark, title, what was found; below it what to do."""

    fix_wanted = Signal(str)

    def __init__(self, check: Check) -> None:
        super().__init__()
        icon, self._role, state = _MARKS[check.state]
        self._icon = icon
        self._mark = QLabel()
        self.setAccessibleName(f"{check.title}: {state}. {check.finding} {check.hint}".strip())
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
        finding = paragraph(check.finding, Type.BODY, "muted")
        first.addWidget(finding, 1, Qt.AlignmentFlag.AlignTop)
        words.addLayout(first)
        if check.hint:
            words.addWidget(paragraph(check.hint, Type.SMALL, "text"))
        if check.action:
            words.addSpacing(Space.HAIR)
            fix = Button(check.action)
            fix.clicked.connect(lambda: self.fix_wanted.emit(check.name))
            words.addWidget(fix, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Recolor the mark with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()

    def _paint(self) -> None:
        self._mark.setPixmap(icons.pixmap(self._icon, self._role, 18, self.devicePixelRatioF()))


def _title(checks: tuple[Check, ...]) -> str:
    states = [check.state for check in checks]
    if not states or "looking" in states:
        return "Checking …"
    bad = sum(state != "ready" for state in states)
    if not bad:
        return "Everything is ready"
    return "One thing needs your attention" if bad == 1 else f"{bad} things need your attention"

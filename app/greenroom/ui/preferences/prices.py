"""What a language model costs, as the user knows it, and how much of it one session may use."""

from PySide6.QtCore import QLocale, QRegularExpression
from PySide6.QtGui import QDoubleValidator, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from greenroom.ui.preferences.view import ModelDraft
from greenroom.ui.theme.tokens import Space
from greenroom.ui.widgets.card import rule
from greenroom.ui.widgets.form import Line

_WIDTH = 154
_MOST = 1e6
_CURRENCY = QRegularExpression(r"[^\s\d]{1,5}")  # as the settings take it


class Prices(QWidget):
    """A currency, and three amounts in it."""

    def __init__(self) -> None:
        super().__init__()
        self._sent, self._received = _amount("sent"), _amount("received")
        self._cap = _amount("no limit")
        self._currency = QLineEdit()
        self._currency.setFixedWidth(_WIDTH)
        self._currency.setValidator(QRegularExpressionValidator(_CURRENCY, self._currency))
        self._currency.textChanged.connect(self._name_amounts)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SNUG)
        row.addWidget(self._sent)
        row.addWidget(self._received)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addWidget(Line("Currency", self._currency, "Of the prices and the limit."))
        order = "Of those sent, then of those received, as the server's owner says it."
        column.addWidget(Line("Price of a million tokens", both, order))
        at_most = "Beyond it, the interview goes on without the language model."
        column.addWidget(Line("At most per session", self._cap, at_most))
        both.setFocusProxy(self._sent)
        self.show_draft(ModelDraft())

    @property
    def sent(self) -> float:
        """Of a million tokens; 0 where nothing is said."""
        return _value(self._sent)

    @property
    def received(self) -> float:
        """Of a million tokens; 0 where nothing is said."""
        return _value(self._received)

    @property
    def cap(self) -> float:
        """Of a session; 0 for no limit."""
        return _value(self._cap)

    @property
    def currency(self) -> str:
        """Of all three; as it was where nothing is said."""
        return self._currency.text() or self._currency.placeholderText()

    def show_draft(self, draft: ModelDraft) -> None:
        """Show the amounts; none stays empty."""
        self._currency.setPlaceholderText(draft.currency)
        self._currency.setText(draft.currency)
        for field, amount in (
            (self._sent, draft.price_sent),
            (self._received, draft.price_received),
            (self._cap, draft.cap),
        ):
            field.setText(f"{amount:g}" if amount else "")
        self._name_amounts()

    def _name_amounts(self) -> None:
        """The currency stands on a line of its own; who hears the fields hears it with each."""
        for field, title in (
            (self._sent, "Price of a million tokens sent"),
            (self._received, "Price of a million tokens received"),
            (self._cap, "At most per session"),
        ):
            field.setAccessibleName(f"{title}, in {self.currency}")


def _amount(unit: str) -> QLineEdit:
    field = QLineEdit(placeholderText=unit)
    field.setFixedWidth(_WIDTH)
    validator = QDoubleValidator(0.0, _MOST, 6, field)
    validator.setNotation(QDoubleValidator.Notation.StandardNotation)
    validator.setLocale(QLocale.c())
    field.setValidator(validator)
    return field


def _value(field: QLineEdit) -> float:
    """Half-typed amounts such as "." count as none."""
    return float(field.text()) if field.hasAcceptableInput() else 0.0

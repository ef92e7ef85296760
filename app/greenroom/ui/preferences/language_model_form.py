"""The form in which a language model, its key and its prices are entered."""

from typing import cast

from PySide6.QtCore import QLocale, QRegularExpression, Signal
from PySide6.QtGui import QDoubleValidator, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from greenroom.ui.preferences.view import KeyPlace, LanguageModelView, ModelDraft, ServerChoice
from greenroom.ui.theme.tokens import Space
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.card import rule
from greenroom.ui.widgets.choice import Segmented, Select
from greenroom.ui.widgets.form import Line, Switch
from greenroom.ui.widgets.text import paragraph

ANOTHER = "another"
"""The server that is none of those known by name."""

_WIDE = 320
_PLACES = (("none", "None"), ("keyring", "Keyring"), ("environment", "Environment"))
_WIDTH = 154
_MOST = 1e6
_CURRENCY = QRegularExpression(r"[^\s\d]{1,5}")  # as the settings take it


class ModelForm(QWidget):
    """Server, model, key, and what may be sent. The key leaves the form and is forgotten."""

    given = Signal(ModelDraft, str)
    """What was entered, and the key."""

    canceled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._servers: dict[str, ServerChoice] = {}
        self._filled: tuple[object, ...] = ()
        self._kept_for = ""
        self._servers_here = paragraph(tone="muted")
        self._server, self._models = Select(), Select()
        self._address = QLineEdit(placeholderText="https://…/v1")
        self._model = QLineEdit(placeholderText="its name at that address")
        self._place = Segmented(_PLACES)
        self._key = QLineEdit()
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._variable = QLineEdit()
        self._names = QLineEdit(placeholderText="yours, your company's …")
        self._masks, self._judges = Switch(), Switch()
        self._prices = Prices()
        self._next = Button("See what is sent", kind="primary")
        self._cancel = Button("Cancel", kind="quiet")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self._server)

    def show_view(self, view: LanguageModelView) -> None:
        """Show the servers and the draft, where they are others than before."""
        self._servers_here.setText(view.servers_here)
        if (view.servers, view.draft) != self._filled:
            self._filled = (view.servers, view.draft)
            self._servers = {server.address: server for server in view.servers}
            choices = [(server.address, server.title) for server in view.servers]
            self._server.set_choices([*choices, (ANOTHER, "Another address")])
            self._fill_in(view.draft)

    def _fill_in(self, draft: ModelDraft) -> None:
        first = next(iter(self._servers), ANOTHER)
        server = draft.address if draft.address in self._servers else ANOTHER
        self._server.set_value(server if draft.address else first)
        self._address.setText(draft.address)
        self._kept_for = draft.kept_for
        self._variable.setText(draft.key_variable)
        self._names.setText(draft.names)
        self._masks.setChecked(draft.masks)
        self._judges.setChecked(draft.judges)
        self._prices.show_draft(draft)
        self._server_chosen()
        if draft.address:
            self._place.set_value(draft.key)
        if draft.model:
            self._model.setText(draft.model)
            self._models.set_value(draft.model)
        self._show_what_applies()

    def _lay_out(self) -> None:
        for control in (
            self._server, self._models, self._address, self._model, self._key, self._variable,
            self._names,
        ):  # fmt: skip
            control.setFixedWidth(_WIDE)
        masks = "Email addresses, phone numbers, links and names are replaced before sending."
        judges = "It also proposes levels and a stronger version for the report, with quotes."
        place = "In the system's keyring or an environment variable, never in a file."
        self._address_line = Line(
            "Address", self._address, "The base URL of an OpenAI-compatible API."
        )
        self._models_line = Line("Model", self._models)
        self._model_line = Line("Model", self._model)
        self._key_line = Line("Key itself", self._key, "It goes into the keyring, nowhere else.")
        self._variable_line = Line("Variable", self._variable, "Set before Greenroom starts.")
        self._names_line = Line("Names to mask", self._names, "Separated by commas.")
        groups = (
            (Line("Server", self._server), self._address_line),
            (self._models_line, self._model_line),
            (Line("Key", self._place, place), self._key_line, self._variable_line),
            (Line("Mask", self._masks, masks), self._names_line),
            (Line("Let it judge, too", self._judges, judges), self._prices),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._servers_here)
        column.addSpacing(Space.SNUG)
        for group in groups:
            column.addWidget(rule())
            for line in group:
                column.addWidget(line)
        column.addSpacing(Space.NORMAL)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addWidget(self._next)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        return buttons

    def _connect(self) -> None:
        self._server.chosen.connect(self._server_chosen)
        self._models.chosen.connect(self._model.setText)
        self._next.clicked.connect(self._give)
        self._cancel.clicked.connect(self.canceled)
        self._place.chosen.connect(self._show_what_applies)
        self._masks.toggled.connect(self._show_what_applies)
        for field in (self._address, self._model, self._key, self._variable):
            field.textChanged.connect(self._show_whether_complete)

    def _server_chosen(self) -> None:
        server = self._servers.get(self._server.value)
        if server:
            self._address.setText(server.address)
        models = server.models if server else ()
        self._models.set_choices(models)
        self._model.setText(self._models.value if models else "")
        self._place.set_value("keyring" if server and server.needs_key else "none")
        self._show_what_applies()

    def _show_what_applies(self) -> None:
        server = self._servers.get(self._server.value)
        self._address_line.setVisible(server is None)
        self._models_line.setVisible(bool(server and server.models))
        self._model_line.setVisible(not (server and server.models))
        self._key_line.setVisible(self._place.value == "keyring")
        self._variable_line.setVisible(self._place.value == "environment")
        self._names_line.setVisible(self._masks.isChecked())
        self._prices.setVisible(not (server and server.here))
        self._show_whether_complete()

    def _show_whether_complete(self) -> None:
        address, place = self._address.text().strip(), self._place.value
        has_kept_key = bool(address) and address == self._kept_for
        self._key.setPlaceholderText("saved earlier" if has_kept_key else "")
        has_key = has_kept_key or place != "keyring" or bool(self._key.text().strip())
        has_variable = place != "environment" or bool(self._variable.text().strip())
        complete = bool(address and self._model.text().strip())
        self._next.setEnabled(complete and has_key and has_variable)

    def _give(self) -> None:
        draft = ModelDraft(
            address=self._address.text().strip(),
            model=self._model.text().strip(),
            key=cast("KeyPlace", self._place.value),
            key_variable=self._variable.text().strip(),
            kept_for=self._kept_for,
            names=self._names.text(),
            masks=self._masks.isChecked(),
            judges=self._judges.isChecked(),
            price_sent=self._prices.sent,
            price_received=self._prices.received,
            cap=self._prices.cap,
            currency=self._prices.currency,
        )
        key = self._key.text().strip() if draft.key == "keyring" else ""
        self._key.clear()
        self.given.emit(draft, key)


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
        order = "Of those sent, then of those received, as the provider states it."
        column.addWidget(Line("Price of a million tokens", both, order))
        at_most = "Beyond that, the interview continues without the language model."
        column.addWidget(Line("At most per session", self._cap, at_most))
        both.setFocusProxy(self._sent)
        self.show_draft(ModelDraft())

    @property
    def sent(self) -> float:
        """Return the price of a million tokens sent; 0 where none is entered."""
        return _value(self._sent)

    @property
    def received(self) -> float:
        """Return the price of a million tokens received; 0 where none is entered."""
        return _value(self._received)

    @property
    def cap(self) -> float:
        """Return the limit of a session; 0 for none."""
        return _value(self._cap)

    @property
    def currency(self) -> str:
        """Return the currency of all three; as it was where none is entered."""
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
        """Name the currency with each amount, for those who hear the fields."""
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
    """Return the amount; half-typed ones such as "." count as none."""
    return float(field.text()) if field.hasAcceptableInput() else 0.0

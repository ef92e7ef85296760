"""The form in which a language model is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from greenroom.ui.preferences.view import LanguageModelView, ModelDraft, ServerChoice
from greenroom.ui.theme.tokens import Space
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.field import Field, Line
from greenroom.ui.widgets.select import Select
from greenroom.ui.widgets.switch import Switch

ANOTHER = "another"
"""The server that is none of those known by name."""


class ModelForm(QWidget):
    """Server, model, key, and what may be sent. The key leaves the form and is forgotten."""

    given = Signal(ModelDraft, str)
    """What was filled in, and the key."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._servers: dict[str, ServerChoice] = {}
        self._server = Select()
        self._address = QLineEdit(placeholderText="https://…/v1")
        self._models = Select()
        self._model = QLineEdit(placeholderText="its name at that address")
        self._key = QLineEdit(placeholderText="none")
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._names = QLineEdit(placeholderText="yours, your company's …")
        self._masks, self._judges = Switch(), Switch()
        self._next = Button("See what is sent", kind="primary")
        self._cancel = Button("Cancel", kind="quiet")
        self._lay_out()
        self._connect()

    def show_view(self, view: LanguageModelView) -> None:
        """Show the servers and, when they are new, the draft."""
        servers = {one.address: one for one in view.servers}
        if servers != self._servers:
            self._servers = servers
            choices = [(one.address, one.title) for one in view.servers]
            self._server.set_choices([*choices, (ANOTHER, "Another address")])
            self._fill_in(view.draft)

    def _fill_in(self, draft: ModelDraft) -> None:
        known = draft.address in self._servers or not draft.address
        self._server.set_value(draft.address or next(iter(self._servers), ANOTHER))
        if not known:
            self._server.set_value(ANOTHER)
        self._address.setText(draft.address)
        self._names.setText(draft.names)
        self._masks.setChecked(draft.masks)
        self._judges.setChecked(draft.judges)
        self._server_chosen()
        if draft.model:
            self._model.setText(draft.model)
            self._models.set_value(draft.model)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SNUG)
        self._address_field = Field("Address", self._address)
        self._model_field = Field("Model", self._model)
        self._models_field = Field("Model", self._models)
        key = "It goes into the system's keyring and nowhere else."
        for field in (
            Field("Server", self._server),
            self._address_field,
            self._models_field,
            self._model_field,
            Field("Key", self._key, key),
            Field("Names to mask", self._names, "With commas between them."),
        ):
            column.addWidget(field)
        masks = "E-mail addresses, phone numbers, links and names are replaced before sending."
        judges = "It also proposes levels and a stronger version for the report, with quotes."
        column.addWidget(Line("Mask", self._masks, masks))
        column.addWidget(Line("Let it judge, too", self._judges, judges))
        buttons = QHBoxLayout()
        buttons.addWidget(self._next)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._server.chosen.connect(self._server_chosen)
        self._models.chosen.connect(self._model.setText)
        self._next.clicked.connect(self._give)
        self._cancel.clicked.connect(self.cancelled)
        for field in (self._address, self._model):
            field.textChanged.connect(self._show_whether_complete)

    def _server_chosen(self) -> None:
        server = self._servers.get(self._server.value)
        self._address_field.setVisible(server is None)
        if server:
            self._address.setText(server.address)
        models = server.models if server else ()
        self._models_field.setVisible(bool(models))
        self._model_field.setVisible(not models)
        self._models.set_choices([(name, name) for name in models])
        self._model.setText(self._models.value if models else "")
        self._key.setPlaceholderText("needed" if server and server.needs_key else "none")
        self._show_whether_complete()

    def _show_whether_complete(self) -> None:
        complete = bool(self._address.text().strip() and self._model.text().strip())
        self._next.setEnabled(complete)

    def _give(self) -> None:
        draft = ModelDraft(
            address=self._address.text().strip(),
            model=self._model.text().strip(),
            names=self._names.text(),
            masks=self._masks.isChecked(),
            judges=self._judges.isChecked(),
        )
        key = self._key.text().strip()
        self._key.clear()
        self.given.emit(draft, key)

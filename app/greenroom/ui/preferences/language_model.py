"""The card of the language model: nothing is sent before the user has seen what, and agreed."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from greenroom.ui.preferences.language_model_form import ModelForm
from greenroom.ui.preferences.view import LanguageModelView, ModelDraft
from greenroom.ui.theme import fonts
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.card import Card, empty
from greenroom.ui.widgets.form import name
from greenroom.ui.widgets.text import paragraph, set_tone

_WITHOUT = (
    "None is set up, and none is needed: follow-ups and feedback come from rules. A language model "
    "can take up your words in follow-ups and propose judgments. Any OpenAI-compatible server "
    "will do, on this computer or elsewhere. Setup first looks for Ollama, LM Studio and "
    "llama.cpp on this computer."
)
_PREVIEW_HEIGHT = 290


class LanguageModelCard(Card):
    """The card in one of its four faces, as the view says."""

    look_wanted = Signal()
    """Look for servers, and offer them."""

    given = Signal(ModelDraft, str)
    """A model as the user wants it, and its key."""

    agreed = Signal()
    back_wanted = Signal()
    canceled = Signal()
    try_wanted = Signal()
    change_wanted = Signal()
    """Choose again, beginning with what is set up."""

    forget_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._form = ModelForm()
        self._form.given.connect(self.given)
        self._form.canceled.connect(self.canceled)
        self._busy = paragraph(tone="muted")
        self._where = paragraph(role=Type.STRONG)
        self._disclosures, self._disclosures_shown = QVBoxLayout(), ()
        self._disclosures.setSpacing(Space.TIGHT)
        self._preview = _Preview()
        name(self._preview, "What is sent", "An example, word for word, with a made-up answer")
        self._summary = paragraph(role=Type.STRONG)
        self._result = paragraph(tone="muted")
        self._state = "none"
        self._faces = {
            "none": self._without(),
            "choosing": self._form,
            "agreeing": self._agreeing(),
            "ready": self._ready(),
        }
        for face in self._faces.values():
            self.column.addWidget(face)
        self.column.addWidget(self._busy)
        self.show_view(LanguageModelView())

    def show_view(self, view: LanguageModelView) -> None:
        """Show the face that suits the state."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        for state, face in self._faces.items():
            face.setVisible(state == view.state)
        self._form.show_view(view)
        self._where.setText(view.disclosures[0] if view.disclosures else "")
        set_tone(self._where, "warn" if view.leaves else "text")
        self._show_disclosures(view.disclosures[1:])
        if self._preview.toPlainText() != view.preview:
            self._preview.setPlainText(view.preview)
        self._summary.setText(view.summary)
        self._result.setText(view.result)
        self._result.setVisible(bool(view.result))
        self._busy.setText(view.busy)
        self._busy.setVisible(bool(view.busy))
        if view.state != self._state:
            self._state = view.state
            self._keep_focus(had_focus)

    def _keep_focus(self, had_focus: bool) -> None:
        """Give the focus that was on the face that went to what the new one begins with."""
        if had_focus:
            first = self._faces[self._state].focusProxy()
            assert first, "each face begins with something"
            first.setFocus()

    def _show_disclosures(self, sentences: tuple[str, ...]) -> None:
        if sentences == self._disclosures_shown:
            return
        self._disclosures_shown = sentences
        empty(self._disclosures)
        for sentence in sentences:
            self._disclosures.addWidget(paragraph(sentence, tone="muted"))

    def _without(self) -> QWidget:
        look = Button("Set one up", kind="plain")
        look.clicked.connect(self.look_wanted)
        return _face(look, paragraph(_WITHOUT, tone="muted"), buttons=(look,))

    def _agreeing(self) -> QWidget:
        agree = Button("Agree and use it", kind="primary")
        agree.clicked.connect(self.agreed)
        back = Button("Back", kind="quiet")
        back.clicked.connect(self.back_wanted)
        disclosures = QWidget()
        disclosures.setLayout(self._disclosures)
        self._disclosures.setContentsMargins(0, 0, 0, 0)
        example = paragraph("Word for word, with a made-up answer:", role=Type.STRONG)
        widgets = (self._where, disclosures, example, self._preview)
        return _face(self._preview, *widgets, buttons=(agree, back))

    def _ready(self) -> QWidget:
        trial = Button("Try it")
        trial.clicked.connect(self.try_wanted)
        change = Button("Change", kind="quiet")
        change.clicked.connect(self.change_wanted)
        forget = Button("Forget it", kind="danger")
        forget.clicked.connect(self.forget_wanted)
        return _face(trial, self._summary, self._result, buttons=(trial, change, forget))


class _Preview(QPlainTextEdit):
    """Text to be read as it is, tall enough to see how it continues."""

    def __init__(self) -> None:
        super().__init__(readOnly=True)
        self.setFont(fonts.code_font())
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the preview's height here: the stylesheet takes away any fixed one."""
        return QSize(super().sizeHint().width(), _PREVIEW_HEIGHT)


def _face(first: QWidget, *widgets: QWidget, buttons: tuple[Button, ...]) -> QWidget:
    face = QWidget()
    face.setFocusProxy(first)
    column = QVBoxLayout(face)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.SNUG)
    for widget in widgets:
        column.addWidget(widget)
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    return face

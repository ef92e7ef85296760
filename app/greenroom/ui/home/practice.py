"""What to practise now, how, and the button that begins it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from greenroom.ui.home.documents import DocumentsLine
from greenroom.ui.home.script_list import ScriptList
from greenroom.ui.home.view import Choices, HomeView
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.card import Card, rule
from greenroom.ui.widgets.choice import Segmented, Select
from greenroom.ui.widgets.form import Field, Stepper
from greenroom.ui.widgets.text import paragraph

VOICES = (("neural", "Neural"), ("system", "System"), ("none", "Text only"))
ENDINGS = (("key", "I press a key"), ("silence", "I fall silent"))
MODES = (("help", "With help"), ("real", "For real"))

_PERSONA_WIDTH = 210


class PractiseCard(Card):
    """Emits whatever the user chooses; shows what the view says."""

    changed = Signal(Choices)
    begin_wanted = Signal(Choices)

    def __init__(self) -> None:
        super().__init__(inset=Space.NORMAL)
        self._choices = Choices()
        self._scripts = ScriptList()
        self.documents = DocumentsLine()
        self.setAcceptDrops(True)
        self._questions = Stepper(1, 50)
        self._follow_ups = Stepper(0, 5)
        self._persona = Select()
        self._voice = Segmented(VOICES)
        self._ending = Segmented(ENDINGS)
        self._mode = Segmented(MODES)
        self._persona.setFixedWidth(_PERSONA_WIDTH)
        self._outlook = paragraph(role=Type.SMALL, tone="muted")
        self._begin = Button("Begin", "play", "primary").make_large()
        self._begin.setShortcut(QKeySequence("Ctrl+Return"))
        self._begin.setToolTip(
            f"Begin ({QKeySequence('Ctrl+Return').toString(_NATIVE)}, or Enter on a script)"
        )
        self._lay_out()
        self._connect()

    def show_view(self, view: HomeView) -> None:
        """Show the scripts and what is chosen."""
        self._choices = choices = view.choices
        self._scripts.show_scripts(view.scripts, choices.script_id)
        self._scripts.setEnabled(not view.documents.resume)
        self.documents.show_documents(view.documents)
        self._questions.set_value(choices.questions)
        self._follow_ups.set_value(choices.follow_ups)
        self._persona.set_choices([(one.id, one.title) for one in view.personas], choices.persona)
        about = {one.id: one.about for one in view.personas}
        self._persona.setToolTip(about.get(choices.persona, ""))
        self._voice.set_value(choices.voice)
        self._ending.set_value("silence" if choices.hands_free else "key")
        self._mode.set_value("real" if choices.for_real else "help")
        self._outlook.setText(view.outlook)
        self._begin.setEnabled(view.ready)

    def focus_first(self) -> None:
        """The keyboard begins at the scripts."""
        (self._scripts if self._scripts.isEnabled() else self._begin).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A résumé may be dropped anywhere on the card."""
        self.documents.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.documents.take(event)

    def _lay_out(self) -> None:
        self.column.addWidget(self._scripts, 1)
        self.column.addWidget(self.documents)
        self.column.addWidget(rule())
        grid = QGridLayout()
        grid.setContentsMargins(Space.NORMAL, Space.TIGHT, Space.NORMAL, Space.TIGHT)
        grid.setHorizontalSpacing(Space.ROOMY)
        grid.setVerticalSpacing(Space.NORMAL)
        grid.addWidget(Field("Questions", self._questions), 0, 0)
        grid.addWidget(Field("Follow-ups, at most", self._follow_ups), 1, 0)
        grid.addWidget(Field("Voice", self._voice), 0, 1)
        grid.addWidget(Field("An answer ends when", self._ending), 1, 1)
        grid.addWidget(Field("Mode", self._mode), 0, 2)
        grid.addWidget(Field("Interviewer", self._persona), 1, 2)
        grid.setColumnStretch(3, 1)
        self.column.addLayout(grid)
        self.column.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.NORMAL, Space.HAIR, Space.NORMAL, Space.HAIR)
        foot.setSpacing(Space.ROOMY)
        foot.addWidget(self._outlook, 1)
        foot.addWidget(self._begin)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self._scripts.chosen.connect(lambda name: self._change(script_id=name))
        self._scripts.begun.connect(self._begin.click)
        self._questions.changed.connect(lambda count: self._change(questions=count))
        self._follow_ups.changed.connect(lambda count: self._change(follow_ups=count))
        self._persona.chosen.connect(lambda persona: self._change(persona=persona))
        self._voice.chosen.connect(lambda voice: self._change(voice=voice))
        self._ending.chosen.connect(lambda end: self._change(hands_free=end == "silence"))
        self._mode.chosen.connect(lambda mode: self._change(for_real=mode == "real"))
        self._begin.clicked.connect(lambda: self.begin_wanted.emit(self._choices))

    def _change(self, **what: object) -> None:
        self._choices = replace(self._choices, **what)  # pyright: ignore[reportArgumentType]
        self.changed.emit(self._choices)


_NATIVE = QKeySequence.SequenceFormat.NativeText

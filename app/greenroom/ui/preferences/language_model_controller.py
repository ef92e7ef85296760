"""The language model behind the preferences: found, looked at, agreed to, tried, forgotten."""

from dataclasses import replace

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from greenroom.engines.llm.api_key import forget_key, keep_key
from greenroom.engines.llm.consent import outgoing_text, terms
from greenroom.engines.llm.local_models import LocalModel, find_local_models, forwards
from greenroom.engines.llm.presets import leaves_this_computer
from greenroom.engines.llm.setup import try_out
from greenroom.errors import GreenroomError, UserError
from greenroom.live.language_model.trial import sample_prompt
from greenroom.settings import LanguageModel, Settings, first_fault
from greenroom.ui.preferences.language_model import LanguageModelCard
from greenroom.ui.preferences.presentation import at_rest, chosen, draft_of, servers, servers_here
from greenroom.ui.preferences.view import LanguageModelView, ModelDraft
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import AtClose
from greenroom.ui.widgets.bar import Message


class LanguageModelController(QObject):
    """The link from the card to a setting; holds a key only until it is saved."""

    changed = Signal(LanguageModelView)
    said = Signal(Message)
    failed = Signal(GreenroomError)

    def __init__(self, card: LanguageModelCard, services: AppServices) -> None:
        super().__init__(card)
        self._settings_store, self._paths = services.settings_store, services.paths
        self._tasks = services.background.group("language model")
        self._choice: LanguageModel | None = None  # to be agreed to
        self._key = ""
        self._view = at_rest(self._settings_store.settings)
        card.look_wanted.connect(self._look)
        card.given.connect(self._give)
        card.agreed.connect(self._agree)
        card.back_wanted.connect(lambda: self._show(state="choosing"))
        card.canceled.connect(self._rest)
        card.try_wanted.connect(self._try)
        card.change_wanted.connect(self._look)
        card.forget_wanted.connect(self._forget)
        self._settings_store.changed.connect(self._settings_changed)

    @property
    def view(self) -> LanguageModelView:
        """Return what is to be shown."""
        return self._view

    def close(self) -> None:
        """End what is under way."""
        self._tasks.close()

    def _look(self) -> None:
        if self._view.busy:
            return
        self._show(busy="Looking for servers on this computer …")
        self._tasks.run(find_local_models, self._know_models, self._fail)

    def _know_models(self, models: tuple[LocalModel, ...]) -> None:
        self._show(
            state="choosing",
            servers_here=servers_here(models),
            servers=servers(models),
            draft=draft_of(self._settings_store.settings.llm),
            busy="",
        )

    def _give(self, draft: ModelDraft, key: str) -> None:
        if self._view.busy:
            return
        try:
            choice = chosen(draft, self._settings_store.settings.llm)
        except ValidationError as problem:
            fault = first_fault(problem)
            self.failed.emit(UserError(f"{fault[0].upper()}{fault[1:]}."))
            return
        self._key = key
        self._show(draft=draft, busy="Asking the server where its models run …")
        self._tasks.run(
            lambda: forwards(choice.address, choice.model), self._know_where, self._fail
        )
        self._choice = choice

    def _know_where(self, elsewhere: bool) -> None:
        if self._choice is None:
            return
        choice = self._choice = self._choice.model_copy(update={"elsewhere": elsewhere})
        self._show(
            state="agreeing",
            disclosures=terms(choice),
            leaves=leaves_this_computer(choice),
            preview=outgoing_text(sample_prompt(self._paths), choice),
            busy="",
        )

    def _agree(self) -> None:
        choice, key = self._choice, self._key
        if choice is None or self._view.busy:
            return

        def keep() -> None:
            if key:
                keep_key(choice.address, key)

        self._show(busy="Saving the key …" if key else "Setting it up …")
        self._tasks.run(keep, lambda _: self._use(choice), self._fail, at_close=AtClose.STORE)

    def _use(self, choice: LanguageModel) -> None:
        self._settings_store.change(llm=choice.model_copy(update={"agreed": True}))
        self._rest()
        self._try()

    def _try(self) -> None:
        choice = self._settings_store.settings.llm
        if choice and not self._view.busy:
            self._show(busy="Asking it to word one follow-up …", result="")
            self._tasks.run(
                lambda: try_out(choice, self._paths), self._was_tried, self._fail, lasting=True
            )

    def _was_tried(self, result: str) -> None:
        self._show(busy="", result=result)

    def _forget(self) -> None:
        choice = self._settings_store.settings.llm
        if choice is None:
            return

        def for_good() -> None:
            if choice.key == "keyring":
                self._tasks.run(
                    lambda: forget_key(choice.address), _done, self._fail, at_close=AtClose.STORE
                )

        self._settings_store.change(llm=None)
        self.said.emit(
            Message(
                "The language model is forgotten. From now on nothing leaves this computer.",
                action="Undo",
                act=lambda: self._settings_store.change(llm=choice),
                gone=for_good,
            )
        )

    def _settings_changed(self, settings: Settings) -> None:
        if at_rest(settings).summary != self._view.summary:
            self._rest()

    def _rest(self) -> None:
        self._key, self._choice = "", None
        self._view = at_rest(self._settings_store.settings)
        self.changed.emit(self._view)

    def _fail(self, problem: GreenroomError) -> None:
        self._show(busy="")
        self.failed.emit(problem)

    def _show(self, **what: object) -> None:
        self._view = replace(self._view, **what)  # pyright: ignore[reportArgumentType]
        self.changed.emit(self._view)


def _done(_: None) -> None:
    """Do nothing more."""

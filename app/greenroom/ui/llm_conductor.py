"""The language model behind the preferences: found, looked at, agreed to, tried, forgotten."""

from dataclasses import replace

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from greenroom.engines.llm_advice import tried
from greenroom.engines.llm_disclosure import described, shown, told
from greenroom.engines.llm_keys import forget_key, keep_key
from greenroom.engines.llm_presets import PRESETS
from greenroom.engines.local_models import LocalModel, find_local_models
from greenroom.errors import GreenroomError, UserError
from greenroom.live.lanes import Lane
from greenroom.live.trial import sample_prompt
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings
from greenroom.ui.errands import Errands
from greenroom.ui.preferences.language_model import LanguageModelCard
from greenroom.ui.preferences.view import LanguageModelView, ModelDraft, ServerChoice
from greenroom.ui.settings_keeper import SettingsKeeper
from greenroom.ui.widgets.bar import Message


class LlmConductor(QObject):
    """Turns the intents of the card into a setting; holds a key only until it is kept."""

    changed = Signal(LanguageModelView)
    said = Signal(Message)
    failed = Signal(GreenroomError)

    def __init__(
        self, card: LanguageModelCard, keeper: SettingsKeeper, paths: Paths, lane: Lane
    ) -> None:
        super().__init__(card)
        self._keeper = keeper
        self._paths = paths
        self._errands = Errands(lane, self)
        self._choice: LanguageModel | None = None  # to be agreed to
        self._key = ""
        self._view = at_rest(keeper.settings)
        card.look_wanted.connect(self._look)
        card.given.connect(self._give)
        card.agreed.connect(self._agree)
        card.back_wanted.connect(lambda: self._show(state="choosing"))
        card.cancelled.connect(self._rest)
        card.try_wanted.connect(self._try)
        card.forget_wanted.connect(self._forget)
        keeper.changed.connect(self._settings_changed)

    @property
    def view(self) -> LanguageModelView:
        """What is to be shown."""
        return self._view

    def close(self) -> None:
        """End what is under way."""
        self._errands.close()

    def _look(self) -> None:
        self._show(busy="Looking for servers on this computer …")
        self._errands.do(find_local_models, self._found, self._fail)

    def _found(self, models: tuple[LocalModel, ...]) -> None:
        self._show(state="choosing", servers=servers(models), busy="")

    def _give(self, draft: ModelDraft, key: str) -> None:
        try:
            self._choice = chosen(draft, key)
        except ValidationError as problem:
            first = problem.errors()[0]
            self.failed.emit(UserError(f"{str(first['loc'][0]).capitalize()}: {first['msg']}."))
            return
        self._key = key
        preview = shown(sample_prompt(self._paths), self._choice)
        self._show(state="agreeing", draft=draft, told=told(self._choice), preview=preview)

    def _agree(self) -> None:
        choice, key = self._choice, self._key
        if choice is None:
            return

        def keep() -> None:
            if choice.key == "keyring":
                keep_key(choice.address, key)

        self._show(busy="Keeping the key …" if key else "Setting it up …")
        self._errands.do(keep, lambda _: self._kept(choice), self._fail)

    def _kept(self, choice: LanguageModel) -> None:
        self._key, self._choice = "", None
        self._keeper.change(llm=choice.model_copy(update={"agreed": True}))
        self._rest()

    def _try(self) -> None:
        choice = self._keeper.settings.llm
        if choice:
            self._show(busy="It is asked to word one follow-up …", result="")
            self._errands.do(lambda: tried(choice, self._paths), self._was_tried, self._fail)

    def _was_tried(self, result: str) -> None:
        self._show(busy="", result=result)

    def _forget(self) -> None:
        choice = self._keeper.settings.llm
        if choice is None:
            return

        def for_good() -> None:
            if choice.key == "keyring":
                self._errands.do(lambda: forget_key(choice.address), _done, self._fail)

        self._keeper.change(llm=None)
        self.said.emit(
            Message(
                "The language model is forgotten. From now on nothing leaves this computer.",
                action="Undo",
                act=lambda: self._keeper.change(llm=choice),
                gone=for_good,
            )
        )

    def _settings_changed(self, settings: Settings) -> None:
        if at_rest(settings).summary != self._view.summary:
            self._rest()

    def _rest(self) -> None:
        self._view = at_rest(self._keeper.settings)
        self.changed.emit(self._view)

    def _fail(self, problem: GreenroomError) -> None:
        self._show(busy="")
        self.failed.emit(problem)

    def _show(self, **what: object) -> None:
        self._view = replace(self._view, **what)  # pyright: ignore[reportArgumentType]
        self.changed.emit(self._view)


def at_rest(settings: Settings) -> LanguageModelView:
    """The view while nothing is being chosen."""
    if settings.llm is None or not settings.llm.agreed:
        return LanguageModelView()
    return LanguageModelView(state="ready", summary=described(settings.llm))


def servers(found: tuple[LocalModel, ...]) -> tuple[ServerChoice, ...]:
    """Those that answered on this computer with their models, then those known by name."""
    here = dict.fromkeys((model.server, model.address) for model in found)
    local = [
        ServerChoice(
            f"{server} on this computer",
            address,
            tuple(model.name for model in found if model.address == address),
        )
        for server, address in here
    ]
    seen = {one.address for one in local}
    known = (
        ServerChoice(preset.title, preset.address, needs_key=preset.needs_key)
        for preset in PRESETS.values()
        if preset.address not in seen
    )
    return (*local, *known)


def chosen(draft: ModelDraft, key: str) -> LanguageModel:
    """The setting that a draft stands for, not yet agreed to.

    Raises:
        ValidationError: the address is none.
    """
    return LanguageModel(
        address=draft.address,
        model=draft.model,
        key="keyring" if key else "none",
        names=tuple(name.strip() for name in draft.names.split(",") if name.strip()),
        masks=draft.masks,
        judges=draft.judges,
    )


def _done(_: None) -> None:
    """Nothing is left to do."""

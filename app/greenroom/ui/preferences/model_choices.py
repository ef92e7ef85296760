"""Between the settings of a language model and the view that they are chosen in; no Qt."""

from greenroom.engines.llm.consent import setup_summary
from greenroom.engines.llm.endpoint import is_loopback
from greenroom.engines.llm.local_models import LocalModel
from greenroom.engines.llm.presets import PRESETS
from greenroom.settings import KEY_VARIABLE, LanguageModel, Settings, listed
from greenroom.ui.preferences.view import LanguageModelView, ModelDraft, ServerChoice


def at_rest(settings: Settings) -> LanguageModelView:
    """The view while nothing is being chosen."""
    if settings.llm is None or not settings.llm.agreed:
        return LanguageModelView()
    return LanguageModelView(state="ready", summary=setup_summary(settings.llm))


def found(models: tuple[LocalModel, ...]) -> str:
    """What was found on this computer, in a sentence."""
    here = ", ".join(dict.fromkeys(model.server for model in models))
    return f"Found on this computer: {here}." if here else "No server answers on this computer."


def servers(models: tuple[LocalModel, ...]) -> tuple[ServerChoice, ...]:
    """Those that answered on this computer with their models, then those known by name."""
    here = dict.fromkeys((model.server, model.address) for model in models)
    local = [
        ServerChoice(
            f"{server} on this computer",
            address,
            tuple(
                (one.name, _titled(one)) for one in models if one.address == address and one.name
            ),
            needs_key=any(not one.name for one in models if one.address == address),
            here=True,
        )
        for server, address in here
    ]
    seen = {one.address for one in local}
    known = (
        ServerChoice(
            preset.title, preset.address, (), preset.needs_key, is_loopback(preset.address)
        )
        for preset in PRESETS.values()
        if preset.address not in seen
    )
    return (*local, *known)


def _titled(model: LocalModel) -> str:
    return f"{model.name} (leaves this computer)" if model.leaves else model.name


def draft_of(choice: LanguageModel | None) -> ModelDraft:
    """What to begin with."""
    if choice is None:
        return ModelDraft(key_variable=KEY_VARIABLE)
    return ModelDraft(
        address=choice.address,
        model=choice.model,
        key=choice.key,
        key_variable=choice.key_variable,
        kept_for=choice.address if choice.key == "keyring" else "",
        names=", ".join(choice.names),
        masks=choice.masks,
        judges=choice.judges,
        price_sent=choice.price_sent,
        price_received=choice.price_received,
        cap=choice.cap,
        currency=choice.currency,
    )


def chosen(draft: ModelDraft, before: LanguageModel | None = None) -> LanguageModel:
    """The setting that a draft stands for, not yet agreed to; what it leaves open is as before.

    Raises:
        ValidationError: the address is none.
    """
    given = {
        "address": draft.address,
        "model": draft.model,
        "key": draft.key,
        "key_variable": draft.key_variable or KEY_VARIABLE,
        "names": listed(draft.names),
        "masks": draft.masks,
        "judges": draft.judges,
        "price_sent": draft.price_sent,
        "price_received": draft.price_received,
        "cap": draft.cap,
        "currency": draft.currency,
        "agreed": False,
    }
    return LanguageModel.model_validate({**(before.model_dump() if before else {}), **given})

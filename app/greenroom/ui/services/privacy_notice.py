"""What leaves this computer, as every screen says it."""

from greenroom.engines.llm.consent import terms
from greenroom.engines.llm.endpoint import host_of
from greenroom.engines.llm.presets import leaves_this_computer
from greenroom.settings import Settings
from greenroom.ui.services.shared_views import Leaving

_HERE = (
    "Your voice is recorded, turned into words and measured here. There are no accounts, no usage "
    "statistics and no updates behind your back.",
    "The network is used for one thing: to fetch a speech model that is not here yet, after you "
    "agree to it. Nothing of yours is sent with that.",
)
NOTHING = Leaving(active=False, sentence="Nothing leaves this computer.", details=_HERE)


def leaving(settings: Settings) -> Leaving:
    """Return what leaves with these settings."""
    choice = settings.llm
    if choice is None or not choice.agreed:
        return NOTHING
    host = host_of(choice.address)
    if leaves_this_computer(choice):
        sentence = f"Text goes to {host}, your voice never does."
        return Leaving(active=True, sentence=sentence, details=(*terms(choice), _HERE[0]))
    sentence = "Nothing leaves this computer."
    return Leaving(active=False, sentence=sentence, details=(*terms(choice), *_HERE))

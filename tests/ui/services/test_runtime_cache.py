"""Who borrows the speech model keeps it, whatever is chosen meanwhile."""

from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.runtime_cache import RuntimeCache
from greenroom.ui.services.settings_store import SettingsStore

BASE, TINY = Settings(voice="none"), Settings(voice="none", model="tiny")


@pytest.fixture
def cache(paths: Paths, background: BackgroundTasks) -> Iterator[RuntimeCache]:
    settings = SettingsStore(BASE, paths.data / "settings.json")
    made = RuntimeCache(AppServices(settings, paths, background))
    yield made
    made.close()


def test_the_same_settings_share_one(cache: RuntimeCache):
    with cache.lent(BASE) as one, cache.lent(BASE) as other:
        assert one is other
    with cache.lent(BASE) as again:
        assert again is one, "it stays for whoever comes next"


def test_another_model_closes_nothing_that_is_in_use(cache: RuntimeCache):
    with cache.lent(BASE) as first:
        with cache.lent(TINY) as second:
            assert second is not first
            first.measuring.warm_up().result(50)
            assert first.measuring.pid, "it still measures for whoever has it"
        assert first.measuring.pid
    assert first.measuring.pid is None, "the last one out closes it"
    assert first.measuring.warm_up().cancelled()
    assert not second.measuring.warm_up().cancelled()


def test_one_that_nobody_uses_is_closed_when_another_is_made(cache: RuntimeCache):
    with cache.lent(BASE) as first:
        pass
    with cache.lent(TINY):
        assert first.measuring.warm_up().cancelled()


def test_at_the_end_nobody_is_lent_anything(cache: RuntimeCache):
    with cache.lent(BASE) as lent:
        cache.close()
        assert lent.measuring.warm_up().cancelled()
    with pytest.raises(CancelledError), cache.lent(BASE):
        pass

"""Settings: which choices there are."""

from greenroom.settings import listed


def test_a_list_is_what_stands_between_commas():
    assert listed(" Ada ,, Grace Hopper,") == ("Ada", "Grace Hopper")

"""Settings: which choices there are."""

import pytest
from pydantic import ValidationError

from greenroom.settings import LanguageModel, first_fault, listed


def test_a_list_is_what_stands_between_commas():
    assert listed(" Ada ,, Grace Hopper,") == ("Ada", "Grace Hopper")


@pytest.mark.parametrize("port", ["114345", "-1", "port", "80a"])
def test_an_address_with_an_impossible_port_is_refused_in_a_sentence(port: str):
    with pytest.raises(ValidationError) as caught:
        LanguageModel(address=f"http://127.0.0.1:{port}/v1", model="m")
    assert first_fault(caught.value).startswith("address: the port")


@pytest.mark.parametrize("address", ["http://127.0.0.1:65535/v1", "http://[::1]/v1"])
def test_possible_ports_are_taken(address: str):
    assert LanguageModel(address=address, model="m").address == address

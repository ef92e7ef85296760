"""Points of a question found in an answer by likeness."""

from hypothesis import given
from hypothesis import strategies as st

from greenroom.structure.key_point_search import MADE, TOUCHED, likest

POINTS = {
    "sold-out": (
        "When a loaf is sold out, sales no longer show demand.",
        "If it's gone at four, the till can't tell me who came at five.",
    ),
    "weather": ("Weather and holidays are needed.", "I'd want the weather for each day."),
    "rest": ("Waste is in a few shops.", "Most of what's thrown away comes from three shops."),
}


def test_a_point_is_found_where_it_was_made():
    said = [
        "So the first thing I'd ask for is the forecast, rain or heat changes everything.",
        "And once the shelf is empty, the till doesn't tell you who'd still have bought one.",
    ]
    found = likest(said, POINTS)
    assert found["sold-out"].sentence == 1
    assert found["sold-out"].likeness >= MADE
    assert found["weather"].sentence == 0
    assert "rest" not in found or found["rest"].likeness < TOUCHED


def test_its_own_wording_is_as_like_as_can_be():
    for name, wordings in POINTS.items():
        for wording in wordings:
            found = likest([wording], POINTS)
            assert max(found, key=lambda one: found[one].likeness) == name
            assert found[name].likeness > 0.99


def test_nothing_said_and_nothing_to_compare():
    assert likest([], POINTS) == {}
    assert likest(["Something."], {}) == {}
    assert likest(["Something."], {"one": ("A point.",)}) == {}


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_whatever_was_said_has_a_place_and_a_likeness(said):
    for one in likest(said, POINTS).values():
        assert 0 <= one.sentence < len(said)
        assert -1.001 <= one.likeness <= 1.001

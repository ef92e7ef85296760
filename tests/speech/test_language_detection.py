"""Another language is noticed; an accent is not taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.language_detection import is_foreign, spoken_language


def test_german_throughout_is_german() -> None:
    assert (
        spoken_language([({"de": 0.95, "en": 0.01}, 4.0), ({"de": 0.7, "en": 0.12}, 6.0)]) == "de"
    )


@pytest.mark.parametrize(
    "heard",
    [
        [],
        [({"en": 0.98, "de": 0.01}, 8.0)],
        [({"zh": 0.55, "en": 0.4}, 5.0)],
        [({"zh": 0.45, "ko": 0.45, "en": 0.04}, 8.0)],
        [({}, 5.0)],
        [({"de": 0.99, "en": 0.01}, 5.5)],
        [({"de": 0.99, "en": 0.01}, 2.0), ({"en": 0.9, "de": 0.1}, 8.0)],
    ],
    ids=["nothing", "English", "an accent", "a riddle", "no opinion", "a sentence", "a quotation"],
)
def test_what_is_not_plainly_another_language_is_english(
    heard: list[tuple[dict[str, float], float]],
) -> None:
    assert spoken_language(heard) == "en"


def test_one_segment_is_foreign_only_for_certain() -> None:
    assert is_foreign({"fr": 0.97, "en": 0.005}, 4.0)
    assert not is_foreign({"fr": 0.97, "en": 0.005}, 1.0)
    assert not is_foreign({"fr": 0.85, "en": 0.005}, 4.0)
    assert not is_foreign({"fr": 0.95, "en": 0.04}, 4.0)
    assert not is_foreign({}, 4.0)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 20))))
def test_the_more_english_the_more_surely_english(segments: list[tuple[float, float]]) -> None:
    heard = [({"en": share, "de": 1 - share}, spoken) for share, spoken in segments]
    more = [({"en": (1 + share) / 2, "de": (1 - share) / 2}, spoken) for share, spoken in segments]
    if spoken_language(heard) == "en":
        assert spoken_language(more) == "en"

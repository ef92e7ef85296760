"""An answer that grows: what stayed as it was is not encoded again, and nothing else changes."""

from collections.abc import Sequence

import numpy as np

from greenroom.structure.cache import LruCache, forget, in_context
from greenroom.structure.encoder import Vectors, encoder, joined

TEXT = """last spring i was the only engineer at a ferry company and the booking page broke every
monday so i measured how long each job of the night took and found that one of them waited for a
lock which nobody needed any more"""
WORDS = [f"{word}{turn or ''}" for turn in range(12) for word in TEXT.split()]


def test_words_are_the_same_whether_they_were_seen_before_or_not():
    grown = [in_context(WORDS[:count]) for count in range(1, len(WORDS), 41)]
    for vectors in grown:
        forget()
        assert np.array_equal(in_context(WORDS[: len(vectors)]), vectors)
        windows = encoder().windows(WORDS[: len(vectors)])
        fresh = joined([encoder().in_window(window) for window in windows])
        assert np.array_equal(fresh, vectors)


def test_further_words_change_none_but_the_last_window():
    whole = encoder().windows(WORDS)
    assert len(whole) > 4
    for count in range(1, len(WORDS), 17):
        begun = encoder().windows(WORDS[:count])
        assert begun[:-1] == whole[: len(begun) - 1]
        assert sum(map(len, begun)) - 16 * (len(begun) - 1) == count, "each overlaps the next"


def lengths(made: list[str], texts: Sequence[str]) -> list[Vectors]:
    made += texts
    return [np.array([len(text)], np.float32) for text in texts]


def test_only_what_is_new_is_made_and_what_was_not_used_longest_is_forgotten_first():
    made: list[str] = []
    lately = LruCache[str](lambda texts: lengths(made, texts), most=3)
    assert [float(one[0]) for one in lately(["a", "bb", "a"])] == [1, 2, 1]
    assert made == ["a", "bb"]
    lately(["ccc", "a"])
    lately(["dddd"])
    assert made == ["a", "bb", "ccc", "dddd"]
    lately(["a", "ccc"])
    assert made == ["a", "bb", "ccc", "dddd"], "they were used since"
    lately(["bb"])
    assert made[-1] == "bb"
    lately.forget()
    lately(["bb"])
    assert made[-2:] == ["bb", "bb"]


def test_more_at_once_than_are_kept_are_all_there():
    lately = LruCache[str](lambda texts: lengths([], texts), most=2)
    assert [float(one[0]) for one in lately(["a", "bb", "ccc", "a"])] == [1, 2, 3, 1]

"""The shipped encoder: what is alike has like vectors, whoever stands beside it."""

import numpy as np
from tokenizers import Tokenizer

from greenroom.paths import shipped
from greenroom.structure.encoder import MOST_PIECES, encoder, files

TEXTS = [
    "we went back to the version of last week",
    "so i rolled it back to the old version",
    "i like to cook italian food",
    "",
    "nobody " * 200,
    *(f"{number} of them were late" for number in range(30)),
]


def test_a_text_has_the_same_vector_whatever_is_read_with_it():
    together = encoder().encode(TEXTS)
    alone = np.vstack([encoder().encode([text]) for text in TEXTS])
    assert together.shape == (len(TEXTS), 768)
    assert np.abs(together - alone).max() < 1e-5
    assert np.array_equal(encoder().encode(TEXTS), together), "the same again and again"


def test_every_row_of_the_vocabulary_has_a_piece_of_its_own():
    """Whoever edits words throughout the tree must leave this file alone."""
    vocabulary = Tokenizer.from_file(str(files(shipped("assets") / "structure")[0])).get_vocab()
    assert sorted(vocabulary.values()) == list(range(len(vocabulary)))


def test_both_halves_of_a_vector_have_length_one():
    for half in np.split(encoder().encode(TEXTS), 2, axis=1):
        assert np.abs(np.linalg.norm(half, axis=1) - 1).max() < 1e-5


def test_what_means_the_same_is_more_alike_than_what_does_not():
    vectors = encoder().encode(TEXTS[:3])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_no_text_is_none():
    assert encoder().encode([]).shape == (0, 768)


def test_a_word_of_a_window_is_not_the_same_among_others():
    begun, ended = ("the", "bank", "of", "the", "river"), ("the", "bank", "lends", "money")
    river, money = encoder().in_window(begun), encoder().in_window(ended)
    assert river.shape == (5, 384)
    assert np.abs(river[1] - money[1]).max() > 0.1


def test_words_of_any_kind_fit_into_windows():
    words = ["", "運命", "x" * 100, "antidisestablishmentarianism"] * 60
    windows = encoder().windows(words)
    assert all(len(window) <= MOST_PIECES for window in windows)
    assert all(len(encoder().in_window(window)) == len(window) for window in windows)

"""The accuracy tool counts as people would."""

from bench.scoring import FILLED, Score, aligned, score, tokens
from greenroom.speech.words import Word


def heard(text: str) -> list[Word]:
    return [Word(word, at, at + 0.5) for at, word in enumerate(text.split())]


def test_filled_pauses_count_only_where_one_was_said() -> None:
    found = score(
        "So, um, we had two models uh trained", heard("So um we had two models, hmm fast.")
    )
    assert found == Score(words=6, errors=1, said=2, found=2, hits=2)
    moved = score("So, um, we had two models", heard("So we had two models um"))
    assert (moved.errors, moved.hits) == (0, 0)


def test_a_filled_pause_is_never_paired_with_a_word() -> None:
    assert aligned(tokens("I um went"), tokens("I then went")) == [
        ("i", "i"),
        (None, "then"),
        (FILLED, None),
        ("went", "went"),
    ]


def test_scores_add_up() -> None:
    one = Score(words=10, errors=1, said=2, found=3, hits=1)
    assert one + Score() == one
    assert one + one == Score(words=20, errors=2, said=4, found=6, hits=2)

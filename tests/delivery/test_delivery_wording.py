import pytest
from spoken import timeline, word

from greenroom.delivery import word_choice
from greenroom.delivery.measure import Measure
from greenroom.delivery.word_index import Timeline


def count(measure: Measure) -> int:
    return len(measure.spans)


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("Maybe it was drift, I guess.", 2),
        ("It was kind of slow.", 1),
        ("It is a kind of tree.", 0),
        ("What kind of model is it?", 0),
        ("That is what I think of it.", 0),
        ("I think it was drift.", 1),
        ("Probably. Or something like it.", 2),
        ("It was drift.", 0),
    ],
)
def test_hedges(text: str, hedges: int) -> None:
    assert count(word_choice.hedges(timeline(text))) == hedges


def test_signposts_prefer_the_longest_phrase() -> None:
    measure = word_choice.signposts(timeline("First of all we split the data, because it leaked."))
    assert count(measure) == 2
    assert measure.spans[0].seconds == pytest.approx(1.2)


def test_repetition_counts_phrases_said_before() -> None:
    answer = timeline("we looked at the data and then we looked at the data")
    assert count(word_choice.repetition(answer)) == 3
    assert count(word_choice.repetition(timeline("we looked at the data and shipped it"))) == 0


def test_the_most_used_content_word() -> None:
    answer = timeline("The model saw the data and the model was a model. " * 5)
    measure = word_choice.top_word_share(answer)
    assert measure.value == pytest.approx(100 * 3 / 5)  # model ×3, saw, data
    assert count(measure) == 15


def test_only_stop_words_have_no_most_used_word() -> None:
    assert word_choice.top_word_share(timeline("it was the one that was it")).value is None


def test_diversity_is_one_where_every_word_is_new() -> None:
    new = timeline(" ".join(f"word{at}" for at in range(80)))
    assert word_choice.lexical_diversity(new).value == 1
    same = timeline(" ".join(["word"] * 80))
    assert word_choice.lexical_diversity(same).value == pytest.approx(1 / 50)
    assert word_choice.lexical_diversity(timeline("too few words")).value is None


def test_doubtful_words_are_pointed_at() -> None:
    answer = Timeline((word("we", 0, 1, 0.9), word("leaked", 1, 2, 0.3)))
    measure = word_choice.recognition_confidence(answer)
    assert measure.value == pytest.approx(0.6)
    assert [span.start for span in measure.spans] == [1]

import math

import pytest
from spoken import timeline, word

from greenroom.delivery import fillers
from greenroom.delivery.word_index import Timeline


def texts(answer: Timeline) -> list[str]:
    lexical = answer.lexical
    return [
        " ".join(w.text for w in lexical if span.start <= w.start < span.end)
        for span in fillers.filler_words(answer)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was, like, huge for us.", ["like,"]),
        ("We used tools like pandas for it.", []),
        ("I like it, and it works.", []),
        ("Basically, we lost the label.", ["Basically,"]),
        ("We, you know, shipped it, I mean, twice.", ["you know,", "I mean,"]),
        ("Do you know the answer?", []),
        ("So, we started.", ["So,"]),
        ("It was slow, so we cached it.", []),
        ("So we cached it.", []),
        ("It is the right metric.", []),
        ("That is the cost, right? Then we went on.", ["right?"]),
        ("Right. Then we went on.", []),
        ("It was, sort of, done.", ["sort of,"]),
        ("It is a kind of model.", []),
    ],
)
def test_filler_words_count_only_where_they_are_set_off(text: str, found: list[str]) -> None:
    assert texts(timeline(text)) == found


def test_a_pause_sets_a_filler_off_as_a_comma_does() -> None:
    said = (word("it", 0, 0.2), word("was", 0.2, 0.4), word("like", 0.6, 0.8), word("huge", 1, 1.2))
    assert len(fillers.filler_words(Timeline(said))) == 1
    joined = (*said[:2], word("like", 0.45, 0.65), word("huge", 0.7, 0.9))
    assert fillers.filler_words(Timeline(joined)) == ()


def test_filled_pauses_are_counted_with_what_the_count_may_be_off() -> None:
    answer = timeline(" ".join(["um"] * 9 + ["word"] * 91), each=0.5)
    count = fillers.filled_pauses(answer)
    error = fillers.FILLED_PAUSE_ERROR
    assert (count.value, len(count.spans)) == (9, 9)
    assert count.plus_minus == math.ceil(error.plus_minus(9))
    per_100 = fillers.filled_pauses_per_100_words(answer)
    assert per_100.value == pytest.approx(100 * 9 / 91)
    assert per_100.plus_minus == pytest.approx(100 / 91 * error.plus_minus(9))


def test_a_count_may_be_off_by_those_missed_or_by_the_false_ones() -> None:
    assert fillers.CounterError(0.75, 0.9).plus_minus(10) == pytest.approx(3)
    assert fillers.CounterError(0.95, 0.8).plus_minus(10) == pytest.approx(2)
    assert fillers.CounterError(1.0, 1.0).plus_minus(10) == 0


def test_filled_pauses_per_minute_are_judged_as_the_study_has_it() -> None:
    answer = timeline(" ".join((["word"] * 11 + ["um"]) * 10), each=0.5)  # 60 s, less the last um
    rate = fillers.filled_pause_rate(answer)
    assert rate.value == pytest.approx(10 * 60 / 59.5)
    assert rate.band == "amber"


def test_a_perfect_counter_is_never_off() -> None:
    assert fillers.CounterError(1.0, 1.0).plus_minus(20) == 0


def test_the_share_joins_both_kinds() -> None:
    answer = timeline(" ".join(["word"] * 47) + " It was, like, um huge.")
    share = fillers.filler_share(answer)
    assert share.value == pytest.approx(100 * 2 / 52)
    assert share.band == "green"


def test_three_fillers_in_eight_seconds_are_a_cluster() -> None:
    near = timeline("um word um word uh word")
    assert fillers.filler_clusters(near).value == 1
    assert fillers.filler_clusters(near).spans[0].end == pytest.approx(2.0)
    far = timeline("um word um word uh word", each=3.0)
    assert fillers.filler_clusters(far).value == 0

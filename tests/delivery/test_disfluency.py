import pytest
from spoken import timeline

from greenroom.delivery import disfluency


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We we built it.", 1),
        ("And then I, and then I moved it.", 1),
        ("I, um, I built it.", 1),
        ("I- I built it.", 1),
        ("The mod- the pipeline broke.", 1),
        ("It was very very slow.", 0),
        ("That that was his had had been.", 0),
        ("It cost one one two dollars.", 0),
        ("We shipped it. It broke.", 0),
        ("It was done. Done means tested.", 0),
        ("It was recall, no wait, precision.", 1),
        ("It was recall, sorry, precision.", 1),
        ("I was sorry about it.", 0),
        ("We moved the traffic over.", 0),
    ],
)
def test_restarts(text: str, count: int) -> None:
    assert len(disfluency.restarts(timeline(text))) == count


def test_both_rates_say_that_recognizers_tidy_up() -> None:
    answer = timeline(" ".join(["We we built it, um, then."] * 12))
    starts = disfluency.false_starts(answer)
    assert starts.value == pytest.approx(100 * 12 / 60)
    assert starts.quality == "low_confidence"
    everything = disfluency.disfluencies(answer)
    assert everything.value == pytest.approx(100 * 24 / 60)
    assert (everything.quality, everything.band) == ("low_confidence", "red")

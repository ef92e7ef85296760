import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import timeline, words

from greenroom.delivery import pace
from greenroom.delivery.measure import Pause
from greenroom.delivery.word_index import Timeline


def test_speaking_rate_leaves_filled_pauses_out_and_pauses_in() -> None:
    # 38 words and 2 filled pauses in 20 s
    answer = timeline(" ".join([*["word"] * 19, "um", *["word"] * 18, "um", "word"]), each=0.5)
    measure = pace.speaking_rate(answer)
    assert measure.value == pytest.approx(60 * 38 / 20)
    assert (measure.n, measure.band, measure.unit) == (38, "green", "wpm")


def test_pace_without_pauses_takes_them_out() -> None:
    spoken = timeline(" ".join(["word"] * 40), each=0.5)
    answer = Timeline(spoken.words, (Pause(2.0, 6.0, "inside_clause"),))
    assert pace.pace_without_pauses(answer).value == pytest.approx(60 * 40 / 16)


def test_articulation_rate_counts_syllables_of_speaking_time() -> None:
    spoken = timeline(" ".join(["model"] * 15 + ["um"] + ["model"] * 15), each=0.4)
    answer = Timeline(spoken.words, (Pause(1.0, 3.0, "inside_clause"),))
    assert pace.articulation_rate(answer).value == pytest.approx(61 / (31 * 0.4 - 2.0))


def test_rolling_pace_has_windows_of_15_seconds_every_5() -> None:
    windows = pace.rolling_pace(timeline(" ".join(["word"] * 60), each=0.5))  # 30 s
    assert [window.span.start for window in windows] == pytest.approx([0, 5, 10, 15])
    assert [window.wpm for window in windows] == pytest.approx([120] * 4)


def test_a_fast_stretch_is_marked_where_it_is() -> None:
    slow = timeline(" ".join(["word"] * 60), each=0.5).words
    fast = words(" ".join(["word"] * 150), each=0.2, start=30.0)
    measure = pace.fast_stretches(Timeline((*slow, *fast)))
    assert measure.value == 1
    assert measure.spans[0].start == pytest.approx(25, abs=5)
    assert measure.spans[0].end == pytest.approx(60, abs=0.1)
    assert pace.slow_stretches(Timeline((*slow, *fast))).value == 0


def test_an_even_pace_does_not_vary() -> None:
    measure = pace.pace_variability(timeline(" ".join(["word"] * 120), each=0.5))
    assert measure.value == pytest.approx(0)
    assert measure.band == "amber"


def test_a_short_answer_has_no_rolling_pace() -> None:
    assert pace.rolling_pace(timeline("so short")) == ()
    assert pace.pace_variability(timeline("so short")).quality == "insufficient"


@given(st.floats(0.5, 2.0))
def test_speaking_twice_as_fast_doubles_the_rate(factor: float) -> None:
    text = " ".join(["word"] * 40)
    once, twice = timeline(text, each=0.4), timeline(text, each=0.4 / factor)
    rate = pace.speaking_rate(once).value or 0
    assert pace.speaking_rate(twice).value == pytest.approx(factor * rate)

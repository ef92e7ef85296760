"""The picture of an answer, its lines and its gauges."""

import re

import pytest
from spoken_sample import analysis, rubric

from greenroom.delivery.catalogue import measured
from greenroom.delivery.measure import Measure, Pause
from greenroom.feedback.render.display_text import number
from greenroom.feedback.render.measure_rows import Gauge, measure_rows
from greenroom.feedback.render.svg_timeline import timeline
from greenroom.feedback.render.transcript_lines import lines
from greenroom.formatting import clock
from greenroom.speech.words import Transcript, Word

BAR = re.compile(r"M([\d.]+) ([\d.]+)v([\d.]+)")


def heights(path: str) -> dict[float, float]:
    return {float(x): float(height) for x, _, height in BAR.findall(path)}


def test_bars_stand_where_words_are_said() -> None:
    known = analysis()
    picture = timeline(known, {}, (), 0)
    pause = max(known.delivery.pauses, key=lambda it: it.end - it.start)
    bars = heights(picture.bars)
    assert len(bars) + len(heights(picture.filled)) == 220
    silent = [
        bar
        for at, bar in bars.items()
        if pause.start + 0.3 < at / 1000 * picture.seconds < pause.end - 0.3
    ]
    assert silent
    assert max(silent) < 5 < max(bars.values())


def test_bars_follow_the_sound_where_it_is_known() -> None:
    picture = timeline(analysis(), {}, [0.0] * 300 + [1.0] * 300, 0)
    bars = heights(picture.bars) | heights(picture.filled)
    assert max(bar for at, bar in bars.items() if at < 495) < 5
    assert min(bar for at, bar in bars.items() if at > 505) == pytest.approx(92)


def test_a_short_sound_is_stretched() -> None:
    picture = timeline(analysis(), {}, [0.5, 1.0, 0.5], 0)
    assert len(heights(picture.bars) | heights(picture.filled)) == 220


def test_elements_lie_over_time_and_the_missing_ones_are_listed() -> None:
    picture = timeline(analysis(), {"star": rubric()}, (), 0)
    assert [(row.title, bool(row.marks)) for row in picture.rows] == [
        ("Situation", True),
        ("Task", True),
        ("Your action", True),
        ("The other side", True),
        ("Result", False),
        ("A number on the result", False),
        ("Reflection", False),
    ]
    starts = [row.marks[0].at for row in picture.rows if row.marks]
    assert starts == sorted(starts)
    for row in picture.rows:
        assert all(it.at >= 0 and it.at + it.width <= 100.01 for it in row.marks)


def test_the_target_is_drawn_where_it_was_passed() -> None:
    assert timeline(analysis(), {}, (), 120).target is None
    picture = timeline(analysis(), {}, (), 30)
    assert picture.target == pytest.approx(100 * 30 / picture.seconds)


def test_the_axis_has_a_handful_of_times() -> None:
    ticks = timeline(analysis(), {}, (), 0).ticks
    assert [text for _, text in ticks] == ["0:00", "0:10", "0:20", "0:30", "0:40", "0:50", "1:00"]


def test_a_line_is_a_sentence_or_ends_at_a_long_silence() -> None:
    words = (Word("One", 0, 0.3), Word("two.", 0.4, 0.8), Word("Three", 1, 1.3), Word("four", 5, 6))
    pauses = (Pause(0.8, 1, "between_sentences"), Pause(1.3, 5, "inside_clause"))
    shown = lines(Transcript(words), pauses)
    assert [line.text for line in shown] == ["One two.", "Three", "four"]
    assert [line.start for line in shown] == [0, 1, 5]
    assert [[it.kind for it in line.pieces] for line in shown] == [
        ["word", "word"],
        ["pause", "word"],
        ["long_pause", "word"],
    ]


def test_words_that_were_misheard_perhaps_are_marked() -> None:
    ((piece,),) = [line.pieces for line in lines(Transcript((Word("kale", 0, 1, 0.3),)), ())]
    assert piece.kind == "unsure"


@pytest.mark.parametrize(
    ("value", "gauge"),
    [
        (110.0, Gauge(29.2, 70.8, 29.2)),
        (165.0, Gauge(29.2, 70.8, 70.8)),
        (300.0, Gauge(29.2, 70.8, 100.0)),
    ],
)
def test_a_gauge_shows_the_value_against_the_typical_range(value: float, gauge: Gauge) -> None:
    (row,) = measure_rows([measured("speaking_rate", value, n=90)], 0)
    assert row.gauge == gauge


def test_what_was_not_judged_has_no_gauge() -> None:
    few, none = measure_rows(
        [measured("speaking_rate", 130, n=4), measured("silent_pauses", 9, n=90)], 0
    )
    assert few.gauge is None
    assert few.verdict == "too little to judge"
    assert none.gauge is None


def test_the_range_of_the_length_is_that_of_the_question() -> None:
    length = Measure("answer_length", 60, "s", band="green")
    (short,) = measure_rows([length], 60)
    (long,) = measure_rows([length], 120)
    assert short.gauge
    assert long.gauge
    assert short.gauge.at > long.gauge.at
    assert measure_rows([length], 0)[0].gauge is None


def test_measures_come_in_the_order_of_the_catalogue() -> None:
    rows = measure_rows([measured("hedges", 1, n=90), measured("speaking_rate", 130, n=90)], 0)
    assert [row.name for row in rows] == ["speaking_rate", "hedges"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59.99, "0:59"), (125, "2:05"), (3725, "1:02:05"), (-1, "0:00")],
)
def test_times_are_read_as_on_a_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (Measure("x", 131.5, "wpm"), "132"),
        (Measure("x", 9, "count", plus_minus=1), "9 (±1)"),
        (Measure("x", -2.25, "dB"), "−2.2"),
        (Measure("x", None, "s"), "–"),
        (Measure("x", float("nan"), "s"), "–"),
    ],
)
def test_numbers_have_as_many_digits_as_they_deserve(measure: Measure, text: str) -> None:
    assert number(measure) == text

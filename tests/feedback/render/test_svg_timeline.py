"""The picture of an answer on the page."""

import re
from collections.abc import Sequence

import pytest

from greenroom.feedback.presentation.answer_presentation import present_analysis
from greenroom.feedback.presentation.display_text import Rubrics
from greenroom.feedback.render.svg_timeline import SvgTimeline, svg_timeline
from spoken_sample import analysis, rubric

BAR = re.compile(r"M([\d.]+) ([\d.]+)v([\d.]+)")


def drawn(rubrics: Rubrics, loudness: Sequence[float], target_seconds: int) -> SvgTimeline:
    return svg_timeline(present_analysis(analysis(), rubrics, target_seconds), loudness)


def heights(path: str) -> dict[float, float]:
    return {float(x): float(height) for x, _, height in BAR.findall(path)}


def test_bars_stand_where_words_are_said() -> None:
    known = analysis()
    picture = drawn({}, (), 0)
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
    picture = drawn({}, [0.0] * 300 + [1.0] * 300, 0)
    bars = heights(picture.bars) | heights(picture.filled)
    assert max(bar for at, bar in bars.items() if at < 495) < 5
    assert min(bar for at, bar in bars.items() if at > 505) == pytest.approx(92)


def test_a_short_sound_is_stretched() -> None:
    picture = drawn({}, [0.5, 1.0, 0.5], 0)
    assert len(heights(picture.bars) | heights(picture.filled)) == 220


def test_elements_lie_over_time_and_the_missing_ones_are_listed() -> None:
    picture = drawn({"star": rubric()}, (), 0)
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
    assert drawn({}, (), 120).target is None
    picture = drawn({}, (), 30)
    assert picture.target == pytest.approx(100 * 30 / picture.seconds)


def test_the_axis_has_a_handful_of_times() -> None:
    ticks = drawn({}, (), 0).ticks
    assert [text for _, text in ticks] == ["0:00", "0:10", "0:20", "0:30", "0:40", "0:50", "1:00"]

import pytest
from spoken import timeline

from greenroom.delivery.length import answer_length, think_time


def seconds(length: float):
    return timeline(" ".join(["word"] * 10), each=length / 10)


@pytest.mark.parametrize(
    ("length", "target", "band"),
    [
        (100, 120, "green"),
        (20, 120, "red"),
        (50, 120, "amber"),
        (170, 120, "amber"),
        (200, 120, "red"),
        (200, 240, "green"),
        (20, 40, "green"),
        (100, 0, "none"),
        (5, 0, "none"),
    ],
)
def test_length_is_judged_by_the_target(length: float, target: int, band: str) -> None:
    measure = answer_length(seconds(length), target_seconds=target)
    assert measure.value == pytest.approx(length)
    assert measure.band == band


def test_thinking_is_only_judged_on_technical_questions_and_after_ten_seconds() -> None:
    assert think_time(9.0, technical=True).band == "green"
    assert think_time(14.0, technical=True).band == "amber"
    assert think_time(14.0, technical=False).band == "none"
    assert think_time(None, technical=True).quality == "insufficient"

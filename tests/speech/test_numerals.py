"""Numbers in words, there and back."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from text_to_num import text2num

from greenroom.speech.numerals import NUMBER, spelled, value


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("two hundred thousand", 200_000),
        ("five hundred million", 500_000_000),
        ("one hundred and fifty", 150),
        ("fifteen hundred", 1_500),
        ("twenty-five hundred", 2_500),
        ("a hundred and two", 102),
        ("a thousand", 1_000),
        ("half a million", 500_000),
        ("two and a half million", 2_500_000),
        ("2.5 million", 2_500_000),
        ("one point five million", 1_500_000),
        ("three point one four", 3.14),
        ("200,000", 200_000),
        ("1,5", 1.5),
        ("1,500", 1_500),
        ("1.5", 1.5),
        ("200 thousand", 200_000),
        ("Two Million Five", 2_000_005),
        ("zero", 0),
    ],
)
def test_a_number_is_understood(said: str, number: float):
    assert value(said) == number
    assert re.fullmatch(NUMBER, said.lower())


@pytest.mark.parametrize(
    "said",
    ["", "five and six", "nineteen ninety nine", "two three", "hundred", "million", "and five",
     "twenty ten", "two million thousand million", "one and", "one point", "five zero", "1,2345",
     "1.2.3", "0,125", "labels", "twenty and a"],
)  # fmt: skip
def test_what_is_no_single_number_is_none(said: str):
    assert value(said) is None


@given(st.integers(0, 10**12 - 1))
@example(1_001_000)
def test_an_independent_reader_reads_the_same(number: int):
    plain = " ".join(spelled(str(number)).split())
    with_and = re.sub(r"hundred (?=\w)(?!thousand|million|billion)", "hundred and ", plain)
    hyphens = re.sub(
        r"(\w+ty) (?=(?:one|two|three|four|five|six|seven|eight|nine)\b)", r"\1-", plain
    )
    for said in (plain, with_and, hyphens):
        assert value(said) == text2num(said, "en") == number
        assert re.fullmatch(NUMBER, said)


@given(st.decimals(1, 999, places=2), st.sampled_from(["", " thousand", " million"]))
def test_figures_with_a_scale_are_read(number, scale: str):
    factor = {"": 1, " thousand": 1_000, " million": 1_000_000}[scale]
    assert value(f"{number}{scale}") == pytest.approx(float(number) * factor)


@given(st.text("aeinostuvwxyz 0123456789,.-", max_size=30))
def test_any_text_is_a_number_or_none(text: str):
    read = value(text)
    assert read is None or read >= 0

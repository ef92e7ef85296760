"""What tells who somebody is does not leave."""

import pytest

from greenroom.interview.masking import masked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to ana.lopez+jobs@mail.example.org today.", "Write to [e-mail] today."),
        ("ana dot lopez at mail dot com, that's me", "[e-mail], that's me"),
        ("Call +49 (0)30 1234-5678 at noon.", "Call [phone] at noon."),
        ("my number is zero one seven two five five five one two", "my number is [phone]"),
        ("See github.com/ana/boats for it.", "See [link] for it."),
        ("My name is Ana Lopez and I build gates.", "My name is [name] and I build gates."),
        ("I asked Dr. Okafor twice.", "I asked Dr [name] twice."),
        ("Between 2019-2021 we moved 12,000 labels, on 2020-05-12.", None),
        ("From 10 000 to 250 000 rows, 3.14 percent.", None),
        ("We moved to PyTorch in May.", None),
        ("", None),
    ],
)
def test_masking(text: str, expected: str | None):
    assert masked(text) == (text if expected is None else expected)


def test_names_that_were_given_are_masked_wherever_they_stand():
    text = "Ana and I asked lopez, not Anabel; Ana Lopez agreed."
    assert masked(text, ["Ana Lopez"]) == "[name] and I asked [name], not Anabel; [name] agreed."


def test_short_parts_of_names_would_hit_too_much():
    assert masked("I went to Bo and to Li.", ["Li Bo"]) == "I went to Bo and to Li."

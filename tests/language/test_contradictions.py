"""What does not fit what was said before: rather missed than invented."""

import pytest

from greenroom.language.contradictions import contradiction


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ("We had 200,000 rows in it.", "There were two hundred thousand rows in the table."),
        ("We served 500 million users.", "It had five hundred million users by then."),
        ("We had about 1.5 million images.", "There were 1,5 million images to look at."),
        ("We had one hundred and fifty rows.", "So with 150 rows you learn nothing."),
        ("We had half a million users.", "We went from zero to 500,000 users."),
        ("We had a thousand labels.", "I wrote 1,000 labels by hand."),
        ("We had two and a half million records.", "It had 2.5 million records."),
        ("We had fifteen hundred stores.", "All 1,500 stores were in the data."),
        ("There were ten or twenty customers.", "I called ten customers myself."),
        ("There were two to three hundred samples.", "Two hundred samples are not many."),
        ("We had a quarter of a million users.", "It was 250,000 users."),
        ("It was nineteen ninety nine, and customers paid by check.", "We had five customers."),
    ],
)
def test_the_same_number_in_other_words_is_no_contradiction(earlier: str, now: str):
    assert contradiction([now], [[earlier]]) is None
    assert contradiction([earlier], [[now]]) is None


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ("We had 200,000 rows in it.", "There were two hundred rows in the table."),
        ("We had a thousand labels.", "I wrote ten thousand labels by hand."),
        ("We had 1.5 million images.", "There were fifteen million images to look at."),
    ],
)
def test_another_number_of_the_same_things_is_one(earlier: str, now: str):
    assert contradiction([now], [[earlier]]) is not None

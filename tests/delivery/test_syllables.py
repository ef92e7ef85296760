import pytest

from greenroom.delivery.syllables import syllables


@pytest.mark.parametrize(
    ("text", "count"),
    [("the", 1), ("model", 2), ("data", 2), ("validation", 4), ("trained", 1), ("started", 2),
     ("table", 2), ("make", 1), ("makes", 1), ("changes", 2), ("going", 2), ("because", 2),
     ("AUC", 3), ("AWS", 5), ("42", 3), ("7,", 2), ("20%", 4), ("100", 3), ("0", 2),
     ("hm", 1), ("…", 1),
     ("production-ready", 5)],
)  # fmt: skip
def test_common_words(text: str, count: int) -> None:
    assert syllables(text) == count

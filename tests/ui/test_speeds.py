"""What is opened is there soon: the least of some tries, and three times what is promised.

A busy machine needs as much; `speeds.py` tells the true figures.
"""

from pathlib import Path

import speeds

from greenroom.engines.store.sqlite_history import SqliteHistory

REVIEW_SECONDS, HISTORY_SECONDS = 0.3, 0.2


def test_the_review_of_a_ten_minute_answer_is_there_soon(qapp: object, tmp_path: Path):
    assert len(speeds.long_answer().analysis.transcript.words) > 1_400  # pyright: ignore
    assert min(speeds.review_opens(tmp_path)) < 3 * REVIEW_SECONDS


def test_a_history_of_ten_thousand_answers_is_there_soon(
    qapp: object, ten_thousand: SqliteHistory, tmp_path: Path
):
    assert min(speeds.history_opens(ten_thousand, tmp_path)) < 3 * HISTORY_SECONDS

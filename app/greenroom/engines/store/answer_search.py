"""Full-text search in questions and transcripts."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from greenroom.engines.store.session_database import SessionDatabase
from greenroom.engines.store.sqlite_rows import UnreadableRowError, local, named_answer, utils
from greenroom.feedback.session import Hit

_SEARCH = """
    SELECT answers.session_id, answers.id AS answer_id, answers.question, answers.started_at,
        snippet(answers_fts, -1, char(2), char(3), '…', 16) AS snippet
    FROM answers_fts JOIN answers ON answers.number = answers_fts.rowid
    WHERE answers_fts MATCH ? ORDER BY answers_fts.rank LIMIT ?
"""
_LEAST_BEGINNING = 3


def search_answers(database: SessionDatabase, text: str, limit: int = 50) -> Sequence[Hit]:
    """Find answers with all of these words in question or transcript; return them best first.

    Forms of a word count as the word. The last word may be only the beginning of one, from three
    letters on: half of all words begin with one of a few single letters.
    """
    words = re.findall(r"\w+", text)
    if not words:
        return []
    query = " ".join(f'"{word}"' for word in words)
    if len(words[-1]) >= _LEAST_BEGINNING:
        query += "*"
    with database.use() as connection:
        return database.read_rows(_hit, utils(connection).query(_SEARCH, [query, limit]))


def _hit(row: Mapping[str, Any]) -> Hit:
    # The snippet marks each match with \x02 before and \x03 behind.
    before, *marked = row["snippet"].split("\x02")
    parts = [(before, False)]
    for piece in marked:
        match, _, after = piece.partition("\x03")
        parts += [(match, True), (after, False)]
    return Hit(
        session_id=row["session_id"],
        answer_id=row["answer_id"],
        question=row["question"],
        started_at=_local(row),
        snippet=tuple((text, matches) for text, matches in parts if text),
    )


def _local(row: Mapping[str, Any]) -> datetime:
    try:
        return local(row["started_at"])
    except (ValueError, TypeError, OverflowError) as error:
        raise UnreadableRowError(named_answer(row["session_id"])) from error

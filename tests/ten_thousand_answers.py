"""A store with ten thousand answers, as after years of rehearsing."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from greenroom.delivery.measure import AudioQuality, Delivery, Measure, Pause
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.engines.store.stored_analysis import json_of_analysis
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.paths import Paths
from greenroom.speech.words import Transcript, Word

SESSIONS, EACH = 2_000, 5
LATEST = datetime(2025, 6, 1, tzinfo=UTC)

_WORDS = 260
_LETTERS = "eeeetttaaaooiinnsshhrrddllccuummwwffggyyppbbvk"


def fill(folder: Path) -> SqliteHistory:
    """Two thousand sessions with five answers of two minutes each."""
    store = SqliteHistory(Paths(folder / "data", folder / "cache", folder / "logs"))
    store.overview()
    texts, known = _texts(), json_of_analysis(_analysis())
    assert len(known) > 20_000
    with store.database.use() as database:
        database.execute("BEGIN")
        for number in range(SESSIONS):
            at = (LATEST - timedelta(hours=7 * number)).isoformat()
            row = (f"{number:032x}", "behavioral", "Behavioral", at, at, f"sessions/{number}")
            database.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", row)
            for turn in range(EACH):
                database.execute(
                    "INSERT INTO answers (id, session_id, turn, question_id, question, rubric_id,"
                    " started_at, follow_up, probes, target_seconds, take, clip, recovered,"
                    " transcript, analysis)"
                    " VALUES (?, ?, ?, ?, ?, 'star', ?, 0, '', 120, 1, 'a.flac', 0, ?, ?)",
                    (f"{number:016x}{turn:016x}", row[0], turn, f"question-{turn}",
                     "Tell me about a mistake that reached users.", at,
                     texts[(number + turn) % len(texts)], known),
                )  # fmt: skip
        database.execute("COMMIT")
    return store


def _texts() -> list[str]:
    chance = random.Random(1)  # noqa: S311 - only to vary the words
    vocabulary = ["".join(chance.choices(_LETTERS, k=chance.randint(3, 9))) for _ in range(3_000)]
    vocabulary += ["model", "modeling", "data", "the", "we"] * 100
    return [" ".join(chance.choices(vocabulary, k=_WORDS)) for _ in range(40)]


def _analysis() -> Analysis:
    words = tuple(Word("model", at * 0.4, at * 0.4 + 0.3, 0.9) for at in range(_WORDS))
    measures = {name: Measure(name, 131.5, "wpm") for name in ("speaking_rate", "hedges")}
    pauses = tuple(Pause(at, at + 0.5, "inside_clause") for at in range(60))
    audio = AudioQuality(120.0, 16_000, -20.5, 0.0, 31.0, "ok")
    return Analysis(Transcript(words), Delivery(audio, measures, pauses), None, Feedback())

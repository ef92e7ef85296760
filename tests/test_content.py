"""The shipped scripts: what every question, probe and topic must hold."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from greenroom import content
from greenroom.content.check import check
from greenroom.content.topics import load_topics
from greenroom.paths import Paths, shipped
from tools import topic_coverage

ROOT = Path(__file__).parents[1]
GUIDES = ROOT.parent / "shared" / "guides"
NOBODY = Paths.under(Path("no-such-home"))
SCRIPTS = content.load_scripts(NOBODY)
QUESTIONS = [question for script in SCRIPTS.values() for question in script.questions]
PROBES = [(question, probe) for question in QUESTIONS for probe in question.probes]
SPOKEN = [one.ask for one in QUESTIONS] + [probe.ask for _, probe in PROBES]

IMPERATIVE = re.compile(
    r"\b(tell|describe|explain|talk|walk|show|give|take|design|follow|find|pick)\b", re.IGNORECASE
)
UNSPEAKABLE = re.compile(r"[()\[\]/&%*_=<>;#\"]|\be\.g\.|\bi\.e\.|\betc\b")
STIFF = re.compile(
    r"\b(do|does|did|is|are|was|were|would|could|should|has|have|had) not\b|\bcannot\b"
    r"|\b(you|they|we) (are|will)\b|\bI (am|will)\b|\b(that|it) is (a|the|not)\b",
    re.IGNORECASE,
)
YES_OR_NO = re.compile(
    r"(Would|Could|Can|Do|Does|Did|Is|Are|Was|Were|Have|Has|Had|Should|Will|May|Must|Might)\b"
)
YOU = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)


def test_all_scripts_and_rubrics_are_in_order():
    assert [problem.sentence for problem in check(NOBODY)] == []


def test_there_is_enough_to_ask():
    mixed = [script for script in SCRIPTS.values() if script.draws]
    plain = [script for script in SCRIPTS.values() if not script.draws]
    assert len(QUESTIONS) >= 180
    assert len(plain) >= 10
    assert {script.id for script in mixed} == {"phone-screen", "on-site", "pressure-round"}
    assert all(len(script.questions) >= 8 for script in plain)
    assert sum(bool(question.cell) for question in QUESTIONS) >= 10


def test_every_level_and_rubric_is_practiced():
    rubrics = {"star", "modeling", "trade_off", "debugging", "project", "coding", "genai"}
    assert {question.level for question in QUESTIONS} == {"entry", "mid", "senior"}
    assert {question.rubric for question in QUESTIONS} == rubrics | {"explain"}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_question(question):
    marks = question.ask.count("?")
    assert 6 <= len(question.ask.split()) <= 62
    assert marks == 1 or (marks == 0 and IMPERATIVE.search(question.ask))
    assert 2 <= len(question.probes) <= 4
    elements = [probe.element for probe in question.probes]
    assert len(set(elements)) == len(elements)
    assert question.tags
    assert question.serves
    assert 40 <= question.target_seconds <= 240
    assert len(question.strong.split()) >= 12
    assert len(question.cell.splitlines()) <= 14
    assert max(map(len, question.cell.splitlines()), default=0) <= 92


def test_every_probe_is_one_short_question_to_the_candidate():
    off = [
        probe.ask
        for _, probe in PROBES
        if len(probe.ask.split()) > 30
        or probe.ask.count("?") != 1
        or not probe.ask.endswith("?")
        or not YOU.search(probe.ask)
    ]
    assert off == []


def test_no_probe_repeats_its_question():
    alike = [
        probe.ask
        for question, probe in PROBES
        if fuzz.token_set_ratio(probe.ask, question.ask) >= 90
    ]
    assert alike == []


def test_what_is_spoken_sounds_spoken():
    assert [text for text in SPOKEN if UNSPEAKABLE.search(text)] == []
    assert [text for text in SPOKEN if STIFF.search(text)] == []


def test_nothing_is_answered_by_yes_or_no():
    sentences = [part for text in SPOKEN for part in re.split(r"(?<=[.?!])\s+", text)]
    asked = [part for part in sentences if part.endswith("?")]
    assert [part for part in asked if YES_OR_NO.match(part)] == []


def test_nothing_is_asked_twice():
    asks = [(question.id, question.ask) for question in QUESTIONS]
    alike = [
        (first, second)
        for (first, one), (second, other) in combinations(asks, 2)
        if fuzz.token_set_ratio(one, other) > 72 or fuzz.ratio(one, other) > 72
    ]
    assert alike == []
    probes = [probe.ask for _, probe in PROBES]
    assert len(set(probes)) == len(probes)


def test_every_topic_of_the_guides_is_practiced():
    topics = [topic.id for topic in load_topics()]
    assert len(set(topics)) == len(topics)
    assert set(topics) == set(topic_coverage.served(SCRIPTS.values()))


def test_the_table_of_topics_is_up_to_date():
    page = (shipped("interview_scripts") / "README.md").read_text(encoding="utf-8")
    table = topic_coverage.table(load_topics(), SCRIPTS.values())
    again = "run: python -m tools.topic_coverage"
    assert page == topic_coverage.with_table(page, table), again


def test_the_script_that_the_readme_shows_works(tmp_path):
    page = (shipped("interview_scripts") / "README.md").read_text(encoding="utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    folder = tmp_path / "interview_scripts"
    folder.mkdir()
    (folder / "my-first-script.yaml").write_text(example, encoding="utf-8")
    paths = Paths.under(tmp_path)
    assert content.load_script("my-first-script", paths).questions[0].cell.startswith("late")
    assert check(paths) == []


@pytest.mark.shared
def test_no_words_are_taken_over_from_the_guides():
    guides = {
        words for guide in GUIDES.glob("*.txt") for words in _runs(guide.read_text(), length=7)
    }
    files = [file for file in shipped("interview_scripts").rglob("*") if file.is_file()]
    ours = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert _runs(ours, length=7) & guides == set()


def _runs(text, length):
    """All runs of so many words in a row."""
    words = re.findall(r"[a-z0-9']+", text.lower())
    return {" ".join(words[n : n + length]) for n in range(len(words) - length + 1)}

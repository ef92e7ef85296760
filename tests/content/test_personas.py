"""Personas: the shipped ones change wording and nothing else; users write their own."""

from pathlib import Path

import pytest

from greenroom.content.personas import load_persona, load_personas
from greenroom.errors import ContentError
from greenroom.follow_up.answer_facts import Memory
from greenroom.follow_up.choice import choose
from greenroom.interview.persona import Persona, reply
from greenroom.language.phrases import word_count
from greenroom.language.requests import Request
from greenroom.paths import Paths
from interview.answers import question, rubrics, said

EMPTY = Paths.under(Path("/nonexistent"))
SHIPPED = load_personas(EMPTY)

ANSWER = said(
    question("star", "Tell me about a gate that you repaired."),
    "[situation, task] Last spring I was asked to repair the gate of the ferry.",
    "[group_action] We rebuilt the whole hinge over a weekend.",
    "[result] It was a great success.",
)


def test_four_personas_are_shipped():
    assert set(SHIPPED) == {"screener", "skeptic", "product", "note-taker"}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_persona_changes_the_words_and_never_the_point(name: str):
    rubric, memory = rubrics()["star"], Memory(again=False)
    plain = choose(ANSWER, rubric, memory, Persona())
    theirs = choose(ANSWER, rubric, memory, SHIPPED[name])
    assert plain
    assert theirs
    assert (theirs.kind, theirs.point, theirs.quote) == (plain.kind, plain.point, plain.quote)
    assert theirs.text != plain.text


@pytest.mark.parametrize("name", SHIPPED)
def test_all_they_say_can_be_followed_by_ear(name: str):
    persona = SHIPPED[name]
    asked = "Which hinge?"
    replies = [
        reply(Request(kind, "hinge"), persona, asked)
        for kind in ("repeat", "rephrase", "moment", "clarify", "assume", "hearing", "dont_know",
                     "result", "privacy", "program", "unknowable")
    ]  # fmt: skip
    probes = [text for texts in persona.probes.model_dump().values() for text in texts]
    again = (*persona.vague, *persona.vague_story, *persona.short, *persona.off_topic)
    for text in (*replies, *probes, *again, persona.invitation):
        assert word_count(text) <= 30, text
        assert text.count("?") <= 2, text
        assert text[-1] in ".?}", text
    for text in probes:
        assert "{quote}" in text, "every probe takes up what was said"


def test_an_own_persona_hides_the_shipped_one_and_names_only_what_differs(tmp_path: Path):
    folder = tmp_path / "personas"
    folder.mkdir()
    (folder / "skeptic.yaml").write_text("id: skeptic\ntitle: My boss\nmoment: Think faster.\n")
    mine = load_persona("skeptic", Paths.under(tmp_path))
    assert (mine.title, mine.moment, mine.clarify) == (
        "My boss",
        "Think faster.",
        Persona().clarify,
    )


def test_a_misspelled_name_gets_the_right_one():
    with pytest.raises(ContentError, match="did you mean 'skeptic'"):
        load_persona("sceptik", EMPTY)
    with pytest.raises(ContentError, match="there is 'note-taker', 'product', ") as told:
        load_persona("xyzzy", EMPTY)
    assert told.value.hint == "", "they are named once"


def test_a_misspelled_key_is_named_with_its_line(tmp_path: Path):
    folder = tmp_path / "personas"
    folder.mkdir()
    (folder / "mine.yaml").write_text("id: mine\nmomnet: Think.\n")
    with pytest.raises(ContentError, match=r"line 2.*did you mean 'moment'"):
        load_persona("mine", Paths.under(tmp_path))

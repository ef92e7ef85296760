"""What is made of a résumé keeps the rules for scripts, and so does all that it may be made of."""

from pathlib import Path

import pytest

from greenroom.content import load_rubrics, rules
from greenroom.content.yaml_text import Document
from greenroom.language.phrases import word_count
from greenroom.paths import Paths
from greenroom.resume.mentions import Vocabulary
from resume.resumes import ADVERT, RESUMES, guide, prepared

RUBRICS = load_rubrics(Paths.under(Path("/nonexistent")))
NOWHERE = Document(Path("from-resume.yaml"), {}, {})
ASKING = {**guide().skills.areas, **guide().wordings.claims}


@pytest.mark.parametrize("name", RESUMES)
def test_the_scripts_checker_finds_nothing(name: str):
    script = prepared(RESUMES[name].text, ADVERT).script
    written = rules.ScriptDocument(script, NOWHERE)
    assert list(rules.script_problems(written, RUBRICS)) == []
    assert list(rules.repeated_ids([written])) == []


@pytest.mark.parametrize("name", ASKING)
def test_probes_fit_the_rubric_and_can_be_heard(name: str):
    asking = ASKING[name]
    elements = RUBRICS[asking.rubric].elements
    assert [one.element for one in asking.probes if one.element not in elements] == []
    assert len({one.element for one in asking.probes}) == len(asking.probes) >= 2
    assert all(word_count(one.ask) <= 15 for one in asking.probes)
    assert all(one.ask.count("?") == 1 and one.ask.endswith("?") for one in asking.probes)


@pytest.mark.parametrize("area", guide().skills.areas)
def test_a_question_on_a_skill_is_heard_in_one_breath(area: str):
    asks = guide().skills.areas[area].ask
    assert len(asks) >= 2
    assert all(word_count(ask) <= 23 and ask.endswith(("?", ".")) for ask in asks)


@pytest.mark.parametrize("kind", guide().wordings.claims)
def test_shapes_leave_room_for_a_claim(kind: str):
    shapes = guide().wordings.claims[kind]
    for shape in (*shapes.done, *shapes.other):
        assert word_count(shape) <= 22
        assert ("{claim}" in shape) != ("{skill}" in shape)


def test_every_spelling_of_a_skill_is_found_alone_and_in_a_sentence():
    vocabulary = Vocabulary(guide().skills)
    for area, of_area in guide().skills.areas.items():
        for entry in of_area.skills:
            names = [one.strip() for one in entry.split(",")]
            for name in names:
                for text in (name, f"Worked with {name}, then not.", f"({name})"):
                    (found,) = vocabulary.find(text)
                    assert (found.skill, found.area, found.text) == (names[0], area, name)


def test_everyday_words_and_initials_are_no_skills():
    text = (
        "I go there, read R&D papers, pythonic rays of spark, a rag, JavaScripts, C+, Go-to-market"
    )
    assert list(Vocabulary(guide().skills).find(text)) == []


def test_a_word_in_as_written_is_a_skill():
    known = {name.strip() for area in guide().skills.areas.values()
             for entry in area.skills for name in entry.split(",")}  # fmt: skip
    assert sorted(guide().skills.as_written - known) == []

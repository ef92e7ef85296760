"""Scripts and rubrics, shipped ones and a user's own."""

import re

import pytest

from greenroom import content
from greenroom.content import library
from greenroom.content.check import check
from greenroom.errors import ContentError
from greenroom.paths import Paths

RUBRIC = """
id: tiny
title: Tiny
about: As small as a rubric gets.
elements:
  claim: &no_alias_needed
    title: Claim
    what: What is claimed.
    why: It is what was asked.
    weak: Perhaps.
    strong: It is so.
    probe: [What is it then?]
    advice: Say it.
    next_sentence: It is [what].
  reason:
    {title: R, what: w, why: w, weak: w, strong: s, probe: [Why?], advice: a, next_sentence: n}
order:
  claim_first: {first: claim, before: reason, advice: Say it first.}
levels: {1: a, 2: b, 3: c, 4: d, 5: e}
"""

SCRIPT = """
id: mine
title: Mine
about: My own questions.
welcome: Hello.
closing: Goodbye.
questions:
  - id: first-of-mine
    ask: What have you made?
    rubric: tiny
    tests: Whether anything was made.
    target_seconds: 60
    probes:
      - element: claim
        ask: What was it?
    strong: Says what.
    weak: Says nothing.
  - id: second-of-mine
    ask: Why did you make it?
    rubric: tiny
    tests: Whether there was a reason.
    level: senior
    strong: Says why.
    weak: Says nothing.
"""


@pytest.fixture
def paths(tmp_path, monkeypatch):
    """A home with one rubric and one script, and nothing shipped."""
    monkeypatch.setattr(library, "shipped", lambda name: tmp_path / "shipped" / name)
    monkeypatch.setattr("greenroom.content.check.guide_problems", lambda _: ())
    for folder in ("shipped/rubrics", "shipped/interview_scripts", "rubrics", "interview_scripts"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "shipped/interview_scripts/topics.yaml").write_text(
        "making: {title: Making, topics: {made-things: Things one has made}}\n"
    )
    (tmp_path / "rubrics" / "tiny.yaml").write_text(RUBRIC.replace("&no_alias_needed", ""))
    (tmp_path / "interview_scripts" / "mine.yaml").write_text(SCRIPT)
    return Paths.under(tmp_path)


def _script(paths, text, name="mine.yaml"):
    (paths.data / "interview_scripts" / name).write_text(text)


def _said(paths):
    with pytest.raises(ContentError) as caught:
        content.load_script("mine", paths)
    return caught.value.sentence


def test_a_script_and_its_rubric(paths):
    script = content.load_script("mine", paths)
    assert [question.target_seconds for question in script.questions] == [60, 120]
    assert script.questions[0].probes[0].element == "claim"
    rubric = content.load_rubric("tiny", paths)
    assert rubric.levels[5] == "e"
    assert rubric.elements["reason"].weight == 1.0
    assert check(paths) == []


def test_an_own_file_hides_the_shipped_one_of_the_same_id(paths):
    shipped = paths.data / "shipped" / "interview_scripts" / "mine.yaml"
    shipped.write_text(SCRIPT.replace("title: Mine", "title: Shipped"))
    assert content.load_script("mine", paths).title == "Mine"
    assert list(content.load_scripts(paths)) == ["mine"]
    assert check(paths) == []


def test_the_topics_are_no_script(paths):
    _script(paths, "anything: else\n", "topics.yaml")
    assert list(content.load_scripts(paths)) == ["mine"]


def test_a_file_ending_in_yml_is_a_script_too(paths):
    _script(paths, SCRIPT.replace("mine", "other"), "other.yml")
    assert content.load_script("other", paths).id == "other"


def test_a_question_is_found_by_its_id(paths):
    assert content.find_question("second-of-mine", paths).level == "senior"
    with pytest.raises(ContentError, match=r"did you mean 'first-of-mine'\?"):
        content.find_question("frist-of-mine", paths)


def test_unknown_rubrics_and_scripts_are_answered_with_the_nearest(paths):
    with pytest.raises(ContentError, match=r"no rubric 'tinny'; did you mean 'tiny'\?"):
        content.load_rubric("tinny", paths)
    with pytest.raises(ContentError, match=r"no script 'xylophone'; there is 'mine'\."):
        content.load_script("xylophone", paths)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    ask: Why",
            "    aks: Why",
            "line 19, question 'second-of-mine': unknown key 'aks'; did you mean 'ask'?",
        ),
        ("welcome: Hello.\n", "", "line 1: 'welcome' is missing."),
        ("    weak: Says nothing.\n", "", "question 'first-of-mine': 'weak' is missing."),
        (
            "level: senior",
            "level: seniour",
            "line 22, question 'second-of-mine': 'level' must be 'entry', 'mid' or "
            "'senior', not 'seniour'; did you mean 'senior'?",
        ),
        (
            "target_seconds: 60",
            "target_seconds: sixty",
            "line 12, question 'first-of-mine': 'target_seconds' must be a whole number, "
            "not 'sixty'.",
        ),
        ("target_seconds: 60", "target_seconds: 5", "'target_seconds' must be at least 15, not 5."),
        (
            "id: second-of-mine",
            "id: Second one",
            "'id' may hold only small letters, digits and single hyphens, not 'Second one'.",
        ),
        ("title: Mine", "title:", "line 3: 'title' must be one text (it is empty)."),
        ("title: Mine", "title: [Mine]", "line 3: 'title' must be one text, not a list."),
        (
            "      - element: claim\n        ask: What was it?\n",
            "      element: claim\n",
            "question 'first-of-mine': 'probes' must be a list: lines that begin with '- "
            "', not a block of keys.",
        ),
        (
            "        ask: What was it?\n",
            "        aks: What was it?\n",
            "line 15, question 'first-of-mine', probe 1: unknown key 'aks'; did you mean 'ask'?",
        ),
        (
            "      - element: claim\n        ask: What was it?\n",
            "      - What was it?\n",
            "line 14, question 'first-of-mine', probe 1: entry 1 of 'probes' must be a "
            "block of keys, indented below it, not 'What was it?'.",
        ),
        (
            "id: mine",
            "id: yours",
            "line 2: its id is 'yours', its file is named 'mine'; they must be the same.",
        ),
        (
            "rubric: tiny",
            "rubric: tinny",
            "line 10, question 'first-of-mine': unknown rubric 'tinny'; did you mean 'tiny'?",
        ),
        (
            "element: claim",
            "element: claims",
            "line 14, question 'first-of-mine', probe 1: the rubric 'tiny' has no element "
            "'claims'; did you mean 'claim'?",
        ),
        (
            "What was it?",
            "And " + "so on and " * 10 + "on?",
            "line 15, question 'first-of-mine', probe 1: the probe has 32 words; at most "
            "30 can be followed by ear.",
        ),
        (
            "closing: Goodbye.",
            "closing: Goodbye.\ndraws: {mien: 2}",
            "line 7, draw 'mien': unknown script 'mien'; did you mean 'mine'?",
        ),
        (
            "closing: Goodbye.",
            "closing: Goodbye.\ndraws: {mine: many}",
            "line 7, draw 'mine': 'mine' must be a whole number, not 'many'.",
        ),
    ],
)
def test_each_mistake_is_named_with_line_entry_and_nearest_word(paths, old, new, said):
    assert old in SCRIPT
    _script(paths, SCRIPT.replace(old, new, 1))
    sentence = _said(paths)
    assert sentence.startswith("interview_scripts/mine.yaml")
    assert said in sentence
    assert sentence in [problem.sentence for problem in check(paths)]
    assert not re.search(r"pydantic|validation|input_type|\bstr\b", sentence)


def test_a_misspelled_key_is_one_mistake_and_not_two(paths):
    _script(paths, SCRIPT.replace("welcome:", "wellcome:"))
    assert len(check(paths)) == 1


def test_all_mistakes_of_a_file_come_in_its_order(paths):
    text = SCRIPT.replace("welcome: Hello.\n", "").replace("level: senior", "level: boss")
    _script(paths, text.replace("ask: What was it?", "aks: What was it?"))
    lines = [problem.line for problem in check(paths)]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_script_that_asks_nothing(paths):
    _script(paths, SCRIPT[: SCRIPT.index("questions:")])
    assert "has neither 'questions' nor 'draws'" in _said(paths)


def test_one_unusable_script_does_not_hide_the_others(paths):
    _script(paths, "", "empty.yaml")
    scripts, errors = content.survey(paths)
    assert list(scripts) == ["mine"]
    assert [error.sentence for error in errors] == ["interview_scripts/empty.yaml: is empty."]
    with pytest.raises(ContentError, match="is empty"):
        content.load_scripts(paths)


def test_check_finds_a_question_id_that_is_used_twice(paths):
    other = SCRIPT.replace("id: mine", "id: other").replace("first-of-mine", "first-of-other")
    _script(paths, other, "other.yaml")
    sentences = [problem.sentence for problem in check(paths)]
    assert sentences == [
        "interview_scripts/other.yaml, line 18, question 'second-of-mine': "
        "the id 'second-of-mine' is already used in mine.yaml."
    ]


def test_check_finds_a_topic_that_does_not_exist(paths):
    served = "    weak: Says nothing.\n    serves: [made-things, made-thinks]\n"
    _script(paths, SCRIPT.replace("    weak: Says nothing.\n", served, 1))
    assert [problem.sentence for problem in check(paths)] == [
        "interview_scripts/mine.yaml, line 18, question 'first-of-mine': "
        "unknown topic 'made-thinks'; did you mean 'made-things'?"
    ]


def test_check_finds_draws_that_a_script_cannot_give(paths):
    mixed = SCRIPT[: SCRIPT.index("questions:")].replace("id: mine", "id: mixed")
    _script(paths, f"{mixed}draws:\n  mine: 3\n", "mixed.yaml")
    assert [problem.sentence for problem in check(paths)] == [
        "interview_scripts/mixed.yaml, line 8, draw 'mine': "
        "'mine' has 2 questions of its own; 3 cannot be drawn."
    ]


def test_scripts_for_a_mixed_round(paths):
    mixed = SCRIPT[: SCRIPT.index("questions:")].replace("id: mine", "id: mixed")
    _script(paths, f"{mixed}draws:\n  mine: 2\n", "mixed.yaml")
    script = content.load_script("mixed", paths)
    assert list(content.scripts_for(script, paths)) == ["mine"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "before: reason",
            "before: raeson",
            "order rule 'claim_first': there is no element 'raeson'; did you mean 'reason'?",
        ),
        ("5: e", "6: e", "'levels' must have the keys 1, 2, 3, 4 and 5."),
        (
            "    advice: Say it.\n",
            "    advice: Say it.\n    builds_on: [reasn]\n",
            "element 'claim': there is no element 'reasn'; did you mean 'reason'?",
        ),
        ("    advice: Say it.\n", "", "element 'claim': 'advice' is missing."),
        (
            "    advice: Say it.\n",
            "    advise: Say it.\n",
            "element 'claim': unknown key 'advise'; did you mean 'advice'?",
        ),
        ("probe: [What is it then?]", "probe: What?", "element 'claim': 'probe' must be a list"),
        (
            "&no_alias_needed",
            "\n    weight: heavy",
            "element 'claim': 'weight' must be a number, not 'heavy'.",
        ),
        ("levels: {1", "levels: {one", "level 'one': 'one' must be a whole number"),
    ],
)
def test_mistakes_in_a_rubric(paths, old, new, said):
    assert old in RUBRIC
    text = RUBRIC.replace(old, new).replace("&no_alias_needed", "")
    (paths.data / "rubrics" / "tiny.yaml").write_text(text)
    sentences = [problem.sentence for problem in check(paths)]
    assert any("rubrics/tiny.yaml" in one and said in one for one in sentences), sentences

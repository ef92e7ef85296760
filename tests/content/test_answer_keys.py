"""Answer keys: what a writer may leave out, what the check finds, and what a program reads."""

from copy import deepcopy

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from greenroom.content import answer_keys, library, yaml_text
from greenroom.content.answer_keys import AnswerKeyLibrary, load_answer_keys
from greenroom.content.check import check
from greenroom.errors import ContentError
from greenroom.interview.answer_key import NO_KEY, AnswerKeys
from greenroom.paths import Paths
from tests.content.test_content_loading import RUBRIC, SCRIPT

KEYS = """
id: mine
keys:
  first-of-mine:
    expects: [claim]
    key_points:
      - id: a-chair
        point: It was a chair.
        wordings: [I made a chair.]
        ask: Did you say that it was a chair?
    false_claims:
      - id: chairs-fly
        claim: A chair flies.
        truth: A chair stands.
        reason: It has legs and no wings.
        ask: What has a chair in place of wings?
        wordings: [My chair flies., The chair took off.]
        twins: [My chair stands., The chair stayed put.]
    deeper: ["What would you make it of today?"]
"""


@pytest.fixture
def paths(tmp_path, monkeypatch):
    """A home with one rubric, one script and its keys, and nothing shipped."""
    monkeypatch.setattr(library, "shipped", lambda name: tmp_path / "shipped" / name)
    monkeypatch.setattr("greenroom.content.check.guide_problems", lambda _: ())
    for folder in ("shipped/rubrics", "shipped/interview_scripts", "rubrics"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "interview_scripts" / "answer_keys").mkdir(parents=True)
    (tmp_path / "shipped/interview_scripts/topics.yaml").write_text(
        "making: {title: Making, topics: {made-things: Things one has made}}\n"
    )
    (tmp_path / "rubrics" / "tiny.yaml").write_text(RUBRIC.replace("&no_alias_needed", ""))
    (tmp_path / "interview_scripts" / "mine.yaml").write_text(SCRIPT)
    _write(tmp_path, KEYS)
    return Paths.under(tmp_path)


def _write(home, text, name="mine.yaml"):
    (home / "interview_scripts" / "answer_keys" / name).write_text(text)


def test_a_key_and_the_empty_one_of_a_question_without(paths):
    key = load_answer_keys("mine", paths)["first-of-mine"]
    assert key.expects == ("claim",)
    assert key.key_points[0].wordings == ("I made a chair.",)
    assert key.false_claims[0].twins[1] == "The chair stayed put."
    keys = AnswerKeyLibrary(paths)
    assert keys.key("first-of-mine") == key
    assert keys.key("second-of-mine") == NO_KEY
    assert keys.key("") == NO_KEY
    assert check(paths) == []


def test_a_script_needs_no_keys_and_a_key_no_more_than_one_entry(paths):
    _write(paths.data, 'id: mine\nkeys:\n  first-of-mine:\n    deeper: ["And why?"]\n')
    assert check(paths) == []
    (paths.data / "interview_scripts" / "answer_keys" / "mine.yaml").unlink()
    assert load_answer_keys("mine", paths) == {}
    assert check(paths) == []


def test_keys_belong_to_the_script_beside_them(paths):
    """A user's own script that hides a shipped one isn't judged by the shipped one's keys."""
    shipped = paths.data / "shipped" / "interview_scripts"
    (shipped / "mine.yaml").write_text(SCRIPT.replace("first-of-mine", "shipped-first"))
    (shipped / "answer_keys").mkdir()
    (shipped / "answer_keys" / "mine.yaml").write_text(
        KEYS.replace("first-of-mine", "shipped-first")
    )
    assert list(load_answer_keys("mine", paths)) == ["first-of-mine"]
    assert AnswerKeyLibrary(paths).key("shipped-first") == NO_KEY
    assert check(paths) == []


def test_a_file_of_keys_that_is_off_stands_in_nobodys_way(paths):
    _write(paths.data, KEYS.replace("point:", "pint:"))
    assert AnswerKeyLibrary(paths).key("first-of-mine") == NO_KEY
    with pytest.raises(ContentError, match="did you mean 'point'"):
        load_answer_keys("mine", paths)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "        point: It",
            "        pont: It",
            "answer_keys/mine.yaml, line 8, answer key 'first-of-mine', key point 'a-chair': "
            "unknown key 'pont'; did you mean 'point'?",
        ),
        (
            "  first-of-mine:",
            "  frist-of-mine:",
            "line 4, answer key 'frist-of-mine': the script 'mine' has no question "
            "'frist-of-mine'; did you mean 'first-of-mine'?",
        ),
        (
            "[claim]",
            "[clam, claim]",
            "line 5, answer key 'first-of-mine': the rubric 'tiny' has no element 'clam'; "
            "did you mean 'claim'?",
        ),
        (
            "[claim]",
            "[reason]",
            "line 5, answer key 'first-of-mine': a probe of the question goes for 'claim', "
            "which is not expected.",
        ),
        (
            "[My chair stands., The chair stayed put.]",
            "[My chair stands., It stayed put., It stood.]",
            "line 18, answer key 'first-of-mine', false claim 'chairs-fly': "
            "2 'wordings' and 3 'twins'; each wording needs its twin.",
        ),
        ("[My chair flies., The chair took off.]", "[It flies.]", "at least 2 entries, not 1."),
        ("What would you make it of today?", "Tell me.", "must end with a question mark."),
        (
            "What has a chair in place of wings?",
            f"{'And then ' * 16}what?",
            "the question has 33 words; at most 30 can be followed by ear.",
        ),
        (
            "It was a chair.",
            "x" * 241,
            "'point' has 241 letters; at most 240 are read at a glance.",
        ),
        ("a-chair", "A chair", "may hold only small letters, digits and single hyphens"),
        ("id: mine", "id: yours", "its id is 'yours', its file is named 'mine'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(paths, old, new, said):
    assert old in KEYS
    _write(paths.data, KEYS.replace(old, new, 1))
    sentences = [problem.sentence for problem in check(paths)]
    assert len(sentences) == 1, sentences
    assert said in sentences[0]


def test_an_id_that_is_there_twice(paths):
    points = yaml.safe_load(KEYS)
    key = points["keys"]["first-of-mine"]
    for name in ("key_points", "false_claims"):
        key[name] += deepcopy(key[name])
    _write(paths.data, yaml.safe_dump(points))
    sentences = " ".join(problem.sentence for problem in check(paths))
    assert "the id 'a-chair' is there twice" in sentences
    assert "the id 'chairs-fly' is there twice" in sentences


def test_keys_without_their_script(paths):
    _write(paths.data, KEYS.replace("id: mine", "id: mien"), "mien.yaml")
    (problem,) = check(paths)
    assert "there is no script 'mien' beside it; did you mean 'mine'?" in problem.sentence


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1)
NAME = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)


@given(
    st.dictionaries(
        NAME,
        st.fixed_dictionaries(
            {},
            optional={
                "expects": st.lists(TEXT, max_size=3),
                "key_points": st.lists(
                    st.fixed_dictionaries(
                        {
                            "id": NAME,
                            "point": TEXT,
                            "wordings": st.lists(TEXT, min_size=1, max_size=4),
                            "ask": TEXT,
                        }
                    ),
                    max_size=6,
                ),
                "deeper": st.lists(TEXT, max_size=4),
            },
        ),
        max_size=3,
    )
)
def test_what_is_written_is_what_is_read(tmp_path_factory, keys):
    file = tmp_path_factory.mktemp("keys") / "mine.yaml"
    file.write_text(yaml.safe_dump({"id": "mine", "keys": keys}, allow_unicode=True), "utf-8")
    read, problems = library.validated(yaml_text.read(file), AnswerKeys)
    assert problems == []
    assert read is not None
    dumped = read.model_dump(mode="json", exclude_unset=True)["keys"]
    assert dumped == keys


def test_only_a_file_that_names_the_question_is_parsed(paths, monkeypatch):
    read = []
    model = library.model
    monkeypatch.setattr(
        answer_keys.library, "model", lambda file, kind: read.append(file) or model(file, kind)
    )
    keys = AnswerKeyLibrary(paths)
    keys.key("second-of-mine")
    assert read == []
    keys.key("first-of-mine")
    keys.key("first-of-mine")
    assert len(read) == 1

"""Résumés of six shapes: what is claimed is asked about, who somebody is stays unsaid."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.follow_up.answer_facts import Memory
from greenroom.follow_up.choice import choose_follow_up
from greenroom.interview.plan import PLAIN
from greenroom.language.phrases import word_count
from greenroom.resume.resume import read_resume
from interview.answers import rubrics, said
from resume.resumes import ADVERT, RESUMES, Written, guide, prepared, spoken


def plain(text: str) -> str:
    """Small letters, one space between words, no marks of bullets or Markdown."""
    return " ".join(re.sub(r"[•*#]|^\s*-", " ", text.lower(), flags=re.MULTILINE).split())


@pytest.mark.parametrize("written", RESUMES.values(), ids=RESUMES)
@pytest.mark.parametrize("advert", ["", ADVERT], ids=["alone", "with advert"])
def test_nothing_personal_is_said(written: Written, advert: str):
    said = spoken(prepared(written.text, advert)).lower()
    assert [one for one in written.personal if re.search(rf"\b{re.escape(one)}", said)] == []


@pytest.mark.parametrize("written", RESUMES.values(), ids=RESUMES)
def test_what_is_claimed_is_asked_about(written: Written):
    said = spoken(prepared(written.text)).lower()
    assert [one for one in written.taken_up if one.lower() not in said] == []


@pytest.mark.parametrize("name", [name for name in RESUMES if name != "columns"])
def test_quotes_are_the_words_of_the_resume(name: str):
    text = plain(RESUMES[name].text)
    claims = prepared(RESUMES[name].text).claims.values()
    assert [one for one in claims if plain(one) not in text] == []


@pytest.mark.parametrize("written", RESUMES.values(), ids=RESUMES)
def test_questions_can_be_heard_in_one_breath_and_do_not_sound_alike(written: Written):
    asks = [question.ask for question in prepared(written.text, ADVERT).script.questions]
    assert len(asks) >= 9
    assert max(map(word_count, asks)) <= 32
    assert all(ask.endswith((".", "?")) and ask[0].isupper() for ask in asks)
    openings = [" ".join(ask.split()[:4]) for ask in asks]
    assert max(map(openings.count, openings)) <= 4
    assert all(first != second for first, second in pairwise(openings))
    tails = [ask.split(". ", 1)[-1] for ask in asks]
    assert max(map(tails.count, tails)) <= 2


def test_an_interview_begins_with_a_project_and_mixes_its_matters():
    kinds = [one.tags[1] for one in prepared(RESUMES["senior"].text, ADVERT).script.questions]
    assert kinds[:6] == ["project", "skill", "figure", "gap", "skill", "people"]
    assert len({question.id for question in prepared(RESUMES["senior"].text).script.questions}) == (
        len(prepared(RESUMES["senior"].text).script.questions)
    )


def test_a_question_on_the_same_claim_has_the_same_id_in_another_resume():
    senior = {one.id for one in prepared(RESUMES["senior"].text).script.questions}
    longer = RESUMES["senior"].text.replace(
        "## Publications", "- Built a bot for pensions\n## Papers"
    )
    assert len(senior & {one.id for one in prepared(longer).script.questions}) >= len(senior) - 4


def test_lines_in_another_language_are_not_read_aloud_but_skills_are_asked_about():
    made = prepared(RESUMES["german"].text)
    assert made.resume.claims == ()
    assert {question.tags[1] for question in made.script.questions} == {"skill"}


def test_skills_that_were_used_come_before_those_that_are_listed():
    asked = [one.ask for one in prepared(RESUMES["student"].text).script.questions
             if one.tags[1] == "skill"]  # fmt: skip
    places = [next(n for n, ask in enumerate(asked) if skill in ask)
              for skill in ("PyTorch", "FAISS", "SQL")]  # fmt: skip
    assert places == sorted(places)


def test_a_follow_up_goes_for_a_claim_that_was_not_shown():
    made = prepared(RESUMES["senior"].text)
    (first, *_) = made.script.questions
    memory = Memory(claims=made.not_asked([first]), again=False)
    whole = [f"[{name}] A sentence about it." for name in rubrics()[first.rubric].elements]
    chosen = choose_follow_up(said(first, *whole), rubrics()[first.rubric], memory, PLAIN)
    assert chosen
    assert chosen[0].kind == "claim"
    assert any(f'"{claim}"' in chosen[0].text for claim in memory.claims)
    assert first.ask not in " ".join(memory.claims)


@given(st.text(max_size=400))
def test_any_text_is_read(text: str):
    made = prepared(text, text)
    assert len(made.script.questions) <= 24


@given(st.lists(st.sampled_from(
    ["Experience", "- Built a model in PyTorch for 3 banks", "• ", "Skills:", "SQL", "\t\t", "cut",
     "  by 40%", "I led a team of five", "# Projects", "a@b.co", "…", "Expert in RAG", "(", '"',
     "E X P E R I E N C E", "Publications", "A. Bee. On the aging of models in banks. 2020",
     "%", "reducing", "which", "12", "x   y", "-", "Thesis: Graphs in the wild and what they say"]
), max_size=40), st.sampled_from(["\n", " ", "\n\n", "   "]))  # fmt: skip
def test_pieces_of_resumes_in_any_order_make_questions_that_can_be_asked(
    pieces: list[str], between: str
):
    for question in prepared(between.join(pieces), between.join(reversed(pieces))).script.questions:
        assert word_count(question.ask) <= 34
        assert "{" not in question.ask
        assert "a@b" not in question.ask


@pytest.mark.slow
def test_reading_takes_no_time_even_where_a_text_is_odd():
    for odd in ("a " * 30_000, "(" * 60_000, "Built " * 10_000, "- Led a team, " * 4000,
                "from 1 to 2 " * 5000, "\u200b" * 60_000, "1" * 60_000, "a@" * 30_000,
                "x-\n" * 20_000, "\n" * 60_000, ("Cut by 4%; " * 12 + "\n") * 100):  # fmt: skip
        assert read_resume(odd, guide()).skills == ()

"""Sections, paragraphs, columns, claims, names and adverts, each by itself."""

import pytest

from greenroom.resume.advert import read_advert
from greenroom.resume.claim_quotes import clause_around, cut_short
from greenroom.resume.columns import in_reading_order
from greenroom.resume.paragraphs import paragraphs
from greenroom.resume.personal import is_private, names_in
from greenroom.resume.resume import read_resume
from greenroom.resume.sections import heading_reader, sections
from resume.resumes import ADVERT, COLUMNS, guide

CUTS = guide().reading.cuts


def never(_: str) -> bool:
    return False


def texts(text: str) -> list[str]:
    return [one.text for one in paragraphs(text, never)]


def test_a_bullet_goes_on_in_the_next_line():
    assert texts("• Built a model\n  for three banks\n• Led a team") == [
        "Built a model for three banks", "Led a team",
    ]  # fmt: skip
    assert texts("- Deployed a service on top of\nPyTorch and Ray") == [
        "Deployed a service on top of PyTorch and Ray"
    ]


def test_a_bullet_may_stand_alone_in_its_line():
    assert texts("•\nBuilt a model\n\uf0b7\nLed a team") == ["Built a model", "Led a team"]


def test_a_word_divided_at_the_end_of_a_line_is_whole_again():
    assert texts("- Fine-tuned trans-\nformers for cross-\nlingual search") == [
        "Fine-tuned transformers for cross-lingual search"
    ]


def test_lines_that_begin_anew_stay_apart():
    assert texts("ML Engineer, Acme\nBuilt a model") == ["ML Engineer, Acme", "Built a model"]


def test_marks_of_markdown_go():
    assert texts("## **Skills**\n* [PyTorch](http://x.y) and `SQL`\n-----") == [
        "Skills", "PyTorch and SQL",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("WORK EXPERIENCE", "experience"), ("Professional Experience:", "experience"),
        ("Experience (2015–2024)", "experience"), ("Berufserfahrung", "experience"),
        ("Technical skills", "skills"), ("Publications", "publications"),
        ("Langues", "languages"), ("Loisirs", "other"),
        ("Experience with Kafka and Spark", ""), ("Projects that nobody wanted to do anymore", ""),
        ("Skills, of a kind,", ""), ("", ""), ("—", ""),
    ],
)  # fmt: skip
def test_headings(line: str, kind: str):
    assert heading_reader(guide().reading.sections)(line) == kind


def test_letters_set_apart_are_a_heading():
    found = sections("E X P E R I E N C E\nBuilt a model", guide().reading.sections)
    assert [part.kind for part in found] == ["experience"]


def test_a_heading_and_its_text_in_one_line():
    (head, skills) = sections("Jane\nSkills: Python, SQL", guide().reading.sections)
    assert (head.kind, skills.kind) == ("head", "skills")
    assert skills.paragraphs[0].text == "Python, SQL"


def test_languages_among_skills_are_those_of_machines():
    text = "Skills\nLanguages: Python, SQL\nCloud: AWS\n\nLanguages\nFrench, Rust"
    listed = [one.mention.text for one in read_resume(text, guide()).skills]
    assert listed == ["Python", "SQL", "AWS", "Rust"]


def test_without_capitals_a_small_letter_begins_a_line():
    text = (
        "jane\n- ran thirty tests across three continents of the earth\nml engineer, acme\n- cut it"
    )
    assert texts(text)[1:3] == [
        "ran thirty tests across three continents of the earth", "ml engineer, acme",
    ]  # fmt: skip


def test_two_columns_are_read_one_after_the_other():
    lines = in_reading_order(COLUMNS.text.split("\n"))
    assert lines.index("LANGUAGES") < lines.index("EXPERIENCE")
    assert "• Deployed a computer vision model on 60 loading docks" in lines


def test_dates_on_the_right_are_no_column():
    text = "\n".join(
        f"Engineer at Acme {n}      201{n} – 201{n + 1}\n- Built a thing" for n in range(6)
    )
    assert in_reading_order(text.split("\n"))[:3] == [
        "Engineer at Acme 0", "2010 – 2011", "- Built a thing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Built a churn model", "Built a churn model"),
        ("Designed an evaluation suite for RAG answers, which found 300 wrong policies",
         "Designed an evaluation suite for RAG answers"),
        ("Developed a model in XGBoost that predicts which beds will be free tomorrow night",
         "Developed a model in XGBoost"),
        ("Rewrote the ingestion service in Rust with two colleagues from the platform team in Oslo",
         "Rewrote the ingestion service in Rust with two colleagues"),
        ("Did it", ""), ("Wrote <b>bold</b> things", ""), ('Named the "thing" first', ""),
        ("Verylongunbrokenclause " * 20, ""), ("", ""),
    ],
)  # fmt: skip
def test_a_claim_is_cut_where_a_clause_ends(text: str, short: str):
    assert cut_short(text, CUTS) == short


def test_a_figure_stays_whole():
    text = "Cut inference latency by 40% by moving three models from CPU to TensorRT last winter"
    assert cut_short(text, CUTS, keep="40%") == "Cut inference latency by 40%"
    long = (
        "Rebuilt the whole of the ranking service for our hotels, improving bookings by 3.2% in May"
    )
    assert clause_around(long, "3.2%", CUTS) == "improving bookings by 3.2% in May"


def test_a_clause_begins_with_what_was_done_rather_than_with_a_participle():
    text = "A platform for scooters, reducing unplanned downtime by 27%"
    assert clause_around(text, "27%", CUTS) == "reducing unplanned downtime by 27%"
    assert clause_around("Since May it increased bookings by 3%", "3%", CUTS) == (
        "increased bookings by 3%"
    )


def claims(text: str) -> list[tuple[str, str]]:
    found = read_resume(f"Experience\n{text}", guide()).claims
    return [(claim.kind, claim.quote) for claim in found]


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("- Built a fraud model for card payments",
         ("project", "built a fraud model for card payments")),
        ("- Halved the training time of our ranker",
         ("figure", "Halved the training time of our ranker")),
        ("- Led a team of five engineers", ("people", "led a team of five engineers")),
        ("- I have advanced knowledge; expert in NLP", ("level", "expert in NLP")),
        ("- AWS migration, saving $40k a year on GPUs", ("figure", "saving $40k a year on GPUs")),
        ("- ETL jobs rewritten, serving 2 million users of the app",
         ("figure", "serving 2 million users of the app")),
        ("- We built our own feature store for pricing",
         ("project", "built our own feature store for pricing")),
    ],
)  # fmt: skip
def test_kinds_of_claims(line: str, claim: tuple[str, str]):
    assert [claim] == [one for one in claims(line) if one[0] == claim[0]]


@pytest.mark.parametrize(
    "line",
    [
        "- Advanced knowledge of everything there is",
        "- Responsible for many things",
        "- Python 3.11, PyTorch 2.4, CUDA 12",
        "- Reported to Margaret Hollis in London",
        "- Built a bridge with Margaret Hollis",
        "- Wrote to jane@example.org about models",
        "- Managed two children: Tim and Tom at home",
        "- 2015 – 2021",
    ],
)
def test_no_claims(line: str):
    assert claims(line) == []


def test_a_skill_used_with_others_is_no_person():
    assert claims("- Automated reports with Power BI and Hugging Face") != []


READING = guide().reading


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (["Jane van der Berg, PhD"], {"Jane", "Berg"}),
        (["CURRICULUM VITAE", "JANE DOE | Data Scientist"], {"JANE", "DOE"}),
        (["Senior ML Engineer", "Julia Roberts"], {"Julia", "Roberts"}),
        (["Nurse turned analyst", "Name: tomasz bray"], {"Tomasz", "Bray"}),
        (["I build things for banks since 2010"], set[str]()),
    ],
)
def test_names_at_the_top(head: list[str], names: set[str]):
    assert names <= names_in(head, "", READING, never)


def test_names_in_addresses_but_no_skills():
    text = "python.lindqvist@example.org github.com/amara-dev"
    found = names_in([], text, READING, lambda word: word == "Python")
    assert {"Lindqvist", "Amara"} <= found
    assert "Python" not in found


@pytest.mark.parametrize(
    "text",
    [
        "I am 34 years old", "Age: 34", "born in 1990", "married", "Marital status: single",
        "two children", "Nationality: Swedish", "visa status: H1B", "maternity leave in 2019",
        "12 Orchard Lane", "LS6 3HN", "34117 Kassel", "Lindenstraße 7", "verheiratet",
        "nacionalidad", "célibataire", "call +44 7700 900123", "grant@example.org", "he/him",
        "www.example.org", "member of the Catholic church", "Gender: female", "salary of 90k",
    ],
)  # fmt: skip
def test_what_is_personal(text: str):
    assert is_private(READING, frozenset(), never)(text)


@pytest.mark.parametrize(
    "text",
    ["cut latency by 40%", "built an age estimation model", "led a team of six",
     "served 2 million users", "reduced cost from 11 to 4 cents", "trained on 40 GPUs in 2023",
     "wrote it in Python 3"],
)  # fmt: skip
def test_what_was_done_is_not_personal(text: str):
    assert not is_private(READING, frozenset({"Grant"}), never)(text)


def test_an_advert_tells_needs_from_wishes_and_leaves_out_what_is_on_offer():
    found = {one.mention.text: one.must for one in read_advert(ADVERT, guide())}
    assert found == {
        "RAG systems": True, "LangSmith": True, "Python": True, "SQL": True, "PyTorch": True,
        "Kubernetes": True, "Prometheus": True, "communication skills": True, "Terraform": False,
        "Rust": False, "Reinforcement learning": False,
    }  # fmt: skip


def test_an_advert_without_headings():
    text = "We look for somebody who knows PyTorch. Experience with Kafka is a plus."
    assert {one.mention.text: one.must for one in read_advert(text, guide())} == {
        "PyTorch": True, "Kafka": False,
    }  # fmt: skip

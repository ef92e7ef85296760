"""Rules of the structure engine on numbers chosen by hand, without the trained parts."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.errors import ContentError
from greenroom.speech.numerals import spelled
from greenroom.speech.span import Span
from greenroom.structure.detection import detect
from greenroom.structure.elements import Sentence, order_of
from greenroom.structure.rubric import Rubric, fitting
from greenroom.structure.text_normalization import plain
from training.structure.accuracy import Count, count, figures, spearman
from training.structure.detector_training import BEGIN, END, held_back, read_rubrics, renewed
from training.structure.labeled_answers import AnswerBand, LabeledAnswer, read


def element(weight: float) -> dict[str, object]:
    words = dict.fromkeys(("what", "why", "weak", "strong", "advice", "next_sentence"), "-")
    return {"title": f"Part of {weight:g}", "probe": ["?"], "weight": weight, **words}


RUBRIC = Rubric.model_validate({
    "id": "r",
    "title": "-",
    "about": "-",
    "elements": {"first": element(2), "then": element(1), "neutral": element(0)},
    "order": {"first_first": {"first": "first", "before": "then", "advice": "-"}},
    "levels": {1: "-"},
})  # fmt: skip
TEXTS = ("one two three four five", "six seven eight nine ten", "eleven twelve thirteen again now")


def judged(first: list[float], then: list[float], neutral=(0.0, 0.0, 0.0)):
    sentences = [Sentence(n, text, Span(n, n + 1)) for n, text in enumerate(TEXTS)]
    told = {"first": first, "then": then, "neutral": neutral}
    sure = {name: np.array(values, np.float32) for name, values in told.items()}
    return detect(sentences, sure, RUBRIC)


def test_what_is_sure_enough_is_found_with_its_quote():
    structure = judged([0.9, 0.2, 0.5], [0.1, 0.49, 0.2])
    assert [one.element for one in structure.found] == ["first"]
    assert [one.quote for one in structure.found[0].evidence] == [TEXTS[0], TEXTS[2]]
    assert structure.missing == ("then",)


def test_the_score_is_its_derivation_and_a_neutral_element_counts_nothing():
    structure = judged([0.9, 0, 0], [0, 0, 0], [0, 0.9, 0])
    points, of = (
        sum(getattr(part, name) for part in structure.derivation) for name in ("points", "of")
    )
    assert structure.score == round(100 * points / of, 1)
    assert of == 3 + 3 / 4
    assert points == 2 + 3 / 4 * 2 / 3  # two of three sentences do something


@pytest.mark.parametrize(
    ("first", "then", "verdict"),
    [
        ([0.9, 0, 0], [0, 0, 0.9], "yes"),
        ([0, 0, 0.9], [0.9, 0, 0], "no"),
        ([0.9, 0, 0], [0, 0, 0.1], "n/a"),
        ([0, 0.9, 0], [0.55, 0, 0.98], "yes"),  # a doubtful mention before the sure one
        ([0, 0.9, 0], [0.9, 0, 0.98], "no"),
        ([0, 0.47, 0], [0, 0, 0.9], "yes"),  # nearly there, and its partner is
        ([0, 0.47, 0], [0, 0, 0.47], "n/a"),
    ],
)  # fmt: skip
def test_the_order_goes_by_the_first_sure_mention(first, then, verdict):
    assert judged(first, then).order == {"first_first": verdict}


def test_what_a_question_does_not_ask_for_is_not_missed():
    asked = RUBRIC.elements["then"].model_copy(update={"asked_by": ("data", "table")})
    rubric = RUBRIC.model_copy(update={"elements": {**RUBRIC.elements, "then": asked}})

    def weight(question: str) -> float:
        return fitting(rubric, question).elements["then"].weight

    assert weight("Reverse a linked list.") == 0
    assert weight("Clean these tables.") == weight("What is in the DATA set?") == weight("") == 1
    assert fitting(rubric, "Reverse a list.").elements["first"].weight == 2


@pytest.mark.parametrize(
    ("first", "before", "verdict"),
    [
        (0, 1, "yes"),
        (0, 0, "yes"),  # both in one sentence
        (1, 0, "no"),
        (None, 0, "n/a"),
        (0, None, "n/a"),
        (None, None, "n/a"),
    ],
)
def test_an_order_needs_both(first: int | None, before: int | None, verdict: str):
    assert order_of(first, before) == verdict


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Um, so I- I mean, we, uh, rolled it back.", "so we rolled it back"),
        ("we we we asked her", "we asked their"),
        ("It went down 11% to $20.", "it went down eleven percent to twenty dollars"),
        ("Mr. Okafor told his wife", "someone told their partner"),
        ("um, uh!", ""),
    ],
)
def test_how_it_was_said_is_taken_out(said: str, read: str):
    assert plain(said) == read


@given(st.integers(0, 10**9))
def test_figures_are_said_in_words(number: int):
    assert not any(letter.isdigit() for letter in spelled(f"{number} and {number:,}"))


@given(st.text(max_size=80))
def test_any_text_becomes_words_with_single_blanks(text: str):
    assert plain(text) == " ".join(plain(text).split())


ANSWER = """\
# star-001 | weak | Tell me about it.
[situation] In May.
[] It rained.
[result quantified] 4 of 9.
"""


def test_labeled_answers_are_read(tmp_path):
    file = tmp_path / "star.txt"
    file.write_text(f"{ANSWER}\n\n{ANSWER.replace('001', '002')}", encoding="utf-8")
    one, other = read(file)
    assert (one.id, other.id, one.rubric, one.band) == ("star-001", "star-002", "star", "weak")
    assert one.labels == (
        frozenset({"situation"}),
        frozenset(),
        frozenset({"result", "quantified"}),
    )
    assert one.elements == {"situation", "result", "quantified"}


def test_which_answers_are_kept_from_training_is_settled_for_ever(tmp_path):
    """By the id alone: figures of today and of a year ago are about the same answers."""
    file = tmp_path / "star.txt"
    numbered = [ANSWER.replace("001", f"{number:03}") for number in range(1, 31)]
    file.write_text("\n\n".join(numbered), encoding="utf-8")
    answers = read(file)
    kept = [place for place, answer in enumerate(answers, start=1) if held_back(answer)]
    assert kept == [4, 5, 9, 16, 24]
    reworded = [replace(answer, sentences=("It snowed.",) * 3) for answer in answers]
    assert [held_back(answer) for answer in reworded] == [held_back(it) for it in answers]


@pytest.mark.parametrize(
    ("was", "wrong", "told"),
    [
        ("| weak |", "| poor |", r"star\.txt, line 1: an answer begins with"),
        ("[] It", "It", r"star\.txt, line 3: a sentence begins with its labels"),
        (ANSWER[ANSWER.index("[") :], "", "has no sentences"),
    ],
)
def test_a_line_that_is_off_is_named(tmp_path, was: str, wrong: str, told: str):
    file = tmp_path / "star.txt"
    file.write_text(ANSWER.replace(was, wrong), encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        list(read(file))


def labeled(*labels: str, band: AnswerBand = "weak") -> LabeledAnswer:
    given_labels = tuple(frozenset(one.split()) for one in labels)
    return LabeledAnswer("r-1", "r", band, "?", TEXTS, given_labels)


def test_an_element_with_the_wrong_sentence_is_both_wrong_and_missed():
    structure = judged([0, 0.9, 0], [0, 0, 0.9])
    counts = count([(labeled("first", "", "then"), structure)])
    assert counts["r", "first"] == Count(0, 1, 1)
    assert counts["r", "then"] == Count(1, 0, 0)
    assert counts["r", "then"].f1 == 1


def test_figures_of_perfect_and_of_useless_findings():
    strong = labeled("first", "then", "", band="strong"), judged([0.9, 0, 0], [0, 0.9, 0])
    weak = labeled("", "", "", band="weak"), judged([0, 0, 0], [0, 0, 0])
    told = figures([strong, weak], {"r": RUBRIC})
    assert (told.micro, told.order, told.rank) == (1, 1, pytest.approx(1))
    missed = labeled("first", "then", ""), judged([0, 0, 0], [0, 0, 0])
    assert figures([missed], {"r": RUBRIC}).micro == 0


def test_ranks_are_averaged_over_ties():
    # ranks 4 2.5 2.5 1 against 4 3 1.5 1.5
    assert spearman([9, 5, 5, 1], [2, 1, 0, 0]) == pytest.approx(3.75 / 4.5)
    assert spearman([1, 1], [0, 2]) is None


def test_only_what_stands_between_the_marks_is_renewed():
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert renewed(page, "new") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    assert renewed(renewed(page, "x"), "new") == renewed(page, "new")


def test_the_page_of_rubrics_has_figures_for_every_trained_element():
    from greenroom.paths import shipped

    page = (shipped("rubrics") / "README.md").read_text("utf-8").partition(BEGIN)[2]
    for name, rubric in read_rubrics().items():
        if name not in ("delivery", "communication"):
            section = page.partition(f"(`{name}`)")[2].partition("###")[0]
            assert all(f"| `{one}` |" in section for one in rubric.elements), name

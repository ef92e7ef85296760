"""A rubric of one's own works without training, by its examples and cues."""

import pytest

from greenroom.content import load_rubric
from greenroom.paths import Paths
from greenroom.speech.span import Span
from greenroom.structure.elements import Sentence
from greenroom.structure.engine import analyze
from greenroom.structure.rubric import Rubric

OWN = """
id: hand-over
title: Handing over a shift
about: What a good hand-over of an on-call shift contains.
elements:
  open_incidents:
    title: Open incidents
    what: What is still broken.
    why: The next person has to go on with it.
    weak: It was a busy shift.
    strong: Two alerts are still open, the payment queue and the disk on node seven.
    cues: [still open]
    examples:
      - The import job has been failing since four and nobody has fixed it yet.
      - There's one incident left, customers in Spain can't log in.
    probe: [What is still broken?]
    advice: Name what is open.
    next_sentence: "[Service] is still failing."
  next_step:
    title: Next step
    what: What the next person should do first.
    why: Otherwise an hour is lost.
    weak: Just keep an eye on it.
    strong: First thing, restart the consumer and check that the backlog shrinks.
    cues: [first thing]
    examples:
      - You should call the vendor at eight and ask for the log.
      - Please run the clean-up script again before noon.
    probe: [What should they do first?]
    advice: Say what comes first.
    next_sentence: "First, [do this]."
order:
  open_before_next:
    first: open_incidents
    before: next_step
    advice: Say what is broken before what to do.
levels: {1: Nothing., 5: All of it.}
"""


@pytest.fixture
def own(tmp_path) -> Rubric:
    paths = Paths.under(tmp_path)
    folder = paths.data / "rubrics"
    folder.mkdir(parents=True)
    (folder / "hand-over.yaml").write_text(OWN, encoding="utf-8")
    return load_rubric("hand-over", paths)


def found(rubric: Rubric, *texts: str):
    said = [Sentence(n, text, Span(3 * n, 3 * n + 3)) for n, text in enumerate(texts)]
    structure = analyze(said, "Hand your shift over to me.", rubric)
    places = {one.element: [it.sentence for it in one.evidence] for one in structure.found}
    return structure, places


def test_what_its_examples_show_is_found_where_it_is_said(own: Rubric):
    structure, places = found(
        own,
        "It rained a lot tonight and the coffee machine was loud.",
        "The billing export has been failing since midnight and nobody has fixed it yet.",
        "First thing, call the database team and ask them for the log.",
    )
    assert places == {"open_incidents": [1], "next_step": [2]}
    assert structure.order == {"open_before_next": "yes"}
    assert structure.missing == ()


def test_empty_talk_shows_nothing(own: Rubric):
    structure, places = found(
        own, "Communication is really important to me.", "I like working nights, it's quiet then."
    )
    assert places == {}
    assert structure.order == {"open_before_next": "n/a"}
    assert structure.score == 0

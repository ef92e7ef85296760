import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged import delivery, rubric, structure, transcript

from greenroom.content import library
from greenroom.delivery.catalog import CATALOG
from greenroom.delivery.length import think_time
from greenroom.feedback.assessment import assess
from greenroom.feedback.delivery_texts import TEXTS, Side
from greenroom.feedback.feedback import Feedback, Remark
from greenroom.paths import shipped
from greenroom.speech.span import Span
from greenroom.structure.rubric import OrderRule, Rubric

STAR = rubric({"situation": 1, "action": 3, "group_action": 0, "result": 2, "quantified": 1.5})
MODELING = rubric(
    {"problem_framing": 1.5, "simple_baseline": 2, "complex_model": 0.5, "monitoring": 1.5},
    {"baseline_first": OrderRule(first="simple_baseline", before="complex_model",
                                 advice="Put the baseline first.")},
)  # fmt: skip
SAID = transcript(
    "Last spring our list of late orders was wrong every day. We sat down as a team and fixed it. "
    "Then the calls from drivers stopped and the list was right again."
)
FLAWLESS = delivery(
    speaking_rate=140,
    filled_pause_rate=1,
    filler_share=2,
    recognition_confidence=0.9,
    answer_length=100,
)
SITUATION = {"situation": [(0.0, 4.4, "Last spring our list of late orders was wrong every day.")]}
GROUP = {"group_action": [(4.4, 8.4, "We sat down as a team and fixed it.")]}
RESULT = {"result": [(8.4, 13.6, "Then the calls from drivers stopped")]}


def judged(structure_of, own: Rubric = STAR, spoken=FLAWLESS, said=SAID) -> Feedback:
    return assess(said, spoken, structure_of, own, target_seconds=120)


def abouts(remarks: tuple[Remark, ...]) -> list[str]:
    return [remark.about for remark in remarks]


def test_missing_elements_are_named_with_the_rubrics_own_advice() -> None:
    feedback = judged(structure(SITUATION | RESULT, ["action", "quantified"]))
    first = feedback.priorities[0]
    assert first.title == "Missing: Action"
    assert first.advice == "Advice on Action."
    assert first.why == "Why Action matters."
    assert first.try_next == "Sentence for Action with [gap]."
    assert abouts(feedback.priorities) == ["action", "quantified"]


def test_a_missing_number_points_at_the_result_that_lacks_it() -> None:
    feedback = judged(structure(SITUATION | RESULT, ["quantified"]))
    assert feedback.priorities[0].evidence[0].quote == "Then the calls from drivers stopped"


def test_a_we_in_place_of_an_action_is_what_to_work_on() -> None:
    feedback = judged(structure(SITUATION | GROUP, ["action"]))
    remark = feedback.priorities[0]
    assert remark.about == "action"
    assert remark.advice == "Advice on Group Action."
    assert remark.evidence[0].quote == "We sat down as a team and fixed it."


def test_a_wrong_order_is_a_priority_and_shows_both_moments() -> None:
    found = {"complex_model": [(0.0, 2.0, "boosting")], "simple_baseline": [(4.0, 6.0, "a rule")]}
    feedback = judged(
        structure(found, ["problem_framing", "monitoring"], {"baseline_first": "no"}), MODELING
    )
    first = feedback.priorities[0]
    assert first.title == "Simple Baseline came after complex Model"
    assert first.advice == "Put the baseline first."
    assert [moment.quote for moment in first.evidence] == ["boosting", "a rule"]
    assert "simple_baseline" not in abouts(feedback.strengths)


def test_a_kept_order_is_a_strength() -> None:
    found = {"simple_baseline": [(0.0, 2.0, "a rule")], "complex_model": [(4.0, 6.0, "boosting")]}
    feedback = judged(structure(found, [], {"baseline_first": "yes"}), MODELING)
    assert feedback.strengths[0].about == "baseline_first"
    assert feedback.strengths[0].evidence[0].quote == "a rule"


def test_light_elements_are_no_priority() -> None:
    found = {"simple_baseline": [(0.0, 2.0, "a rule")]}
    assert judged(structure(found, ["complex_model"]), MODELING).priorities == ()


def test_a_late_start_is_remarked_on_with_the_opening() -> None:
    said = transcript(" ".join(["well"] * 50) + " we stopped the trucks and it worked out fine")
    found = {"action": [(20.0, 24.0, "we stopped the trucks")]}
    feedback = judged(structure(found), said=said)
    (remark,) = feedback.priorities
    assert remark.about == "opening"
    assert "50 words" in remark.advice
    assert remark.evidence[0].span == Span(0.0, 20.0)
    early = {"action": [(10.0, 24.0, "we stopped the trucks")]}
    assert judged(structure(early), said=said).priorities == ()


def test_strengths_have_evidence_and_the_heaviest_comes_first() -> None:
    feedback = judged(structure(SITUATION | RESULT))
    assert abouts(feedback.strengths) == ["result", "situation"]
    assert all(strength.evidence for strength in feedback.strengths)


def test_elements_without_points_are_no_strengths() -> None:
    assert judged(structure(GROUP)).strengths == ()


def test_a_long_stretch_without_fillers_is_a_strength() -> None:
    said = transcript(" ".join(["um", *["word"] * 60, "um", *["word"] * 10]))
    feedback = assess(said, FLAWLESS, None, None, target_seconds=0)
    (strength,) = feedback.strengths
    assert "24 seconds" in strength.advice
    assert strength.evidence[0].span.seconds == pytest.approx(24)


@pytest.mark.parametrize(
    ("values", "about", "words"),
    [
        ({"filled_pause_rate": 14.2}, "filled_pause_rate", "14 times a minute"),
        ({"speaking_rate": 190}, "speaking_rate", "190 words"),
        ({"speaking_rate": 80}, "speaking_rate", "80 words"),
        ({"long_pauses": 5}, "long_pauses", "5 times"),
        ({"mid_clause_pause_share": 60}, "mid_clause_pause_share", "60 %"),
        ({"hedges": 4.44}, "hedges", "4.4 times"),
        ({"filler_share": 7}, "filler_share", "7 %"),
        ({"answer_length": 20}, "answer_length", "20 seconds; this question has room for 120"),
        ({"answer_length": 400}, "answer_length", "about 120"),
        ({"fast_stretches": 3}, "fast_stretches", "much faster"),
        ({"filler_clusters": 3}, "filler_clusters", "3 places"),
        ({"think_time": 14}, "think_time", "14 seconds after"),
    ],
)
def test_measures_outside_their_range_are_remarked_on(
    values: dict[str, float], about: str, words: str
) -> None:
    feedback = assess(SAID, delivery(values), None, None, target_seconds=120)
    (remark,) = feedback.priorities
    assert remark.about == about
    assert words in remark.advice
    assert remark.try_next


@pytest.mark.parametrize("quality", ["low_confidence", "insufficient"])
def test_no_priority_from_a_measure_that_is_not_ok(quality) -> None:
    spoken = delivery(quality=quality, filled_pause_rate=30, speaking_rate=250, long_pauses=9)
    assert assess(SAID, spoken, None, None, target_seconds=120).priorities == ()


def test_the_same_matter_is_not_said_twice() -> None:
    spoken = delivery(filled_pause_rate=8, filler_share=9, filler_clusters=3)
    feedback = assess(SAID, spoken, None, None, target_seconds=120)
    assert abouts(feedback.priorities) == ["filled_pause_rate"]


def test_the_further_outside_comes_first() -> None:
    spoken = delivery(filled_pause_rate=7, speaking_rate=184)
    feedback = assess(SAID, spoken, None, None, target_seconds=120)
    assert abouts(feedback.priorities) == ["speaking_rate", "filled_pause_rate"]


def test_what_lies_barely_outside_is_let_pass() -> None:
    spoken = delivery(filled_pause_rate=5.5, speaking_rate=109)
    assert assess(SAID, spoken, None, None, target_seconds=120).priorities == ()


def test_few_filled_pauses_among_many_fillers_are_no_strength() -> None:
    said = transcript(" ".join(["word"] * 100))
    spoken = delivery(filled_pause_rate=1, filler_share=9)
    assert assess(said, spoken, None, None, target_seconds=0).strengths == ()


def test_pitch_and_loudness_are_never_remarked_on() -> None:
    spoken = delivery(pitch_variation=0.5, loudness_variation=0.5, articulation_rate=9)
    assert assess(SAID, spoken, None, None, target_seconds=120).priorities == ()


@pytest.mark.parametrize(
    ("said", "spoken", "found", "about"),
    [
        (SAID, delivery(audio="insufficient", remark="It is silent."), None, "silent"),
        (transcript("I do not know"), FLAWLESS, None, "Only 4 words"),
        (transcript("um no"), FLAWLESS, None, "Only one word was"),
        (replace(SAID, language="de"), FLAWLESS, None, "English"),
        (SAID, delivery(recognition_confidence=0.4), None, "recognized"),
        (SAID, FLAWLESS, structure({}, ["action"], enough=False), "too little"),
    ],
)
def test_not_enough_to_judge_is_a_result(said, spoken, found, about: str) -> None:
    feedback = assess(said, spoken, found, STAR, target_seconds=120)
    assert not feedback.enough
    assert about in feedback.remark
    assert feedback.priorities == feedback.strengths == ()


def test_the_remark_says_how_much_was_there_or_what_ails_the_sound() -> None:
    found = structure(SITUATION | RESULT | GROUP, ["action"])
    assert judged(found).remark == "You covered 2 of 3 parts."
    noisy = delivery(audio="low_confidence", remark="There is a lot of noise.")
    assert (
        judged(found, spoken=noisy).remark == "You covered 2 of 3 parts. There is a lot of noise."
    )


def swapped(text: str) -> str:
    for one, other in {"John": "Adaeze", "he": "she", "his": "her", "Oxford": "Lagos"}.items():
        text = re.sub(rf"\b{one}\b", other, text)
    return text


def test_names_and_gendered_words_change_nothing() -> None:
    text = (
        "John and I worked for Oxford. Then he lost his list, um, and I rebuilt it with John. " * 3
    )
    spoken = delivery(filled_pause_rate=9, speaking_rate=100)
    found = structure({"action": [(2.4, 5.0, "I rebuilt it")]}, ["result", "quantified"])
    one = assess(transcript(text), spoken, found, STAR, target_seconds=120)
    other = assess(transcript(swapped(text)), spoken, found, STAR, target_seconds=120)
    assert [without_quotes(r) for r in one.priorities] == [
        without_quotes(r) for r in other.priorities
    ]
    assert len(one.priorities) == 3


def without_quotes(remark: Remark) -> Remark:
    return replace(remark, evidence=tuple(replace(m, quote="") for m in remark.evidence))


@given(
    st.dictionaries(st.sampled_from(sorted(CATALOG)), st.floats(0, 500), max_size=12),
    st.integers(0, 600),
)
def test_any_delivery_gives_at_most_three_remarks_in_the_right_tone(
    values: dict[str, float], target: int
) -> None:
    spans = (Span(1.0, 2.0), Span(5.0, 5.3))
    feedback = assess(SAID, delivery(values, spans=spans), None, None, target_seconds=target)
    assert len(feedback.priorities) <= 3
    for remark in feedback.priorities:
        calm(remark)
        assert all(moment.quote in SAID.text for moment in remark.evidence)


def calm(remark: Remark) -> None:
    text = " ".join([remark.title, remark.advice, remark.why, remark.try_next])
    assert "!" not in text
    assert not re.search(r"\b(great|amazing|awesome|perfect|excellent|good job|well done)\b", text)
    assert not re.search(r"\{|\}|accent|confiden|nervous", text)


@pytest.mark.parametrize(("name", "side"), TEXTS)
def test_every_text_can_be_shown(name: str, side: Side) -> None:
    limits = delivery({name: 1.0}).measures[name].limits
    assert limits
    green = limits.green_from if side == "low" else limits.green_to
    assert green is not None
    value = green / 2 if side == "low" else 2 * green + 1
    (remark,) = assess(SAID, delivery({name: value}), None, None, target_seconds=120).priorities
    assert remark.title == TEXTS[name, side].title
    assert remark.advice.endswith(".")
    assert remark.why.endswith(".")


def test_a_silence_is_remarked_on_by_the_limits_of_its_own_question() -> None:
    for technical, remarks in ((True, ["think_time"]), (False, [])):
        spoken = replace(FLAWLESS, measures={"think_time": think_time(14, technical=technical)})
        feedback = assess(SAID, spoken, None, None, target_seconds=120)
        assert abouts(feedback.priorities) == remarks


@pytest.mark.parametrize("file", sorted(shipped("rubrics").glob("*.yaml")), ids=lambda f: f.stem)
def test_shipped_rubrics_lead_to_calm_remarks(file) -> None:
    own = library.model(file, Rubric)
    missing = [name for name, element in own.elements.items() if element.weight > 0]
    for name in missing:
        (remark, *_) = judged(structure({}, [name]), own).priorities or [Remark("", "", "")]
        calm(remark)
    found = judged(structure({name: [(0.0, 1.0, "Last")] for name in missing}), own)
    for strength in found.strengths:
        calm(strength)
        assert strength.evidence


def test_no_praise_says_that_anything_is_right() -> None:
    found = structure(SITUATION | RESULT, ["action"])
    for remark in judged(found).strengths:
        if remark.about in {"situation", "result"}:
            assert remark.advice.startswith("You spoke about this: ")
        assert not re.search(r"\b(right|correct|good|well)\b", remark.advice)

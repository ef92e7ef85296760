"""Which point a follow-up goes for, and in which words: examples worth reading, and properties."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.follow_up.answer_facts import AnswerFacts, Memory
from greenroom.follow_up.choice import choose_follow_up
from greenroom.follow_up.questions import asking
from greenroom.interview.events import FollowUp
from greenroom.interview.persona import Persona
from greenroom.language.phrases import cleaned, word_count
from interview.answers import question, rubrics, said

PLAIN = Persona()


def ask(
    answer: AnswerFacts, memory: Memory | None = None, persona: Persona = PLAIN
) -> FollowUp | None:
    chosen = choose_follow_up(
        answer, rubrics()[answer.question.rubric], memory or Memory(), persona
    )
    return chosen[0] if chosen else None


STORY = question("star", "Tell me about a time you repaired something that others had given up on.")
MODEL = question("modeling", "How would you predict which parcels arrive late?")
PROJECT = question("project", "Tell me about a project of yours.")

SHARED_STORY = said(
    STORY,
    "[situation] Two years ago the label printer at our bakery printed every third label twice.",
    "[task] I was asked to have it working before Easter.",
    "[group_action] We rebuilt the whole queue over a weekend.",
    "[result, quantified] After that it printed twelve thousand labels without one double.",
    "[reflection] Since then I look at the paper tray first.",
)


def test_we_without_an_own_part_is_taken_up_in_the_candidates_words():
    follow_up = ask(SHARED_STORY)
    text = 'You said "We rebuilt the whole queue over a weekend". Which part of that was yours?'
    assert follow_up == FollowUp("action", text, "own_part")


def test_nobody_is_asked_who_we_is_that_never_said_so():
    told = said(
        STORY,
        "[situation, task] Two years ago the label printer at our bakery printed labels twice.",
        "[group_action] The team rebuilt the whole queue over a weekend.",
    )
    for turn in range(3):
        memory = Memory(again=False, asked_follow_ups=frozenset(str(n) for n in range(turn)))
        follow_up = ask(told, memory)
        assert follow_up
        assert follow_up.kind == "own_part"
        assert " we " not in follow_up.text


def test_the_same_words_are_not_taken_up_twice():
    first = ask(SHARED_STORY)
    assert first
    second = ask(SHARED_STORY, Memory(asked_follow_ups=frozenset({first.text}), again=False))
    assert second is None or "whole queue" not in second.text


def test_a_metric_with_nobody_who_pays():
    answer = said(
        MODEL,
        "[problem_framing] Dispatchers decide at noon which vans leave first.",
        "[data_check] I'd look for scans that come hours late.",
        "[simple_baseline] The median per postcode is the bar.",
        "Then we reached an AUC of 0.89 on the test set.",
        "[validation, monitoring, trade_off] Split by month, watched weekly, slower than the rule.",
    )
    follow_up = ask(answer)
    assert follow_up
    assert follow_up.kind == "who_pays"
    assert follow_up.text == 'You mentioned "AUC of 0.89". Who pays when that goes wrong?'


def test_a_claim_without_a_number():
    answer = said(
        STORY,
        "[situation, task] Last spring I had to shorten the queue at the desk.",
        "[action] I moved the scanner next to the door and wrote a checklist.",
        "[result] It was a great success, and they all liked it.",
        "[reflection] Next time I'd ask the porters first.",
    )
    follow_up = ask(answer)
    assert follow_up
    assert (follow_up.kind, follow_up.element) == ("number", "quantified")
    assert '"It was a great success"' in follow_up.text


def test_a_figure_of_any_kind_is_enough_of_a_number():
    answer = said(
        STORY,
        "[situation, task, action, reflection] I moved the scanner and learned from it.",
        "[result, quantified] It was a great success, half of the queue was gone.",
    )
    assert ask(answer) is None


def test_the_heaviest_missing_element_comes_first():
    answer = said(
        MODEL,
        "[data_check] I'd look for scans that come hours late.",
        "[complex_model] Then I'd train a gradient boosting model on the routes.",
        "[problem_framing, validation, monitoring, trade_off] Dispatchers use it every day.",
    )
    follow_up = ask(answer)
    assert follow_up
    assert follow_up.element == "simple_baseline"
    assert '"I\'d train a gradient boosting model"' in follow_up.text
    assert follow_up.text.endswith("What's the simplest thing that could work here?")


def test_what_the_author_tied_to_the_question_comes_before_what_only_the_rubric_wants():
    authored = question("modeling", MODEL.ask, monitoring="Who would notice first that it's off?")
    answer = said(
        authored, "[data_check, problem_framing] Dispatchers scan parcels late, so look at that."
    )
    follow_up = ask(answer)
    assert follow_up
    assert follow_up.element == "monitoring"
    assert follow_up.text.endswith("Who would notice first that it's off?")


def test_what_was_told_after_all_is_not_asked_for():
    """The structure may miss what plain words show."""
    answer = said(
        PROJECT,
        "[decision_served, own_role] Dispatchers chose the boats by it, and I built it alone.",
        "The naive forecast was the bar, and I lost a month on a network.",
        "Waste went from nine crates to five.",
    )
    asked = set[str]()
    memory = Memory(again=False)
    while (follow_up := ask(answer, memory)) is not None:
        asked.add(follow_up.element)
        memory = replace(
            memory,
            probed=memory.probed | {follow_up.point},
            asked_follow_ups=memory.asked_follow_ups | {follow_up.text},
        )
    assert not asked & {"simple_baseline", "failed_attempt", "impact"}
    assert "data_problem" in asked


def test_a_word_in_passing_makes_an_element_less_urgent():
    """Whoever names a baseline without saying one is asked for what was not even named first."""
    named = said(MODEL, "[data_check] I'd look at the scans, with a baseline and so on.")
    follow_up = ask(named)
    assert follow_up
    assert follow_up.element != "simple_baseline"


ALONE = said(
    PROJECT,
    "[own_role] I did everything on my own, the forecast for the ferry tickets was mine.",
)


def test_two_answers_on_one_question_that_do_not_fit():
    later = said(PROJECT, "[trade_off] We were six engineers, so we split the ferry work by route.")
    follow_up = ask(later, Memory(earlier=(ALONE,), again=False))
    assert follow_up
    assert follow_up.kind == "contradiction"
    assert '"I did everything on my own"' in follow_up.text
    assert '"We were six engineers"' in follow_up.text


def test_answers_about_different_things_are_not_held_against_each_other():
    elsewhere = said(
        PROJECT.model_copy(update={"id": "elsewhere"}),
        "[trade_off] At the hospital we were six engineers.",
    )
    follow_up = ask(elsewhere, Memory(earlier=(ALONE,), again=False))
    assert follow_up
    assert follow_up.kind != "contradiction"


def test_a_claim_of_the_resume_that_no_answer_has_shown():
    full = [f"[{name}] Sentence about it." for name in rubrics()["project"].elements]
    memory = Memory(claims=("forecasting", "Kubernetes"), earlier=(ALONE,), again=False)
    elsewhere = said(PROJECT.model_copy(update={"id": "elsewhere"}), *full)
    follow_up = ask(elsewhere, memory)
    assert follow_up == FollowUp(
        "", 'Your CV also says "Kubernetes". What\'s behind that?', "claim"
    )
    shown = said(elsewhere.question, *full, "It ran on Kubernetes.")
    assert ask(shown, memory) is None


VAGUE = said(
    STORY,
    "I believe that communication is key, and that people should talk to each other more often.",
    "When others had given up I always stay positive, because that's who I am as a person.",
)


def test_a_vague_story_gets_one_more_try():
    follow_up = ask(VAGUE)
    assert follow_up
    assert (follow_up.kind, follow_up.again) == ("vague", True)
    once_more = ask(VAGUE, Memory(again=False))
    assert once_more
    assert once_more.element == "action"


def test_an_answer_about_something_else_is_brought_back_to_the_question():
    lost = said(
        MODEL,
        "My cousin has a boat, and last summer he painted it green, which took him three weekends,",
        "and the harbor master wasn't happy, because green boats are hard to see at night.",
    )
    follow_up = ask(lost)
    assert follow_up == FollowUp("", f"I think we've drifted. {MODEL.ask}", "off_topic")


def test_hardly_anything_is_met_with_an_invitation_to_go_on():
    follow_up = ask(said(MODEL, "I'd use a model."))
    assert follow_up
    assert follow_up.kind == "short"


def test_a_persona_without_patience_probes_at_once():
    follow_up = ask(VAGUE, persona=Persona(second_chances=0))
    assert follow_up
    assert follow_up.kind == "missing"


def test_what_was_told_before_on_the_same_question_is_not_missing_any_more():
    before = replace(SHARED_STORY, structure=SHARED_STORY.structure)
    now = said(STORY, "[action] I rewrote the part that talks to the printer myself.")
    assert ask(now, Memory(earlier=(before,), again=False)) is None


def test_leads_take_turns_and_give_way_where_there_is_no_room():
    persona = Persona(leads=("I see.", "Right."))
    first = ask(SHARED_STORY, persona=persona)
    assert first
    assert first.text.startswith("I see. You said")
    long = question("star", STORY.ask, action="word " * 29 + "right?")
    follow_up = ask(said(long, *SHARED_STORY.sentences), Memory(again=False), persona)
    assert follow_up
    assert word_count(follow_up.text) <= 30


SENTENCES = {
    name: [
        *(f"[{key}] {text}" for key, one in rubric.elements.items() for text in one.examples),
        *(one.weak for one in rubric.elements.values()),
        "um we, we looked at accuracy, precision and so on, and it was much better",
        "so yeah I mean it's a big topic you know",
        "",
    ]
    for name, rubric in rubrics().items()
    if name not in {"delivery", "communication"}
}


@st.composite
def answers(draw: st.DrawFn) -> AnswerFacts:
    name = draw(st.sampled_from(sorted(SENTENCES)))
    sentences = draw(st.lists(st.sampled_from(SENTENCES[name]), max_size=8))
    return said(question(name, "What would you do, and what happened?"), *sentences)


@pytest.mark.slow
@given(answers())
def test_no_probe_comes_twice_none_is_long_and_each_quotes_what_was_said(answer: AnswerFacts):
    memory = Memory(claims=("Kubernetes",))
    asked: list[str] = []
    for _ in range(40):
        follow_up = ask(answer, memory)
        if follow_up is None:
            break
        assert word_count(follow_up.text) <= 30 or follow_up.kind == "off_topic"
        assert asking(follow_up.text) not in asked
        assert not {"{", "}"} & set(follow_up.text)
        assert follow_up.element not in {one.element for one in answer.structure.found}
        _assert_quotes(follow_up.text, answer)
        asked.append(asking(follow_up.text))
        memory = replace(
            memory,
            probed=memory.probed | {follow_up.point},
            asked_follow_ups=memory.asked_follow_ups | {follow_up.text},
            again=False,
        )
    else:
        pytest.fail("it never ran out of questions")


def _assert_quotes(text: str, answer: AnswerFacts) -> None:
    heard = " ".join(map(cleaned, answer.sentences))
    for quote in text.split('"')[1::2]:
        assert quote in heard or quote in {"Kubernetes", "we"}, quote
        assert word_count(quote) <= 8


@given(answers())
def test_the_same_answer_gets_the_same_follow_up(answer: AnswerFacts):
    assert ask(answer) == ask(answer)


COMPLETE = said(
    STORY,
    "[situation] Two years ago the label printer at our bakery printed every third label twice.",
    "[task] I was asked to have it working before Easter.",
    "[action] I wrote the part that locks a label before it is sent to the printer.",
    "[result, quantified] After that it printed twelve thousand labels without one double.",
    "[reflection] Since then I look at the paper tray first.",
)
DEEPER = ("What would make you take it apart again?", "Which of those nights did you need?")


def test_an_answer_that_left_nothing_out_is_dug_into():
    assert ask(COMPLETE) is None
    deep = replace(COMPLETE, deeper=DEEPER)
    first = ask(deep)
    assert first == FollowUp("", DEEPER[0], "deeper")
    second = ask(
        deep, Memory(asked_follow_ups=frozenset({DEEPER[0]}), probed=frozenset({"deeper"}))
    )
    assert second == FollowUp("", DEEPER[1], "deeper")
    assert ask(deep, Memory(asked_follow_ups=frozenset(DEEPER))) is None


def test_nobody_digs_where_something_is_missing():
    follow_up = ask(replace(SHARED_STORY, deeper=DEEPER))
    assert follow_up
    assert follow_up.kind == "own_part"
    nothing_left = Memory(
        again=False, probed=frozenset({"action", "own_part", "number", "quantified"})
    )
    follow_up = ask(replace(SHARED_STORY, deeper=DEEPER), nothing_left)
    assert follow_up is None or follow_up.kind != "deeper"

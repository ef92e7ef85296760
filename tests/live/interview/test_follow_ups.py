"""From an answer to the follow-up: whose words it has."""

from greenroom.engines.llm.scripted_interviewer import ScriptedInterviewer
from greenroom.errors import InterviewerError
from greenroom.follow_up.answer_facts import AnswerFacts, Memory
from greenroom.follow_up.choice import choose_follow_up
from greenroom.interview.events import FollowUp
from greenroom.interview.persona import Persona
from greenroom.live.interview.follow_ups import follow_up
from greenroom.live.language_model.wording import Wording
from interview.answers import rubrics, said
from interview.gate_story import ANSWER, ASKED, GOOD, STATE


def worded(*replies: str | InterviewerError, answer: AnswerFacts = ANSWER) -> FollowUp | None:
    wording = Wording(ScriptedInterviewer(replies), lambda _: None)
    return follow_up(answer, rubrics()["star"], STATE, (), wording)


def authored(answer: AnswerFacts = ANSWER) -> FollowUp | None:
    chosen = choose_follow_up(answer, rubrics()["star"], Memory(), Persona())
    return chosen[0] if chosen else None


def test_words_of_a_model_bear_its_name_and_ask_for_the_same_point():
    found, without = worded(GOOD), authored()
    assert found
    assert without
    assert found.text == GOOD
    assert found.worded_by == "scripted (prompt follow-up 1)"
    assert (found.kind, found.element) == (without.kind, without.element)


def test_authored_words_bear_no_name():
    assert worded("Great job!") == worded(InterviewerError("It rains.")) == authored()
    assert worded("Great job!")
    assert follow_up(ANSWER, rubrics()["star"], STATE, (), None) == authored()


def test_who_said_nothing_is_asked_again_in_authored_words():
    short = said(ASKED, "No.")
    assert worded(GOOD, answer=short) == authored(short)

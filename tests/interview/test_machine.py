"""Thousands of random interviews, and the few histories worth reading."""

from collections import Counter
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.interview import commands as do
from greenroom.interview import events as ev
from greenroom.interview.machine import (
    MAX_FAULTS,
    MAX_INVITATIONS,
    MAX_REQUESTS,
    NO_DISK,
    NO_MICROPHONE,
    NOTHING_HEARD,
    advance,
    begin,
)
from greenroom.interview.persona import Persona
from greenroom.interview.plan import Plan
from greenroom.interview.script import Question, Script
from greenroom.interview.state import OVER, Phase, State
from greenroom.language.request_phrases import RequestKind
from greenroom.language.requests import Request


def question(number: int) -> Question:
    return Question(
        id=f"q-{number}", ask=f"Question {number}?", rubric="star", tests="t", strong="s", weak="w"
    )


SCRIPT = Script(id="s", title="S", about="a", welcome="Hello.", closing="Goodbye.")


def plan(
    questions: int = 2,
    follow_ups: int = 1,
    *,
    persona: Persona | None = None,
    invites: bool = False,
) -> Plan:
    asked = tuple(question(n) for n in range(questions))
    return Plan(SCRIPT, asked, follow_ups, persona or Persona(), invites)


def run(state: State, *events: ev.Event) -> tuple[State, list[do.Command]]:
    """All commands of a history, and where it ended."""
    given_commands: list[do.Command] = []
    for event in events:
        state, commands = advance(state, event)
        given_commands += commands
    return state, given_commands


FOLLOW_UP = ev.FollowUp("result", "What came of it?")
AGAIN = ev.FollowUp("", "Can you make that concrete?", "vague")


def asked(state: State) -> State:
    return run(state, ev.Started(), ev.Prepared(), ev.Spoken(1))[0]


def answered(turn: int, follow_up: ev.FollowUp | None = None) -> tuple[ev.Event, ...]:
    return (
        ev.AnswerFinished(),
        ev.ListeningEnded(turn, "candidate"),
        ev.Transcribed(turn, 100),
        ev.Understood(turn, follow_up),
    )


def test_an_interview_without_trouble():
    state, commands = run(asked(begin(plan(2))), *answered(1, FOLLOW_UP))
    assert commands == [
        do.EndListening(1),
        do.Transcribe(1),
        do.Understand(1),
        do.Analyze(1),
        do.Say(2, "What came of it?"),
    ]
    state, commands = run(state, ev.Spoken(2), *answered(2)[:3])
    assert commands[-1] == do.Say(3, "Question 1?"), "one follow-up a question, then on"
    state, _ = run(state, ev.Spoken(3), *answered(3), ev.Analyzed(1), ev.Analyzed(2))
    assert state.phase is Phase.CLOSING
    state, commands = run(state, ev.Spoken(4))
    assert (state.phase, commands) == (Phase.ANALYZING, [])
    state, commands = run(state, ev.Analyzed(3))
    assert (state.phase, commands) == (Phase.REVIEW, [do.Conclude()])


def test_the_next_question_is_synthesized_while_the_answer_is_given():
    _, commands = run(begin(plan(2)), ev.Started(), ev.Prepared(), ev.Spoken(1))
    assert commands[-2:] == [do.Listen(1), do.PrepareVoice("Question 1?")]


def test_a_repeat_holds_the_recording_and_goes_on_with_it():
    state, commands = run(asked(begin(plan())), ev.RepeatRequested())
    assert commands == [do.Hold(1), do.Say(1, "Question 0?")]
    state, commands = run(state, ev.Spoken(1))
    assert commands == [do.Listen(1)]
    assert state.phase is Phase.LISTENING


def test_leaving_during_a_repeat_still_closes_the_recording():
    state, _ = run(asked(begin(plan())), ev.RepeatRequested())
    _, commands = run(state, ev.EndRequested(), ev.Spoken(1), ev.ListeningEnded(1, "candidate"))
    assert commands == [do.StopSpeaking(), do.EndListening(1), do.Transcribe(1)]


def test_a_pause_in_an_answer_holds_the_recording_and_goes_on_with_it():
    state, commands = run(asked(begin(plan())), ev.PauseRequested())
    assert (state.phase, commands) == (Phase.PAUSED, [do.Hold(1)])
    state, commands = run(state, ev.ResumeRequested())
    assert (state.phase, commands) == (Phase.LISTENING, [do.Listen(1)])


def test_a_pause_silences_the_question_which_is_then_said_again():
    state, _ = run(begin(plan()), ev.Started(), ev.Prepared())
    state, commands = run(state, ev.PauseRequested(), ev.Spoken(1))
    assert (state.phase, commands) == (Phase.PAUSED, [do.StopSpeaking()])
    state, commands = run(state, ev.ResumeRequested())
    assert (state.phase, commands) == (Phase.ASKING, [do.Say(1, "Question 0?")])


def test_a_pause_asked_for_behind_an_answer_begins_before_the_next_question():
    state, _ = run(asked(begin(plan())), ev.AnswerFinished(), ev.PauseRequested())
    state, commands = run(state, *answered(1)[1:])
    assert state.phase is Phase.PAUSED
    assert not any(isinstance(command, do.Say) for command in commands)
    _, commands = run(state, ev.ResumeRequested())
    assert commands == [do.Say(2, "Question 1?")]


def test_a_pause_that_was_taken_back_in_time_never_begins():
    state, _ = run(begin(plan()), ev.Started(), ev.Prepared())
    state, _ = run(state, ev.PauseRequested(), ev.ResumeRequested(), ev.Spoken(1))
    assert state.phase is Phase.LISTENING


def test_sound_that_ends_in_a_pause_does_not_end_the_pause():
    state, commands = run(
        asked(begin(plan())),
        ev.PauseRequested(),
        ev.ListeningEnded(1, "file"),
        ev.Transcribed(1, 0),
    )
    assert state.phase is Phase.PAUSED
    assert do.Transcribe(1) in commands
    assert run(state, ev.ResumeRequested())[1] == [do.Say(2, "Question 1?")]


@pytest.mark.parametrize("leave", [ev.QuestionSkipped(), ev.EndRequested()])
def test_leaving_a_pause_keeps_what_was_said_before_it(leave: ev.Event):
    state, commands = run(asked(begin(plan())), ev.PauseRequested(), leave)
    assert commands == [do.Hold(1), do.EndListening(1)]
    _, commands = run(state, ev.ListeningEnded(1, "candidate"), ev.Transcribed(1, 9))
    assert do.Analyze(1) in commands


def test_a_skipped_answer_is_kept_and_judged_but_not_probed():
    state, commands = run(
        asked(begin(plan())),
        ev.QuestionSkipped(),
        ev.ListeningEnded(1, "candidate"),
        ev.Transcribed(1, 5),
    )
    assert do.Analyze(1) in commands
    assert commands[-1] == do.Say(2, "Question 1?")
    assert state.index == 1


def test_the_end_key_leads_to_the_review_with_the_answer_under_way():
    state, commands = run(
        asked(begin(plan(5))),
        ev.EndRequested(),
        ev.ListeningEnded(1, "candidate"),
        ev.Transcribed(1, 9),
        ev.Analyzed(1),
    )
    assert state.phase is Phase.REVIEW
    assert commands[-1] == do.Conclude()
    assert do.Analyze(1) in commands


def test_a_lost_microphone_is_told_and_the_interview_goes_on():
    state, commands = run(
        asked(begin(plan(3))), ev.ListeningEnded(1, "fault", "Unplugged."), ev.Transcribed(1, 50)
    )
    assert do.Tell("Unplugged.") in commands
    assert do.Understand(1) in commands
    assert state.phase is Phase.DECIDING


def test_without_any_microphone_the_interview_does_not_run_through_all_questions():
    state, commands = asked(begin(plan(8))), list[do.Command]()
    for turn in range(1, MAX_FAULTS + 1):
        state, commands = run(
            state,
            ev.ListeningEnded(turn, "fault", "Gone."),
            ev.Transcribed(turn, 0),
            ev.Analyzed(turn),
            ev.Spoken(turn + 1),
        )
    assert do.Tell(NO_MICROPHONE) in commands
    assert state.phase is Phase.REVIEW


def test_a_disk_that_takes_nothing_is_not_called_a_microphone():
    state, commands = asked(begin(plan(8))), list[do.Command]()
    for turn in range(1, MAX_FAULTS + 1):
        state, commands = run(
            state,
            ev.ListeningEnded(turn, "storage", "The disk is full."),
            ev.Transcribed(turn, 0),
            ev.Analyzed(turn),
            ev.Spoken(turn + 1),
        )
    assert do.Tell(NO_DISK) in commands
    assert do.Tell(NO_MICROPHONE) not in commands
    assert state.phase is Phase.REVIEW


def test_a_repeat_that_is_asked_for_as_the_recording_ends_comes_too_late():
    state, commands = run(
        asked(begin(plan(3))),
        ev.RepeatRequested(),
        ev.ListeningEnded(1, "silence"),
    )
    assert commands[-1] == do.StopSpeaking()
    state, commands = run(state, ev.Spoken(1))
    assert state.phase is Phase.TRANSCRIBING, "nothing is written to a closed recording"
    assert commands == [do.Transcribe(1)]


def test_failing_to_prepare_stops_with_the_reason():
    state, commands = run(begin(plan()), ev.Started(), ev.PreparationFailed("No model."))
    assert state.phase is Phase.STOPPED
    assert commands[1:] == [do.Tell("No model."), do.Conclude()]


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize(
    "event",
    [ev.Spoken(0), ev.ListeningEnded(0, "file"), ev.Transcribed(0, 1), ev.Understood(0, FOLLOW_UP)],
)
def test_what_comes_too_late_changes_nothing(phase: Phase, event: ev.Event):
    state = replace(begin(plan()), phase=phase, turn=3)
    assert advance(state, event) == (state, ())


def said(turn: int, request: Request | None = None, words: int = 5) -> tuple[ev.Event, ...]:
    """The interviewer finishes, the candidate answers or asks for something."""
    return (
        ev.Spoken(turn),
        ev.AnswerFinished(),
        ev.ListeningEnded(turn, "candidate"),
        ev.Transcribed(turn, words, request),
    )


def told(commands: list[do.Command]) -> list[str]:
    return [command.text for command in commands if isinstance(command, do.Say)]


def test_a_request_is_granted_and_the_same_is_asked_again():
    state = asked(begin(plan()))
    state, commands = run(state, *said(1, Request("moment"))[1:])
    assert told(commands) == [Persona().moment]
    assert do.Analyze(1) in commands, "what was said is kept"
    assert (state.asked, state.follow_ups, state.index) == ("Question 0?", 0, 0)
    _, commands = run(state, *said(2), ev.Understood(2, FOLLOW_UP))
    assert told(commands) == ["What came of it?"]


def test_a_follow_up_is_repeated_in_its_own_words():
    state, _ = run(asked(begin(plan())), *said(1)[1:], ev.Understood(1, FOLLOW_UP))
    state, commands = run(state, *said(2, Request("repeat")))
    assert told(commands) == ["Sure. What came of it?"]
    assert state.follow_up == FOLLOW_UP


def test_requests_without_end_count_as_the_answer():
    state = asked(begin(plan(questions=1)))
    for turn in range(1, MAX_REQUESTS + 1):
        state, _ = run(state, *said(turn, Request("repeat")))
    state, commands = run(state, *said(MAX_REQUESTS + 1, Request("repeat")))
    assert do.Understand(MAX_REQUESTS + 1) in commands


def test_a_request_heard_while_listening_ends_it_at_once():
    state, commands = run(asked(begin(plan())), ev.RequestHeard(1))
    assert (state.phase, commands) == (Phase.FINISHING, [do.EndListening(1)])
    assert advance(state, ev.RequestHeard(1)) == (state, ())


def test_pass_leads_to_the_next_question_with_a_word_about_it():
    _, commands = run(asked(begin(plan())), *said(1, Request("pass"))[1:])
    assert told(commands) == ["No problem. Question 1?"]


def test_not_knowing_is_met_with_one_more_try_and_then_let_be():
    state, commands = run(asked(begin(plan())), *said(1, Request("dont_know"))[1:])
    assert told(commands) == [Persona().dont_know]
    _, commands = run(state, *said(2, Request("dont_know")))
    assert told(commands) == ["No problem. Question 1?"]


def test_an_impatient_persona_gives_no_second_try():
    persona = Persona(second_chances=0, passed=("Next.",))
    _, commands = run(asked(begin(plan(persona=persona))), *said(1, Request("dont_know"))[1:])
    assert told(commands) == ["Next. Question 1?"]


def test_asking_to_stop_leads_to_the_review():
    state, commands = run(asked(begin(plan())), *said(1, Request("end"))[1:], ev.Analyzed(1))
    assert (state.phase, told(commands)) == (Phase.REVIEW, [])


def test_a_second_try_costs_no_follow_up_and_is_not_given_twice():
    state, commands = run(asked(begin(plan())), *said(1)[1:], ev.Understood(1, AGAIN))
    assert (told(commands), state.follow_ups) == ([AGAIN.text], 0)
    state, commands = run(state, *said(2), ev.Understood(2, FOLLOW_UP))
    assert told(commands) == [FOLLOW_UP.text]
    again, commands = run(asked(begin(plan(follow_ups=2))), *said(1)[1:], ev.Understood(1, AGAIN))
    _, commands = run(again, *said(2), ev.Understood(2, AGAIN))
    assert told(commands) == ["Question 1?"]


def test_a_plan_may_limit_the_follow_ups_of_the_whole_interview():
    limited = replace(plan(questions=3), most_follow_ups=1)
    state, _ = run(asked(begin(limited)), *said(1)[1:], ev.Understood(1, FOLLOW_UP))
    state, commands = run(state, *said(2))
    assert (state.index, told(commands)) == (1, ["Question 1?"])
    _, commands = run(state, *said(3))
    assert told(commands) == ["Question 2?"], "no second follow-up is looked for"


def test_what_was_said_and_probed_is_remembered_as_long_as_it_matters():
    state, _ = run(asked(begin(plan())), *said(1)[1:], ev.Understood(1, FOLLOW_UP))
    assert (state.probed, state.asked_follow_ups) == ({"result"}, {FOLLOW_UP.text})
    state, _ = run(state, *said(2))
    assert (state.index, state.probed, state.asked_follow_ups) == (1, frozenset(), {FOLLOW_UP.text})


def test_skipping_while_a_follow_up_is_being_found_does_not_wait_for_it():
    state, _ = run(asked(begin(plan())), *said(1)[1:])
    assert state.phase is Phase.DECIDING
    state, commands = run(state, ev.QuestionSkipped())
    assert told(commands) == ["Question 1?"]
    assert advance(state, ev.Understood(1, FOLLOW_UP)) == (state, ())


def test_transitions_take_turns_and_are_ready_before_they_are_needed():
    persona = Persona(transitions=("Okay.", "Right."))
    state, commands = run(begin(plan(3, persona=persona)), ev.Started(), ev.Prepared())
    state, commands = run(state, *said(1), ev.Understood(1, None))
    assert do.PrepareVoice("Okay. Question 1?") in commands
    assert told(commands) == ["Okay. Question 1?"]
    _, commands = run(state, *said(2), ev.Understood(2, None))
    assert told(commands) == ["Right. Question 2?"]


def invited() -> State:
    state = asked(begin(plan(questions=1, follow_ups=0, invites=True)))
    return run(state, *said(1)[1:])[0]


def test_at_the_end_the_candidate_may_ask_and_gets_an_honest_answer():
    state = invited()
    assert (state.asked, state.utterance) == (Persona().invitation, Persona().invitation)
    state, commands = run(state, *said(2, Request("unknowable")))
    assert told(commands) == [f"{Persona().unknowable} Anything else?"]
    state, commands = run(state, *said(3, Request("nothing")))
    assert (state.phase, told(commands)) == (Phase.CLOSING, ["Goodbye."])


def test_the_candidates_questions_have_an_end():
    state, commands = invited(), list[do.Command]()
    for turn in range(2, MAX_INVITATIONS + 2):
        state, commands = run(state, *said(turn, Request("unknowable")))
    assert told(commands) == [f"{Persona().unknowable} Goodbye."]
    assert state.phase is Phase.CLOSING


def test_whoever_has_nothing_to_ask_may_stay_silent():
    state, commands = run(invited(), *said(2, words=0))
    assert do.Tell(NOTHING_HEARD) not in commands
    assert state.phase is Phase.CLOSING


INTENTS = [
    ev.AnswerFinished(),
    ev.QuestionSkipped(),
    ev.RepeatRequested(),
    ev.PauseRequested(),
    ev.ResumeRequested(),
    ev.EndRequested(),
]


REQUESTS = [Request(kind) for kind in get_args(RequestKind)]


class World:
    """Answers commands in any order and with any failure, and watches over the rules."""

    def __init__(self) -> None:
        self.owed: list[tuple[ev.Event, ...]] = []
        self.recording: int | None = None
        self.closing = False
        self.waiting = False
        self.seen: Counter[tuple[str, int]] = Counter()
        self.concluded = 0

    def do(self, command: do.Command) -> None:
        assert not self.concluded, f"{command} after the end"
        match command:
            case do.Prepare():
                self.owed.append((ev.Prepared(), ev.PreparationFailed("x")))
            case do.Say(turn):
                assert not self._owes(ev.Spoken), "two utterances at once"
                assert self.recording in {None, turn}, "speaks into an answer"
                self.owed.append((ev.Spoken(turn), ev.SpeakingFailed(turn, "x")))
            case do.Listen(turn):
                assert not self._owes(ev.Spoken), "hears itself"
                self.recording, self.closing, self.waiting = turn, False, False
            case do.EndListening(turn):
                assert self.recording == turn
                self.closing = True
            case do.Transcribe(turn):
                assert self.recording is None, "transcribes an open recording"
                results = (ev.Transcribed(turn, 9), ev.Transcribed(turn, 0))
                asked = (ev.Transcribed(turn, 3, request) for request in REQUESTS)
                self.owed.append((*results, *asked, ev.TranscriptionFailed(turn, "x")))
            case do.Understand(turn):
                results = [ev.Understood(turn, one) for one in (FOLLOW_UP, AGAIN, None)]
                self.owed.append((*results, ev.UnderstandingFailed(turn, "x")))
            case do.Analyze(turn):
                self.owed.append((ev.Analyzed(turn), ev.AnalysisFailed(turn, "x")))
            case do.Conclude():
                self.concluded += 1
            case _:
                pass
        if turn := getattr(command, "turn", 0):
            self.seen[type(command).__name__, turn] += 1

    def _owes(self, kind: type) -> bool:
        return any(isinstance(options[0], kind) for options in self.owed)

    def events(self) -> list[ev.Event]:
        """What may happen next."""
        possible = [event for options in self.owed for event in options]
        if self.recording is not None and (self.closing or not self._owes(ev.Spoken)):
            possible += [ev.RequestHeard(self.recording)] * (not self.waiting)
        if self.recording is not None:  # while a repeat is said, too: it was ending already
            possible += [
                ev.ListeningEnded(self.recording, "candidate"),
                ev.ListeningEnded(self.recording, "fault", "x"),
                ev.ListeningEnded(self.recording, "storage", "x"),
            ]
        return possible

    def happened(self, event: ev.Event) -> None:
        if isinstance(event, ev.RequestHeard):
            self.waiting = True
        if isinstance(event, ev.ListeningEnded):
            self.recording, self.closing = None, False
        self.owed = [options for options in self.owed if event not in options]


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(
    data=st.data(),
    questions=st.integers(1, 4),
    follow_ups=st.integers(0, 3),
    invites=st.booleans(),
)
def test_whatever_happens_it_ends_and_no_answer_is_lost(
    data: st.DataObject, questions: int, follow_ups: int, *, invites: bool
):
    world, state = World(), begin(plan(questions, follow_ups, invites=invites))
    patience = data.draw(st.integers(0, 30), label="steps in which the candidate interferes")
    state, commands = advance(state, ev.Started())
    for step in range(400):
        for command in commands:
            world.do(command)
        if state.phase in OVER:
            break
        possible = world.events() or [ev.EndRequested()]
        choices = possible + (INTENTS if step < patience else [])
        event = data.draw(st.sampled_from(choices))
        if event in possible:
            world.happened(event)
        state, commands = advance(state, event)
        if state.phase is Phase.PAUSED:
            assert not any(isinstance(command, do.Say | do.Listen) for command in commands)
    assert state.phase in OVER
    assert world.concluded == 1
    for (name, turn), times in world.seen.items():
        if name == "Listen":
            assert world.seen["Transcribe", turn] == 1, f"turn {turn} was never transcribed"
            assert world.seen["Analyze", turn] == 1, f"turn {turn} was never judged"
        if name not in {"Say", "Listen", "Hold"}:
            assert times == 1, f"{name} {turn} given {times} times"

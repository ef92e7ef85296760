"""Thousands of random interviews, and the few histories worth reading."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.interview import commands as do
from greenroom.interview import events as ev
from greenroom.interview.machine import MAX_FAULTS, NO_MICROPHONE, advance, begin
from greenroom.interview.plan import Plan
from greenroom.interview.script import Question, Script
from greenroom.interview.state import OVER, Phase, State


def question(number: int) -> Question:
    return Question(
        id=f"q-{number}", ask=f"Question {number}?", rubric="star", tests="t", strong="s", weak="w"
    )


SCRIPT = Script(id="s", title="S", about="a", welcome="Hello.", closing="Goodbye.")


def plan(questions: int = 2, follow_ups: int = 1) -> Plan:
    return Plan(SCRIPT, tuple(question(n) for n in range(questions)), follow_ups)


def run(state: State, *events: ev.Event) -> tuple[State, list[do.Command]]:
    """All commands of a history, and where it ended."""
    given_commands: list[do.Command] = []
    for event in events:
        state, commands = advance(state, event)
        given_commands += commands
    return state, given_commands


FOLLOW_UP = ev.FollowUp("result", "What came of it?")


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
        do.Understand(1, frozenset()),
        do.Analyse(1),
        do.Say(2, "What came of it?"),
    ]
    state, commands = run(state, ev.Spoken(2), *answered(2)[:3])
    assert commands[-1] == do.Say(3, "Question 1?"), "one follow-up a question, then on"
    state, _ = run(state, ev.Spoken(3), *answered(3), ev.Analysed(1), ev.Analysed(2))
    assert state.phase is Phase.CLOSING
    state, commands = run(state, ev.Spoken(4))
    assert (state.phase, commands) == (Phase.ANALYSING, [])
    state, commands = run(state, ev.Analysed(3))
    assert (state.phase, commands) == (Phase.REVIEW, [do.Conclude()])


def test_the_next_question_is_synthesised_while_the_answer_is_given():
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
    assert do.Analyse(1) in commands


def test_a_skipped_answer_is_kept_and_judged_but_not_probed():
    state, commands = run(
        asked(begin(plan())),
        ev.QuestionSkipped(),
        ev.ListeningEnded(1, "candidate"),
        ev.Transcribed(1, 5),
    )
    assert do.Analyse(1) in commands
    assert commands[-1] == do.Say(2, "Question 1?")
    assert state.index == 1


def test_the_end_key_leads_to_the_review_with_the_answer_under_way():
    state, commands = run(
        asked(begin(plan(5))),
        ev.EndRequested(),
        ev.ListeningEnded(1, "candidate"),
        ev.Transcribed(1, 9),
        ev.Analysed(1),
    )
    assert state.phase is Phase.REVIEW
    assert commands[-1] == do.Conclude()
    assert do.Analyse(1) in commands


def test_a_lost_microphone_is_told_and_the_interview_goes_on():
    state, commands = run(
        asked(begin(plan(3))), ev.ListeningEnded(1, "fault", "Unplugged."), ev.Transcribed(1, 50)
    )
    assert do.Tell("Unplugged.") in commands
    assert do.Understand(1, frozenset()) in commands
    assert state.phase is Phase.DECIDING


def test_without_any_microphone_the_interview_does_not_run_through_all_questions():
    state, commands = asked(begin(plan(8))), list[do.Command]()
    for turn in range(1, MAX_FAULTS + 1):
        state, commands = run(
            state,
            ev.ListeningEnded(turn, "fault", "Gone."),
            ev.Transcribed(turn, 0),
            ev.Analysed(turn),
            ev.Spoken(turn + 1),
        )
    assert do.Tell(NO_MICROPHONE) in commands
    assert state.phase is Phase.REVIEW


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


INTENTS = [
    ev.AnswerFinished(),
    ev.QuestionSkipped(),
    ev.RepeatRequested(),
    ev.PauseRequested(),
    ev.ResumeRequested(),
    ev.EndRequested(),
]


class World:
    """Answers commands in any order and with any failure, and watches over the rules."""

    def __init__(self) -> None:
        self.owed: list[tuple[ev.Event, ...]] = []
        self.recording: int | None = None
        self.closing = False
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
                self.recording, self.closing = turn, False
            case do.EndListening(turn):
                assert self.recording == turn
                self.closing = True
            case do.Transcribe(turn):
                assert self.recording is None, "transcribes an open recording"
                results = (ev.Transcribed(turn, 9), ev.Transcribed(turn, 0))
                self.owed.append((*results, ev.TranscriptionFailed(turn, "x")))
            case do.Understand(turn):
                results = (ev.Understood(turn, FOLLOW_UP), ev.Understood(turn, None))
                self.owed.append((*results, ev.UnderstandingFailed(turn, "x")))
            case do.Analyse(turn):
                self.owed.append((ev.Analysed(turn), ev.AnalysisFailed(turn, "x")))
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
            possible += [
                ev.ListeningEnded(self.recording, "candidate"),
                ev.ListeningEnded(self.recording, "fault", "x"),
            ]
        return possible

    def happened(self, event: ev.Event) -> None:
        if isinstance(event, ev.ListeningEnded):
            self.recording, self.closing = None, False
        self.owed = [options for options in self.owed if event not in options]


@settings(max_examples=2000, deadline=None)
@given(data=st.data(), questions=st.integers(1, 4), follow_ups=st.integers(0, 3))
def test_whatever_happens_it_ends_and_no_answer_is_lost(
    data: st.DataObject, questions: int, follow_ups: int
):
    world, state = World(), begin(plan(questions, follow_ups))
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
            assert world.seen["Analyse", turn] == 1, f"turn {turn} was never judged"
        if name not in {"Say", "Listen", "Hold"}:
            assert times == 1, f"{name} {turn} given {times} times"

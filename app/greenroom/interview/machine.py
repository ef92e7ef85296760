"""The state machine: a total, pure function from state and event to state and commands.

    idle → preparing → asking → listening → finishing → transcribing → deciding → asking …
    … → closing → analyzing → review; stopped where there is nothing to review.

A request ("could you repeat that?") is granted in a turn of its own, which asks the same again. At
the end the candidate may be invited to ask something.

A pause lies between asking and listening, or inside listening: neither voice nor microphone.

Failures are events like all others: whatever fails, in whatever order, the interview ends in
review or stopped, and every recording that was begun is transcribed, measured and stored.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from greenroom.interview import commands as do
from greenroom.interview import events as ev
from greenroom.interview.commands import Command
from greenroom.interview.events import Event
from greenroom.interview.persona import in_turn, reply
from greenroom.interview.plan import Plan
from greenroom.interview.state import OVER, Leaving, Phase, State
from greenroom.language.requests import Request

Step = tuple[State, tuple[Command, ...]]

MAX_FAULTS = 2
"""Answers in a row that could not be recorded; then there is no point in asking on."""

MAX_REQUESTS = 5
"""Requests granted on one question; what comes after counts as the answer."""

MAX_INVITATIONS = 3
"""Questions of the candidate answered at the end."""

NOTHING_HEARD = "I heard no words in that answer."
NO_MICROPHONE = "The microphone did not come back, so the interview ends here."
NO_DISK = (
    "Your answers can no longer be saved, so the interview ends here. "
    "Free up space on the disk or reconnect it, then start again: everything saved so far is kept."
)


def begin(plan: Plan) -> State:
    """Return the state of an interview that has not started yet."""
    return State(plan=plan)


def advance(state: State, event: Event) -> Step:
    """Return the next state and what is to be done; never fails, never looks at the clock."""
    if state.phase in OVER or _came_late(state, event):
        return state, ()
    return _HANDLERS[type(event)](state, event)


def _came_late(state: State, event: Event) -> bool:
    if isinstance(event, ev.Analyzed | ev.AnalysisFailed):
        return False
    return getattr(event, "turn", state.turn) != state.turn


def _started(state: State, _: ev.Started) -> Step:
    if state.phase is not Phase.IDLE:
        return state, ()
    return replace(state, phase=Phase.PREPARING), (do.Prepare(),)


def _prepared(state: State, _: ev.Prepared) -> Step:
    if state.phase is not Phase.PREPARING:
        return state, ()
    return _open_turn(replace(state, lead=state.plan.script.welcome))


def _preparation_failed(state: State, event: ev.PreparationFailed) -> Step:
    if state.phase is not Phase.PREPARING:
        return state, ()
    return replace(state, phase=Phase.STOPPED), (do.Tell(event.reason), do.Conclude())


def _spoken(state: State, _: ev.Spoken) -> Step:
    if state.phase is Phase.CLOSING:
        return _await_analyses(state)
    if state.phase is not Phase.ASKING:
        return state, ()
    if state.ended is not None:
        return _listening_ended(replace(state, phase=Phase.FINISHING, ended=None), state.ended)
    if state.leaving is Leaving.NOT:
        return _pause(state) if state.pausing else _listen(state)
    if state.heard:
        return replace(state, phase=Phase.FINISHING), (do.EndListening(state.turn),)
    return _move_on(state)


def _speaking_failed(state: State, event: ev.SpeakingFailed) -> Step:
    after, commands = _spoken(state, ev.Spoken(event.turn))
    tell = (do.Tell(event.reason),) if event.reason else ()
    return after, (*tell, *commands) if after is not state else ()


def _listening_ended(state: State, event: ev.ListeningEnded) -> Step:
    if state.phase is Phase.ASKING and state.heard:
        return replace(state, ended=event), (do.StopSpeaking(),)
    if state.phase not in {Phase.LISTENING, Phase.PAUSED, Phase.FINISHING}:
        return state, ()
    faulty = event.by in {"fault", "storage"}
    state = replace(
        state,
        phase=Phase.TRANSCRIBING,
        pausing=state.pausing or state.phase is Phase.PAUSED,
        faults=state.faults + 1 if faulty else 0,
        unwritable=event.by == "storage",
    )
    tell = (do.Tell(event.reason),) if faulty and event.reason else ()
    return state, (*tell, do.Transcribe(state.turn))


def _transcribed(state: State, event: ev.Transcribed) -> Step:
    if state.phase is not Phase.TRANSCRIBING:
        return state, ()
    state, commands = _analyze(state)
    if not event.words:
        tell = () if state.invited else (do.Tell(NOTHING_HEARD),)
        state, more = _move_on(state)
        return state, (*tell, *commands, *more)
    if event.request and state.leaving is Leaving.NOT and state.requests < MAX_REQUESTS:
        state, more = _grant(state, event.request)
        return state, (*commands, *more)
    if state.leaving is not Leaving.NOT or not _may_follow_up(state):
        state, more = _move_on(state)
        return state, (*commands, *more)
    understand = do.Understand(state.turn)
    return replace(state, phase=Phase.DECIDING), (understand, *commands)


def _may_follow_up(state: State) -> bool:
    most = state.plan.most_follow_ups
    return state.follow_ups < state.plan.follow_ups and (
        most is None or len(state.asked_follow_ups) < most
    )


def _request_heard(state: State, _: ev.RequestHeard) -> Step:
    return _finish(state) if state.phase is Phase.LISTENING else (state, ())


def _grant(state: State, request: Request) -> Step:
    """Do what the candidate asks for; after a reply, ask the same question again."""
    persona = state.plan.persona
    match request.kind:
        case "end":
            return _move_on(replace(state, leaving=Leaving.END))
        case "pass":
            return _move_on(state, in_turn(persona.passed, state.index))
        case "nothing":
            return _move_on(state)
        case "dont_know":
            if state.tried_again or not persona.second_chances:
                return _move_on(state, in_turn(persona.passed, state.index))
            state = replace(state, tried_again=True)
        case "result" | "privacy" | "program" | "unknowable":
            return _answer_and_invite(state, reply(request, persona, state.asked))
        case _:
            pass
    aside = reply(request, persona, state.asked)
    return _open_turn(replace(state, aside=aside, requests=state.requests + 1))


def _transcription_failed(state: State, event: ev.TranscriptionFailed) -> Step:
    if state.phase is not Phase.TRANSCRIBING:
        return state, ()
    state, commands = _analyze(state)
    state, more = _move_on(state)
    return state, (do.Tell(event.reason), *commands, *more)


def _understood(state: State, event: ev.Understood) -> Step:
    if state.phase is not Phase.DECIDING:
        return state, ()
    follow_up = event.follow_up
    if state.leaving is not Leaving.NOT or follow_up is None:
        return _move_on(state)
    if follow_up.again and state.tried_again:
        return _move_on(state)
    state = replace(
        state,
        follow_up=follow_up,
        follow_ups=state.follow_ups + (not follow_up.again),
        tried_again=state.tried_again or follow_up.again,
        probed=state.probed | {follow_up.point},
        asked_follow_ups=state.asked_follow_ups | {follow_up.text},
        lead="",
        aside="",
    )
    return _open_turn(state)


def _understanding_failed(state: State, _: ev.UnderstandingFailed) -> Step:
    return _move_on(state) if state.phase is Phase.DECIDING else (state, ())


def _analyzed(state: State, event: ev.Analyzed | ev.AnalysisFailed) -> Step:
    state = replace(state, unanalyzed=state.unanalyzed - {event.turn})
    tell = (do.Tell(event.reason),) if isinstance(event, ev.AnalysisFailed) else ()
    if state.phase is not Phase.ANALYZING:
        return state, tell
    state, commands = _await_analyses(state)
    return state, (*tell, *commands)


def _answer_finished(state: State, _: ev.AnswerFinished) -> Step:
    match state.phase:
        case Phase.ASKING | Phase.CLOSING:
            return state, (do.StopSpeaking(),)
        case Phase.LISTENING:
            return _finish(state)
        case _:
            return state, ()


def _question_skipped(state: State, _: ev.QuestionSkipped) -> Step:
    return _hurry(state, Leaving.SKIP)


def _end_requested(state: State, _: ev.EndRequested) -> Step:
    if state.phase in {Phase.IDLE, Phase.PREPARING}:
        return replace(state, phase=Phase.STOPPED), (do.Conclude(),)
    if state.phase is Phase.ANALYZING:
        return replace(state, phase=Phase.REVIEW), (do.Conclude(),)
    return _hurry(state, Leaving.END)


def _repeat_requested(state: State, _: ev.RepeatRequested) -> Step:
    if state.phase is not Phase.LISTENING:
        return state, ()
    hold = do.Hold(state.turn)
    return replace(state, phase=Phase.ASKING), (hold, do.Say(state.turn, state.asked))


def _pause_requested(state: State, _: ev.PauseRequested) -> Step:
    if state.leaving is not Leaving.NOT or state.pausing:
        return state, ()
    match state.phase:
        case Phase.LISTENING:
            return replace(state, phase=Phase.PAUSED), (do.Hold(state.turn),)
        case Phase.ASKING:
            return replace(state, pausing=True), (do.StopSpeaking(),)
        case Phase.FINISHING | Phase.TRANSCRIBING | Phase.DECIDING:
            return replace(state, pausing=True), ()
        case _:
            return state, ()


def _resume_requested(state: State, _: ev.ResumeRequested) -> Step:
    """Go on with an answer that was begun, else say the question from its beginning."""
    if state.phase is not Phase.PAUSED:
        return replace(state, pausing=False), ()
    if state.heard:
        return _listen(state)
    return replace(state, phase=Phase.ASKING), (do.Say(state.turn, state.aside or state.asked),)


def _hurry(state: State, leaving: Leaving) -> Step:
    """Go where the candidate wants as soon as what is under way is safe."""
    if state.phase in {Phase.IDLE, Phase.PREPARING, Phase.ANALYZING}:
        return state, ()
    state = replace(state, pausing=False)
    if state.leaving is not Leaving.END:
        state = replace(state, leaving=leaving)
    match state.phase:
        case Phase.ASKING | Phase.CLOSING:
            return state, (do.StopSpeaking(),)
        case Phase.LISTENING:
            return _finish(state)
        case Phase.PAUSED:
            return _finish(state) if state.heard else _move_on(state)
        case Phase.DECIDING:
            return _move_on(state)
        case _:
            return state, ()


def _open_turn(state: State) -> Step:
    """Open a new turn of the interviewer."""
    turn = state.turn + 1
    state = replace(state, phase=Phase.ASKING, turn=turn, heard=False, leaving=Leaving.NOT)
    return _pause(state) if state.pausing else (state, (do.Say(turn, state.utterance),))


def _pause(state: State) -> Step:
    """Pause until the candidate resumes."""
    return replace(state, phase=Phase.PAUSED, pausing=False), ()


def _listen(state: State) -> Step:
    prepare = () if state.heard or state.aside else (do.PrepareVoice(_upcoming(state)),)
    state = replace(state, phase=Phase.LISTENING, heard=True)
    return state, (do.Listen(state.turn), *prepare)


def _upcoming(state: State) -> str:
    """Return what is said next if this answer leads to no follow-up."""
    if state.next_question is not None:
        return _at_next_question(state).utterance
    return state.plan.persona.invitation if _may_invite(state) else state.plan.script.closing


def _finish(state: State) -> Step:
    return replace(state, phase=Phase.FINISHING), (do.EndListening(state.turn),)


def _analyze(state: State) -> Step:
    state = replace(state, unanalyzed=state.unanalyzed | {state.turn})
    return state, (do.Analyze(state.turn),)


def _move_on(state: State, lead: str | None = None) -> Step:
    """Move on to the next question or the end; `lead` replaces the usual transition."""
    if state.leaving is Leaving.END:
        return _await_analyses(state)
    if state.faults >= MAX_FAULTS:
        state, commands = _await_analyses(state)
        why = NO_DISK if state.unwritable else NO_MICROPHONE
        return state, (do.Tell(why), *commands)
    if state.next_question is not None:
        return _open_turn(_at_next_question(state, lead))
    if _may_invite(state):
        return _invite(state, state.plan.persona.invitation)
    return _close(state)


def _at_next_question(state: State, lead: str | None = None) -> State:
    """Return the state at the next question, with nothing said or asked on it yet."""
    if lead is None:
        lead = in_turn(state.plan.persona.transitions, state.index)
    return replace(
        state,
        index=state.index + 1,
        follow_up=None,
        follow_ups=0,
        probed=frozenset[str](),
        tried_again=False,
        lead=lead,
        aside="",
        requests=0,
    )


def _may_invite(state: State) -> bool:
    return state.plan.invites and not state.invited and bool(state.plan.persona.invitation)


def _invite(state: State, text: str) -> Step:
    """Invite the candidate to ask something."""
    invited = state.invited + 1
    return _open_turn(
        replace(state, invited=invited, follow_up=None, requests=0, lead="", aside=text)
    )


def _answer_and_invite(state: State, answer: str) -> Step:
    """Answer the candidate's question and invite another."""
    if state.invited >= MAX_INVITATIONS:
        return _close(state, answer)
    return _invite(state, f"{answer} {state.plan.persona.anything_else}")


def _close(state: State, before: str = "") -> Step:
    closing = f"{before} {state.plan.script.closing}".strip()
    state, commands = _open_turn(replace(state, pausing=False, aside=closing))
    return replace(state, phase=Phase.CLOSING), commands


def _await_analyses(state: State) -> Step:
    if state.unanalyzed:
        return replace(state, phase=Phase.ANALYZING), ()
    return replace(state, phase=Phase.REVIEW), (do.Conclude(),)


_HANDLERS: dict[type[Event], Callable[[State, Any], Step]] = {
    ev.Started: _started,
    ev.Prepared: _prepared,
    ev.PreparationFailed: _preparation_failed,
    ev.Spoken: _spoken,
    ev.SpeakingFailed: _speaking_failed,
    ev.ListeningEnded: _listening_ended,
    ev.RequestHeard: _request_heard,
    ev.Transcribed: _transcribed,
    ev.TranscriptionFailed: _transcription_failed,
    ev.Understood: _understood,
    ev.UnderstandingFailed: _understanding_failed,
    ev.Analyzed: _analyzed,
    ev.AnalysisFailed: _analyzed,
    ev.AnswerFinished: _answer_finished,
    ev.QuestionSkipped: _question_skipped,
    ev.RepeatRequested: _repeat_requested,
    ev.PauseRequested: _pause_requested,
    ev.ResumeRequested: _resume_requested,
    ev.EndRequested: _end_requested,
}

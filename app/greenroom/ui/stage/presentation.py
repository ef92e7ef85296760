"""From where an interview stands, and what was seen and heard of it, to what the stage shows.

No Qt, no clock: pure functions on frozen values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from greenroom.formatting import clock
from greenroom.interview.state import OVER, Leaving, Phase, State
from greenroom.live.concurrency.notices import (
    COURSE_SECONDS,
    LevelChanged,
    MicrophoneLost,
    MicrophoneSilent,
    MicrophoneSounds,
    Notice,
    SentOut,
    VoiceBegan,
    WordsHeard,
)
from greenroom.settings import Settings
from greenroom.speech.words import join
from greenroom.ui.stage.view import Outgoing, PastExchange, Speech, StagePhase, StageView

FAR_OVER = 1.5
"""From this many times its target on, an answer is gently nudged to an end."""

_PHASES: dict[Phase, StagePhase] = {
    Phase.IDLE: "preparing",
    Phase.PREPARING: "preparing",
    Phase.ASKING: "asking",
    Phase.LISTENING: "listening",
    Phase.PAUSED: "paused",
    Phase.CLOSING: "closing",
}
_STATUS: dict[Phase, str] = {
    Phase.IDLE: "Getting ready",
    Phase.PREPARING: "Getting ready",
    Phase.ASKING: "The interviewer is speaking",
    Phase.LISTENING: "Listening",
    Phase.PAUSED: "Paused: nobody is speaking or listening",
    Phase.FINISHING: "Thank you",
    Phase.TRANSCRIBING: "Thank you",
    Phase.DECIDING: "Thinking about what you said",
    Phase.CLOSING: "The interviewer is speaking",
    Phase.ANALYZING: "Measuring your answers",
    Phase.REVIEW: "Opening the review",
    Phase.STOPPED: "Closing",
}
_THINKING = frozenset({Phase.FINISHING, Phase.TRANSCRIBING, Phase.DECIDING})


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn, as it stands in the conversation; `index` is that of its question."""

    index: int
    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What was seen and heard so far.

    Attributes:
        exchanges: by turn.
        seconds: how long the answer of this turn has lasted.
        countdown: seconds until silence ends it; None while nothing is counted.
        speech: what is being said aloud.
        trouble: why nobody is heard.
        silence: why only digital silence is heard; empty where sound comes.
        progress: what is being made ready, before the first question.
        sent: the last text that went to a language model.
        sendings: how many went out.
        ending: the candidate wants to end and may still change that.
    """

    exchanges: Mapping[int, Exchange] = field(default_factory=dict[int, Exchange])
    seconds: float = 0.0
    countdown: float | None = None
    speech: Speech | None = None
    trouble: str = ""
    silence: str = ""
    progress: str = ""
    sent: SentOut | None = None
    sendings: int = 0
    ending: bool = False


def moved_on(scene: Scene, state_before: State, state: State) -> Scene:
    """Return the scene after the rules have decided."""
    if state.turn != state_before.turn:
        exchange = Exchange(state.index, state.asked)
        exchanges = {**scene.exchanges, state.turn: exchange}
        scene = replace(scene, exchanges=exchanges, seconds=0.0, speech=None)
    if state.phase is not Phase.LISTENING:
        scene = replace(scene, countdown=None, trouble="", silence="")
    if state.phase not in (Phase.ASKING, Phase.CLOSING):
        scene = replace(scene, speech=None)
    return scene


def noticed(scene: Scene, notice: Notice, state: State) -> Scene:
    """Return the scene after a notice; one for an earlier turn only completes its answer."""
    match notice:
        case LevelChanged(turn, _, seconds, left) if turn == state.turn:
            return replace(scene, seconds=seconds, countdown=left, trouble="")
        case VoiceBegan(turn, _, text, levels) if turn == state.turn:
            number = scene.speech.number + 1 if scene.speech else 1
            return replace(scene, speech=Speech(number, text, levels, COURSE_SECONDS))
        case WordsHeard(turn, words) if turn in scene.exchanges:
            exchange = scene.exchanges[turn]
            longer = replace(exchange, answer=f"{exchange.answer} {join(words)}".strip())
            return replace(scene, exchanges={**scene.exchanges, turn: longer})
        case SentOut():
            return replace(scene, sent=notice, sendings=scene.sendings + 1)
        case _:
            return _with_microphone(scene, notice) if state.phase is Phase.LISTENING else scene


def _with_microphone(scene: Scene, notice: Notice) -> Scene:
    """Return the scene after a notice of what the microphone gives."""
    match notice:
        case MicrophoneLost(sentence):
            return replace(scene, trouble=sentence, countdown=None)
        case MicrophoneSilent(sentence):
            return replace(scene, silence=sentence)
        case MicrophoneSounds():
            return replace(scene, silence="")
        case _:
            return scene


def stage_view(state: State, scene: Scene, settings: Settings) -> StageView:
    """Return what the stage shows."""
    helped = not settings.for_real
    free = not scene.ending
    captions = helped and settings.captions
    now = scene.exchanges.get(state.turn)
    begun = state.turn > 0
    return StageView(
        title=state.plan.script.title,
        phase=_PHASES.get(state.phase, "thinking"),
        status=_status(state, scene),
        number=state.index + 1,
        of=len(state.plan.questions),
        question=_question(state) if begun else "",
        aside=_aside(state),
        speech=scene.speech,
        follow_up=state.follow_up is not None and not state.invited,
        cell=state.question.cell if begun and not _beyond(state) else "",
        caption=now.answer if now and captions else "",
        seconds=scene.seconds,
        target_seconds=_target(state),
        nudge=_nudge(state, scene) if helped else "",
        countdown=scene.countdown,
        trouble=scene.trouble or scene.silence,
        outgoing=_outgoing(scene),
        captions=captions,
        helped=helped,
        can_finish=free and _can_finish(state),
        can_repeat=free and helped and state.phase is Phase.LISTENING,
        can_skip=free and _can_skip(state),
        can_pause=free and helped and _can_pause(state),
        conversation=_conversation(state, scene) if captions else (),
    )


def _status(state: State, scene: Scene) -> str:
    if scene.ending:
        return "The interview ends here"
    if scene.trouble:
        return "Not listening"
    if scene.silence:
        return "Nothing to hear"
    if state.phase in (Phase.IDLE, Phase.PREPARING) and scene.progress:
        return scene.progress
    if state.pausing and state.phase in _THINKING:
        return "A pause before the next question"
    return _STATUS[state.phase]


def _outgoing(scene: Scene) -> Outgoing | None:
    return scene.sent and Outgoing(scene.sent.to, scene.sent.leaves, scene.sendings)


def _question(state: State) -> str:
    return state.aside if state.phase is Phase.CLOSING else state.asked


def _aside(state: State) -> str:
    if state.phase is Phase.CLOSING or state.invited:
        return ""
    return state.aside or state.lead


def _beyond(state: State) -> bool:
    """Tell whether the last question lies behind."""
    return bool(state.invited) or state.phase in (Phase.CLOSING, Phase.ANALYZING, *OVER)


def _target(state: State) -> int:
    return 0 if state.follow_up or _beyond(state) else state.question.target_seconds


def _nudge(state: State, scene: Scene) -> str:
    target = _target(state)
    if state.phase is not Phase.LISTENING or not target or scene.seconds < FAR_OVER * target:
        return ""
    return f"You are well past the usual {clock(target)}. A closing sentence is enough."


def _can_finish(state: State) -> bool:
    return state.phase in (Phase.ASKING, Phase.LISTENING, Phase.PAUSED, Phase.CLOSING)


def _can_skip(state: State) -> bool:
    phases = {Phase.ASKING, Phase.LISTENING, Phase.PAUSED} | _THINKING
    return state.phase in phases and state.leaving is Leaving.NOT


def _can_pause(state: State) -> bool:
    phases = {Phase.ASKING, Phase.LISTENING} | _THINKING
    return state.phase in phases and state.leaving is Leaving.NOT and not state.pausing


def _conversation(state: State, scene: Scene) -> tuple[PastExchange, ...]:
    """Return the earlier turns of this question in which somebody was heard."""
    if _beyond(state) and not state.invited:
        return ()
    earlier = (
        exchange
        for turn, exchange in scene.exchanges.items()
        if turn < state.turn and exchange.index == state.index and exchange.answer
    )
    return tuple(PastExchange(exchange.question, exchange.answer) for exchange in earlier)

"""The stage in the moments of an interview."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from greenroom.ui.stage.screen import StageScreen
from greenroom.ui.stage.view import Outgoing, PastExchange, Speech, StageView
from greenroom.ui.stage.wave import BAR_SECONDS
from pictures.shot import Shot

_BARS = 150
_PHRASE, _PAUSE = 53, 8  # in bars

WELCOME = (
    "Hello, and thanks for making the time. I'd like to hear about things you've really done, so "
    "take a moment before each answer and pick one occasion."
)
QUESTION = (
    "Tell me about the most stubborn technical problem you've had to get to the bottom of. Pick "
    "one where the obvious explanation turned out to be wrong."
)
WORDS = (
    "So last spring our recommendation service slowed down every evening, and everybody was sure "
    "that it was the database, because the two graphs looked alike."
)
MORE = (
    "It took us two weeks to find that a nightly export held a lock on the one table that nobody "
    "had on their list, and after we moved it the graphs came apart."
)
CELL = """def prepare(df):
    df = df.drop_duplicates().reset_index(drop=True)
    X = df.drop(columns="churned")
    y = df["churned"]
    X = pd.get_dummies(X)
    X = X.fillna(X.mean())  # some shops report late
    X = StandardScaler().fit_transform(X)
    X = SelectKBest(k=20).fit_transform(X, y)
    return train_test_split(X, y, stratify=y)
"""

LISTENING = StageView(
    title="Behavioral",
    phase="listening",
    status="Listening",
    number=2,
    of=5,
    question=QUESTION,
    caption=WORDS,
    seconds=47,
    target_seconds=120,
    can_finish=True,
    can_repeat=True,
    can_skip=True,
    can_pause=True,
)


def _voice(loudest: float) -> Iterator[float]:
    """Yield how loud speech might be, in dBFS: syllables, words, and a pause now and then."""
    for bar in range(_BARS):
        syllable = abs(math.sin(bar * 0.83)) + abs(math.sin(bar * 1.9 + 1))
        word = abs(math.sin(bar * 0.13)) + 0.3 * math.sin(bar * 0.041)
        speaks = bar % _PHRASE < _PHRASE - _PAUSE
        yield loudest - 27 + 12 * syllable * (0.4 + 0.6 * word) if speaks else -90.0


ASKING = replace(
    LISTENING,
    phase="asking",
    status="The interviewer is speaking",
    number=1,
    aside=WELCOME,
    caption="",
    seconds=0,
    speech=Speech(1, f"{WELCOME} {QUESTION}", tuple(_voice(-14.0)), 0.1),
    can_repeat=False,
)
CODE = replace(
    LISTENING,
    title="Notebook and coding",
    number=3,
    question=(
        "You're reviewing this function from a colleague. Walk me through what it does, and tell "
        "me what you'd change before it goes anywhere near a model."
    ),
    cell=CELL,
    caption="It drops duplicates first, then it splits off the label, and then …",
    seconds=12,
    target_seconds=180,
)
FOLLOW_UP = replace(
    LISTENING,
    question=(
        "You said “the two graphs looked alike”. How did you know it was really fixed, and what "
        "changed in numbers?"
    ),
    follow_up=True,
    conversation=(PastExchange(QUESTION, f"{WORDS} {MORE}"),),
    caption="We watched the slowest percent of requests",
    seconds=8,
    target_seconds=0,
)
OVER_TIME = replace(
    LISTENING,
    seconds=201,
    nudge="You are well past the usual 2:00. A closing sentence is enough.",
)
HANDS_FREE = replace(LISTENING, countdown=3.0, seconds=91)
THINKING = replace(
    LISTENING,
    phase="thinking",
    status="Thinking about what you said",
    seconds=97,
    caption=MORE,
    can_finish=False,
    can_repeat=False,
)
SENDING = replace(THINKING, outgoing=Outgoing("api.openai.com", leaves=True, number=1))
PAUSED = replace(
    LISTENING,
    phase="paused",
    status="Paused: nobody is speaking or listening",
    can_pause=False,
    can_repeat=False,
)
LOST = replace(
    LISTENING,
    status="Not listening",
    trouble=(
        "The microphone was lost. Plug it in again, or choose another one in the system's sound "
        "settings. What you said so far is kept."
    ),
)


def _pose(view: StageView) -> Callable[[QWidget], None]:
    def pose(screen: QWidget) -> None:
        assert isinstance(screen, StageScreen)
        screen.show_view(view)
        for level in _voice(-6.0):
            if view.phase == "listening":
                screen.show_level(level)
            screen.advance(BAR_SECONDS)
        if view.phase == "listening":
            screen.show_level(-16.0)

    return pose


SHOTS = tuple(
    Shot(name, "stage", _pose(view), kept=view is not THINKING)
    for name, view in (
        ("stage", LISTENING),
        ("stage-asking", ASKING),
        ("stage-code", CODE),
        ("stage-follow-up", FOLLOW_UP),
        ("stage-over-time", OVER_TIME),
        ("stage-hands-free", HANDS_FREE),
        ("stage-thinking", THINKING),
        ("stage-sending", SENDING),
        ("stage-paused", PAUSED),
        ("stage-microphone-lost", LOST),
    )
)

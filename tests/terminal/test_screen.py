"""What the terminal shows, as a function of state and notices."""

import io

from greenroom.interview import events as ev
from greenroom.interview.machine import advance, begin
from greenroom.interview.plan import Plan
from greenroom.interview.script import Question, Script
from greenroom.interview.state import State
from greenroom.live.concurrency.notices import LevelChanged, Mentioned, SentOut, Told, WordsHeard
from greenroom.speech.words import Word
from greenroom.terminal.screen import Screen, live_line

QUESTION = Question(
    id="q", ask="Why?", rubric="star", tests="t", strong="s", weak="w", cell="x = 1\ny = 2"
)
PLAN = Plan(Script(id="s", title="S", about="a", welcome="Hi.", closing="Bye."), (QUESTION,), 1)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def after(*events: ev.Event) -> State:
    state = begin(PLAN)
    for event in events:
        state, _ = advance(state, event)
    return state


ASKED = after(ev.Started(), ev.Prepared())


def test_the_first_turn_shows_welcome_question_and_cell():
    out = io.StringIO()
    Screen(out).state_changed(ASKED)
    assert out.getvalue().split("\n") == [
        "", "Hi.", "", "Question 1 of 1: Why?", "", "    x = 1", "    y = 2", "",
    ]  # fmt: skip


def test_the_same_state_is_shown_once():
    out = io.StringIO()
    screen = Screen(out)
    screen.state_changed(ASKED)
    once = out.getvalue()
    screen.state_changed(ASKED)
    assert out.getvalue() == once


def test_a_line_wipes_the_live_line_first():
    out = Terminal()
    screen = Screen(out)
    screen.notice(LevelChanged(1, -20.0, 61.0), ASKED)
    screen.notice(Told("The disk is full."), ASKED)
    live, line = out.getvalue().rsplit("\r", 1)
    assert "1:01 of 2:00" in live
    assert line == "!  The disk is full.\n"


def test_what_is_only_good_to_know_is_no_warning():
    out = io.StringIO()
    Screen(out).notice(Mentioned("It took 3 requests."), ASKED)
    assert out.getvalue() == "·  It took 3 requests.\n"


def test_what_goes_out_is_said_and_to_where():
    out = io.StringIO()
    screen = Screen(out)
    screen.notice(SentOut("api.example.org", 2400), ASKED)
    screen.notice(SentOut("127.0.0.1:8080", 27, leaves=False), ASKED)
    assert out.getvalue().splitlines() == [
        "→  2,400 characters of text go to api.example.org.",
        "→  27 characters of text go to 127.0.0.1:8080, on this computer.",
    ]


def test_without_a_terminal_there_is_no_live_line():
    out = io.StringIO()
    screen = Screen(out)
    screen.notice(LevelChanged(1, -20.0, 61.0), ASKED)
    screen.notice(WordsHeard(1, (Word("Um,", 0, 1), Word("so", 1, 2))), ASKED)
    assert out.getvalue() == "   … Um, so\n"


def test_the_meter_is_full_at_full_scale_and_empty_in_silence():
    assert live_line(0.0, 0, 0).count("█") == 20
    assert live_line(-100.0, 0, 0).count("█") == 0
    assert "of" not in live_line(-30.0, 5, 0)

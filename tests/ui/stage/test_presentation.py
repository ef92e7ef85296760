"""What the stage shows, from the rules' state and what was seen and heard."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pretend import ASKS, SCRIPT, plan

from greenroom.interview import events as ev
from greenroom.interview.machine import advance, begin
from greenroom.interview.plan import Plan
from greenroom.interview.state import Phase, State
from greenroom.live.concurrency.notices import (
    COURSE_SECONDS,
    Concluded,
    LevelChanged,
    MicrophoneLost,
    MicrophoneSilent,
    MicrophoneSounds,
    Notice,
    SentOut,
    Told,
    VoiceBegan,
    WordsHeard,
)
from greenroom.settings import Settings
from greenroom.speech.words import Word
from greenroom.ui.stage.presentation import FAR_OVER, Scene, moved_on, noticed, stage_view
from greenroom.ui.stage.view import Outgoing, PastExchange, Speech, StageView

WELCOME = f"{SCRIPT.welcome} {ASKS[0]}"
FOLLOW_UP = ev.FollowUp("result", "And what came of it?")
HELP = Settings()
REAL = Settings(for_real=True)


class Interview:
    """The state and the scene, taken along step by step."""

    def __init__(self, its_plan: Plan | None = None) -> None:
        self.state: State = begin(its_plan or plan())
        self.scene = Scene()

    def events(self, *events: ev.Event) -> "Interview":
        for event in events:
            before = self.state
            self.state, _ = advance(self.state, event)
            self.scene = moved_on(self.scene, before, self.state)
        return self

    def notices(self, *notices: Notice) -> "Interview":
        for notice in notices:
            self.scene = noticed(self.scene, notice, self.state)
        return self

    def view(self, settings: Settings = HELP) -> StageView:
        return stage_view(self.state, self.scene, settings)


def asking() -> Interview:
    return Interview().events(ev.Started(), ev.Prepared())


def listening() -> Interview:
    return asking().events(ev.Spoken(1))


def following_up() -> Interview:
    answered = listening().notices(WordsHeard(1, words("I built a clock.")))
    answered.events(ev.AnswerFinished(), ev.ListeningEnded(1, "candidate"), ev.Transcribed(1, 90))
    return answered.events(ev.Understood(1, FOLLOW_UP), ev.Spoken(2))


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(one, n, n + 0.5) for n, one in enumerate(text.split()))


def test_before_the_first_question_it_says_what_is_being_made_ready():
    view = Interview().events(ev.Started()).view()
    assert (view.phase, view.question, view.can_finish) == ("preparing", "", False)
    busy = Interview()
    busy.scene = replace(busy.scene, progress="Loading the model (40%)")
    assert busy.view().status == "Loading the model (40%)"


def test_the_welcome_stands_beside_the_question_and_both_are_followed():
    speaking = asking().notices(VoiceBegan(1, 0.1, WELCOME, (-20.0, -30.0)))
    view = speaking.view()
    assert (view.aside, view.question) == (SCRIPT.welcome, ASKS[0])
    assert view.speech == Speech(1, WELCOME, (-20.0, -30.0), COURSE_SECONDS)
    assert (view.number, view.of, view.title) == (1, 2, SCRIPT.title)
    assert speaking.events(ev.Spoken(1)).view().speech is None


def test_level_time_and_words_come_with_the_answer():
    view = (
        listening()
        .notices(
            LevelChanged(1, -20, 3.5, 2.0),
            WordsHeard(1, words("I built")),
            WordsHeard(1, words("a clock.")),
        )
        .view()
    )
    assert (view.seconds, view.countdown, view.caption) == (3.5, 2.0, "I built a clock.")
    assert view.target_seconds == 60


def test_captions_are_hidden_when_unwanted_and_in_earnest():
    heard = following_up().notices(WordsHeard(2, words("A prize.")))
    shown = heard.view(Settings(captions=True))
    hidden = heard.view(Settings(captions=False))
    earnest = heard.view(REAL)
    assert (shown.caption, hidden.caption, earnest.caption) == ("A prize.", "", "")
    assert shown.conversation == (PastExchange(ASKS[0], "I built a clock."),)
    assert hidden.conversation == earnest.conversation == ()
    assert (shown.helped, earnest.helped) == (True, False)


def test_in_earnest_nothing_is_repeated_paused_or_nudged():
    late = listening().notices(LevelChanged(1, -20, 600, None))
    assert late.view(HELP).nudge
    earnest = late.view(REAL)
    assert (earnest.nudge, earnest.can_pause, earnest.can_repeat) == ("", False, False)
    assert earnest.can_finish
    assert earnest.can_skip


@pytest.mark.parametrize(("share", "nudged"), [(0.9, False), (1.2, False), (FAR_OVER, True)])
def test_the_nudge_comes_only_far_over_time(share: float, nudged: bool):
    view = listening().notices(LevelChanged(1, -20, share * 60)).view()
    assert bool(view.nudge) is nudged


def test_a_follow_up_has_no_target_and_stands_below_what_it_asks_about():
    view = following_up().view()
    assert (view.follow_up, view.question, view.target_seconds) == (True, FOLLOW_UP.text, 0)
    assert view.conversation == (PastExchange(ASKS[0], "I built a clock."),)
    assert (view.number, view.seconds) == (1, 0.0)


def test_the_next_question_begins_without_the_conversation_on_the_last():
    view = (
        following_up()
        .events(ev.AnswerFinished(), ev.ListeningEnded(2, "candidate"), ev.Transcribed(2, 90))
        .view()
    )
    assert (view.number, view.question, view.conversation) == (2, ASKS[1], ())


def test_late_words_complete_the_answer_they_belong_to():
    late = following_up().notices(WordsHeard(1, words("It rang.")), LevelChanged(1, -20, 99))
    view = late.view()
    assert view.conversation == (PastExchange(ASKS[0], "I built a clock. It rang."),)
    assert (view.caption, view.seconds) == ("", 0.0)


def test_a_lost_microphone_is_trouble_until_somebody_is_heard_again():
    lost = listening().notices(LevelChanged(1, -20, 5, 3.0), MicrophoneLost("It is gone."))
    view = lost.view()
    assert (view.trouble, view.status, view.countdown) == ("It is gone.", "Not listening", None)
    assert view.can_finish, "what was said so far can be an answer"
    assert lost.notices(LevelChanged(1, -20, 5.1)).view().trouble == ""


def test_digital_silence_is_trouble_until_sound_comes_again():
    silent = listening().notices(MicrophoneSilent("It is muted."), LevelChanged(1, -100, 5))
    view = silent.view()
    assert (view.trouble, view.status) == ("It is muted.", "Nothing to hear")
    assert silent.notices(MicrophoneSounds("I hear you.")).view().trouble == ""


def test_other_troubles_leave_the_picture_alone():
    assert listening().notices(Told("The disk is slow.")).view() == listening().view()
    assert listening().notices(Concluded("x", Path())).view() == listening().view()


def test_a_pause_stops_everything_but_going_on_and_leaving():
    view = listening().notices(LevelChanged(1, -20, 5, 3.0)).events(ev.PauseRequested()).view()
    assert (view.phase, view.countdown, view.seconds) == ("paused", None, 5)
    assert (view.can_finish, view.can_skip) == (True, True)
    assert (view.can_pause, view.can_repeat) == (False, False)


def test_while_thinking_a_pause_can_be_asked_for_once():
    thinking = listening().events(ev.AnswerFinished())
    assert thinking.view().can_pause
    asked = thinking.events(ev.PauseRequested()).view()
    assert (asked.phase, asked.can_pause) == ("thinking", False)
    assert "pause" in asked.status


def test_while_the_end_can_be_taken_back_nothing_else_can_be_done():
    ending = listening()
    ending.scene = replace(ending.scene, ending=True)
    view = ending.view()
    assert not any((view.can_finish, view.can_skip, view.can_pause, view.can_repeat))


def test_the_last_words_are_shown_and_then_what_is_being_measured():
    last = Interview(plan(1, 0)).events(ev.Started(), ev.Prepared(), ev.Spoken(1))
    last.events(ev.AnswerFinished(), ev.ListeningEnded(1, "candidate"), ev.Transcribed(1, 9))
    view = last.view()
    assert (view.phase, view.question, view.can_finish) == ("closing", SCRIPT.closing, True)
    assert (view.target_seconds, view.cell) == (0, "")
    measuring = last.events(ev.Spoken(2)).view()
    assert (measuring.phase, measuring.status) == ("thinking", "Measuring your answers")
    assert not measuring.can_finish


def test_it_is_said_to_where_text_goes():
    assert listening().view().outgoing is None
    away, here = SentOut("api.example.org", 900), SentOut("127.0.0.1:8080", 9, leaves=False)
    sent = listening().notices(away, here, here)
    assert sent.view().outgoing == Outgoing("127.0.0.1:8080", leaves=False, number=3)
    assert listening().notices(away).view().outgoing == Outgoing("api.example.org", True, 1)


EVENTS = st.sampled_from(
    [
        ev.Spoken(1),
        ev.Spoken(2),
        ev.AnswerFinished(),
        ev.QuestionSkipped(),
        ev.RepeatRequested(),
        ev.PauseRequested(),
        ev.ResumeRequested(),
        ev.EndRequested(),
        ev.ListeningEnded(1, "candidate"),
        ev.Transcribed(1, 20),
        ev.Understood(1, FOLLOW_UP),
        ev.Analyzed(1),
    ]
)


@given(st.lists(EVENTS, max_size=30), st.booleans())
def test_whatever_happens_there_is_a_picture_of_it(events: list[ev.Event], for_real: bool):
    interview = asking().events(*events)
    view = interview.view(Settings(for_real=for_real))
    assert view.status
    assert view.question
    if interview.state.phase in (Phase.LISTENING, Phase.PAUSED):
        assert view.can_finish

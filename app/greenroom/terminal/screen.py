"""The terminal's screen: captions line by line, and one live line with level and time."""

from dataclasses import dataclass, field
from typing import TextIO

from greenroom.formatting import clock
from greenroom.interview.state import Phase, State
from greenroom.live.concurrency.notices import (
    LevelChanged,
    Mentioned,
    Notice,
    SentOut,
    Told,
    WordsHeard,
)
from greenroom.speech.level import meter
from greenroom.speech.words import join
from greenroom.terminal.keys import HELP

METER_WIDTH = 20


@dataclass(slots=True)
class Screen:
    """Writes to `out`; the live line only where `out` is a terminal.

    Attributes:
        gone: whether nobody reads it anymore: the terminal or the pipe was closed.
    """

    out: TextIO
    width: int = 100
    gone: bool = field(default=False, init=False)
    _live: str = field(default="", init=False)
    _state_shown: tuple[int, Phase] = field(default=(0, Phase.IDLE), init=False)

    def state_changed(self, state: State) -> None:
        """Show what has changed in the state of the interview."""
        now = (state.turn, state.phase)
        if now != self._state_shown:
            self._state_shown = now
            for line in lines_for(state):
                self.line(line)

    def notice(self, notice: Notice, state: State) -> None:
        """Show one notice."""
        match notice:
            case LevelChanged(_, dbfs, seconds):
                self._set_live(live_line(dbfs, seconds, _target(state)))
            case WordsHeard(_, words):
                self.line(f"   … {join(words)}")
            case Mentioned(sentence):
                self.line(f"·  {sentence}")
            case Told(sentence):
                self.line(f"!  {sentence}")
            case SentOut(to, characters, leaves):
                where = "" if leaves else ", on this computer"
                self.line(f"→  {characters:,} characters of text go to {to}{where}.")
            case _:
                pass

    def line(self, text: str = "") -> None:
        """Write one line that stays."""
        live, self._live = self._live, ""
        clear = f"\r{' ' * len(live)}\r" if live else ""
        self._write(f"{clear}{text}\n")

    def _set_live(self, text: str) -> None:
        if not self.gone and self.out.isatty():
            text = text[: self.width - 1]
            self._write("\r" + text.ljust(len(self._live)))
            self._live = text

    def _write(self, text: str) -> None:
        if self.gone:
            return
        try:
            self.out.write(text)
            self.out.flush()
        except OSError:
            self.gone = True


def lines_for(state: State) -> list[str]:
    """Return the lines that a change of phase adds."""
    match state.phase:
        case Phase.PREPARING:
            return ["Getting ready …"]
        case Phase.ASKING:
            return ["", *_asking(state)]
        case Phase.LISTENING:
            return [f"   Listening.  {HELP}"]
        case Phase.CLOSING:
            return ["", state.aside]
        case Phase.ANALYZING:
            return ["", "Measuring the last answer …"]
        case _:
            return []


def live_line(dbfs: float, seconds: float, target: int) -> str:
    """Return the level as a bar, and the time against the target."""
    filled = round(METER_WIDTH * meter(dbfs))
    bar = "█" * filled + "·" * (METER_WIDTH - filled)
    of = f" of {clock(target)}" if target else ""
    return f"   {bar}  {clock(seconds)}{of}"


def _asking(state: State) -> list[str]:
    if state.aside:
        return [state.aside]
    if state.follow_up:
        return [f"Follow-up: {state.follow_up.text}"]
    number = f"Question {state.index + 1} of {len(state.plan.questions)}"
    lines = [f"{number}: {state.question.ask}"]
    if state.question.cell:
        lines += ["", *(f"    {row}" for row in state.question.cell.splitlines())]
    return [state.lead, "", *lines] if state.lead else lines


def _target(state: State) -> int:
    return 0 if state.follow_up or state.invited else state.question.target_seconds

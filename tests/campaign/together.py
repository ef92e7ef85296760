"""The window and the terminal side by side on one data folder, an interview in each."""

import os
from pathlib import Path
from random import Random

from campaign.program import arguments, integrity, rows, write_answers, write_script
from campaign.soak import Look
from campaign.tally import Tally
from whole.program import Program, run

LENGTHS = (5.0, 8.0)


def together(home: Path, count: int, chance: Random) -> Tally:
    """Hold so many pairs of interviews in one window and as many terminals."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Not at the top: Qt has to be told where to paint before it is loaded.
    from PySide6.QtWidgets import QApplication
    from room import Room

    from greenroom.settings import Settings

    tally = Tally("together")
    data = home / "data"
    write_script(data)
    said = write_answers(home / "said", [chance.uniform(*LENGTHS) for _ in range(3)], chance)
    settings = Settings(
        microphone=f"file:{said[0]}", speaker="none", voice="none", questions=1, follow_ups=0
    )
    app = QApplication.instance() or QApplication(["greenroom"])
    assert isinstance(app, QApplication)
    room = Room(app, data, settings)
    room.until_home_is_ready()
    held: list[int] = []
    for _ in range(count):
        with tally.trial():
            _hold_both(room, data, said[1:], tally)
        if look := Look.at(os.getpid()):
            held.append(round(look.memory))
    tally.figures["window_mb"] = held
    room.close()
    listed = run(data, "sessions", "list").stdout
    known = len(rows(data, "SELECT id FROM sessions WHERE finished_at IS NOT NULL"))
    tally.check(
        known == 2 * count, f"{known} of {2 * count} sessions:\n{listed}", 2 * count - known
    )
    tally.check(integrity(data) == "ok", integrity(data))
    return tally


def _hold_both(room: object, data: Path, said: list[Path], tally: Tally) -> None:
    from room import Room

    assert isinstance(room, Room)
    program = Program(data, *arguments(data, said))
    try:
        program.wait_for("Question 1 of", 300)
        shown = room.reviewed
        room.window.show_screen("home")
        room.interviews.begin(room.settings)
        room.until(lambda: room.window.shown == "review" and room.reviewed != shown, 300)
        while program.process.poll() is None:
            room.settle()
        tally.check(program.process.returncode == 0, program.output)
    finally:
        program.kill()
    told = [line for line in program.lines if line.startswith(("!", "Traceback"))]
    tally.check(not told, f"the terminal: {told}")
    tally.check(not room.sentence, f"the window: {room.sentence}")
    folders = rows(data, "SELECT folder FROM sessions")
    missing = [
        row["folder"] for row in folders if not (data / row["folder"] / "report.html").exists()
    ]
    tally.check(not missing, f"no report in {missing}", len(missing))
    room.window.show_screen("history")
    room.settle()

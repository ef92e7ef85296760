"""The campaign's own parts notice what they are there to notice."""

import os
import sys
from pathlib import Path
from random import Random

import pytest

from campaign.cut import cut
from campaign.disks import disk
from campaign.soak import Look, judge
from campaign.tally import Tally

root_on_linux = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not Path("/dev/loop-control").exists(),
    reason="needs root and loop devices",
)


def test_a_trial_with_two_problems_failed_once(capsys: pytest.CaptureFixture[str]):
    tally = Tally("try")
    with tally.trial():
        tally.check(True, "never printed")
    with tally.trial():
        tally.problem("one thing is gone", lost=1)
        tally.check(False, "another, too", lost=2)
    tally.most("worst", 1.5)
    tally.most("worst", 0.5)
    assert tally.close() == 1
    *problems, figure = capsys.readouterr().out.splitlines()
    assert problems == ["PROBLEM try 2: one thing is gone", "PROBLEM try 2: another, too"]
    assert figure == 'FIGURE try {"tried": 2, "survived": 1, "lost": 3, "worst": 1.5}'


def test_what_was_whole_before_a_cut_comes_back(tmp_path: Path):
    tally = cut(tmp_path, 3, Random(1))  # noqa: S311
    assert (tally.tried, tally.failed) == (3, 0)


@pytest.mark.parametrize(
    ("last", "failed"),
    [
        (Look(310, 12, 20), 0),
        (Look(316, 12, 20), 1),
        (Look(300, 14, 20), 1),
        (Look(300, 12, 23), 1),
    ],
    ids=["flat", "memory", "threads", "descriptors"],
)
def test_a_soak_notices_what_grows(last: Look, failed: int):
    tally = Tally("soak")
    with tally.trial():
        judge([[Look(250, 10, 20)], *[[Look(300, 12, 20)]] * 9, [last]], tally)
    assert tally.failed == failed


@root_on_linux
def test_a_cut_disk_holds_what_was_synced_and_no_more(tmp_path: Path):
    with disk(tmp_path) as made:
        synced, unsynced = made.mounted / "synced", made.mounted / "unsynced"
        with synced.open("wb") as file:
            file.write(b"kept")
            file.flush()
            os.fsync(file.fileno())
        unsynced.write_bytes(b"gone")
        with made.after(made.cut()) as mounted:
            assert (mounted / "synced").read_bytes() == b"kept"
            left = mounted / "unsynced"
            assert not left.exists() or left.read_bytes() == b""
        assert unsynced.read_bytes() == b"gone"

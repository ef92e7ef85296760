"""The reliability campaign: breaks Greenroom on purpose and counts what is lost.

make campaign                       every part, some hours
make campaign ARGS="kill --count 5" one part
"""

import argparse
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

from campaign.case_folding import case_folding
from campaign.cut import cut
from campaign.kill import kill, kill_sound_card
from campaign.power_cut import power_cut
from campaign.quota import quota
from campaign.soak import soak
from campaign.tally import Tally
from campaign.together import together

Part = Callable[[Path, int, Random], Tally]

PARTS: dict[str, tuple[Part, int]] = {
    "kill": (kill, 50),
    "kill-sound-card": (kill_sound_card, 50),
    "cut": (cut, 300),
    "soak": (soak, 200),
    "quota": (quota, 5),
    "case-folding": (case_folding, 3),
    "power-cut": (power_cut, 50),
    "together": (together, 10),
}
"""Each part, and how many trials it makes unless told otherwise."""


def main() -> int:
    """Exit code 1 where a part found a problem."""
    parser = argparse.ArgumentParser(
        prog="campaign", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all if none is named")
    parser.add_argument("--count", type=int, help="trials of each part")
    parser.add_argument("--seed", type=int, default=1, help="of everything random")
    parser.add_argument("--keep", action="store_true", help="leave the data folders for a look")
    chosen = parser.parse_args()
    codes = [_run(name, chosen) for name in chosen.parts or PARTS]
    return max(codes)


def _run(name: str, chosen: argparse.Namespace) -> int:
    part, usual = PARTS[name]
    folder = Path(tempfile.mkdtemp(prefix=f"campaign-{name}-"))
    try:
        tally = part(folder, chosen.count or usual, Random(chosen.seed))  # noqa: S311
    except Exception:  # noqa: BLE001 - one part that cannot go on does not stop the others
        traceback.print_exc()
        tally = Tally(name, failed=1, tried=1)
    finally:
        if not chosen.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())

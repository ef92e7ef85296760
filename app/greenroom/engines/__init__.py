"""Adapters: each file imports one library and converts its errors, and does nothing else.

The threads of the speech model wait for each other asleep. Left to themselves they wait busily,
which on a machine with other work to do took seven times as long. Their library reads this once,
when it is loaded, so it is said before any file here can load it.
"""

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

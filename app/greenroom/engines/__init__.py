"""Adapters: each file imports one library and converts its errors, and does nothing else.

The threads of the speech model wait for each other asleep. Left to themselves they wait busily,
which on a machine with other work to do took seven times as long. Their library reads this once,
when it is loaded, so it is said before any file here can load it.

oneDNN below it compiles kernels for every length of sound and would keep 1,024 of them. Nearly
every segment has a length of its own, so that is 1.3 MB a segment. What a decoding step uses over
and over fits into 16 and is as quick.
"""

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16")

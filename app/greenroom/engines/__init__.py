"""Adapters: each file imports one library and converts its errors, and does nothing else.

The threads of the speech model sleep while they wait for each other. By default they spin, which
took seven times as long on a busy machine. Their library reads this variable once, when it is
loaded, so it is set before any file here can load it.

oneDNN below it compiles kernels for every length of sound and would keep 1,024 of them. Nearly
every segment has a length of its own, so that is 1.3 MB per segment. What a decoding step reuses
fits into 16, and is just as fast.
"""

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16")

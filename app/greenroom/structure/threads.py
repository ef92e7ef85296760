"""Products of small matrices on one thread.

More threads make products this small hardly faster, and six times slower on a busy machine, where
they wait for each other.
"""

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController  # pyright: ignore[reportMissingTypeStubs]


def one_thread() -> AbstractContextManager[object]:
    """While inside, numpy multiplies on one thread."""
    return _controller().limit(limits=1, user_api="blas")  # pyright: ignore[reportUnknownMemberType]


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()

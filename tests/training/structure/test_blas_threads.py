"""How many threads numpy multiplies with, while several multiply at once."""

from contextlib import suppress
from threading import Event, Thread

import numpy as np
from threadpoolctl import threadpool_info  # pyright: ignore[reportMissingTypeStubs]

from training.structure.blas_threads import one_thread


def threads() -> set[int]:
    assert (np.ones((2, 2)) @ np.ones((2, 2))).all()
    # Whoever loaded scipy has a second BLAS in the process, which is none of our business.
    return {one["num_threads"] for one in threadpool_info() if "numpy" in one["filepath"]}


def test_the_last_one_out_lifts_the_limit_and_nobody_before():
    """Two threads are inside at once, and the one that came first leaves first."""
    before, inside, leave = threads(), Event(), Event()

    def second() -> None:
        with one_thread():
            inside.set()
            leave.wait(10)

    other = Thread(target=second)
    with one_thread():
        other.start()
        assert inside.wait(10)
    assert threads() == {1}, "somebody is still inside"
    leave.set()
    other.join()
    assert threads() == before


def test_a_failure_inside_lifts_the_limit_too():
    before = threads()
    with suppress(ZeroDivisionError), one_thread():
        _ = 1 // 0
    assert threads() == before

"""Executors: order, results, failures, and who lowers its priority."""

import os
import sys
import threading

import pytest

from greenroom.live.concurrency.executors import (
    Executor,
    InlineExecutor,
    SerialExecutor,
    any_left_at_work,
)


@pytest.fixture(params=[InlineExecutor, lambda: SerialExecutor("test")])
def executor(request: pytest.FixtureRequest):
    made: Executor = request.param()
    yield made
    made.close()


def test_one_thing_after_the_other_in_the_order_given(executor: Executor):
    done: list[int] = []
    futures = [executor.submit(lambda n=n: done.append(n)) for n in range(50)]
    futures[-1].result()
    assert done == list(range(50))


def test_a_failure_belongs_to_whoever_asks_for_the_result(executor: Executor):
    failed = executor.submit(lambda: 1 // 0)
    assert executor.submit(lambda: "still there").result() == "still there"
    with pytest.raises(ZeroDivisionError):
        failed.result()


def test_what_comes_after_the_end_is_dropped_quietly(executor: Executor):
    done: list[int] = []
    executor.submit(lambda: done.append(1)).result()
    executor.close()
    assert executor.submit(lambda: done.append(2)).cancelled()
    executor.close()
    assert done == [1]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows priorities of threads")
def test_a_modest_lane_steps_back_and_nobody_else():
    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    usual = priority()
    modest, other = SerialExecutor("modest", modest=True), SerialExecutor("other")
    assert modest.submit(priority).result() == max(usual, 5)
    assert other.submit(priority).result() == priority() == usual
    modest.close()
    other.close()


def test_what_is_still_at_work_behind_its_end_is_known():
    over = threading.Event()
    executor = SerialExecutor("slow")
    executor.submit(over.wait)
    assert not executor.close(0.01)
    assert any_left_at_work()
    over.set()
    assert executor.close(10)
    assert not any_left_at_work()

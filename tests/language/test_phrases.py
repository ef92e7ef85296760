"""What words have in common, whatever their endings."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.language.phrases import _stem, contents, stems


@pytest.mark.parametrize(
    "words",
    [
        "model models modeled modeled modeling modeling",
        "latency latencies",
        "ship ships shipped shipping",
        "measure measures measured measuring",
        "engineer engineers engineer's engineering",
        "fail fails failed failing",
    ],
)
def test_forms_of_one_word_meet(words: str):
    assert len(stems(words)) == 1


@pytest.mark.parametrize("words", ["feed feature", "label labor", "reliable rely", "0.89 0.8"])
def test_words_that_only_look_alike_stay_apart(words: str):
    assert len(stems(words)) == 2


@given(st.text(max_size=80))
def test_every_content_word_keeps_something(text: str):
    assert "" not in stems(text)
    assert bool(stems(text)) == bool(contents(text))


def test_threads_do_not_mix_up_words():
    words = [f"measur{'ing' * (n % 2)}{n}s" for n in range(400)]
    one_by_one = [stems(word) for word in words]
    _stem.cache_clear()
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(stems, words)) == one_by_one
    finally:
        sys.setswitchinterval(usual)

"""What the shipped encoder made lately, so that an answer that grows is not read all over again.

An answer is looked at after each segment and when it is over: its sentences, and its words in
windows. All but the last of both stay as they were.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from threading import Lock
from typing import Final, Generic, TypeVar

import numpy as np

from greenroom.structure.encoder import Vectors, encoder, joined
from greenroom.structure.text_normalization import plain

K = TypeVar("K", bound=Hashable)


class LruCache(Generic[K]):
    """As many things as are kept, the longest unused ones forgotten first."""

    def __init__(self, make: Callable[[Sequence[K]], Iterable[Vectors]], most: int) -> None:
        self._make = make
        self._most = most
        self._known: OrderedDict[K, Vectors] = OrderedDict()
        self._lock = Lock()

    def __call__(self, keys: Sequence[K]) -> list[Vectors]:
        """Return what is made of each; only what is not known any more is made."""
        with self._lock:
            new = [key for key in dict.fromkeys(keys) if key not in self._known]
            self._known.update(zip(new, self._make(new), strict=True))
            found = [self._known[key] for key in keys]
            for key in keys:
                self._known.move_to_end(key)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return found

    def forget(self) -> None:
        """Make everything again from now on."""
        with self._lock:
            self._known.clear()


_Words = tuple[str, ...]


def _windows(windows: Sequence[_Words]) -> list[Vectors]:
    return [encoder().in_window(words) for words in windows]


_texts: Final = LruCache[str](lambda texts: encoder().encode(texts), 1000)
_in_windows: Final = LruCache[_Words](_windows, 40)
"""Some 3,500 words: 20 minutes of speech, in 7 MB."""


def remembered(texts: Sequence[str]) -> Vectors:
    """Return one vector per text, shape (n, 768), as `Encoder.encode` makes them."""
    vectors = _texts(texts)
    return np.vstack(vectors) if vectors else encoder().encode(())


def in_context(words: Sequence[str]) -> Vectors:
    """Return one vector per word as it stands among the others, shape (n, 384).

    Args:
        words: plain words in their order, at least one, however many.
    """
    return joined(_in_windows(encoder().windows(words)))


def forget() -> None:
    """Remember nothing any more, so that the next is encoded as the first was."""
    plain.cache_clear()
    _texts.forget()
    _in_windows.forget()

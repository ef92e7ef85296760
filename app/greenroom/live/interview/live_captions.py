"""The words of one answer on their way to the screen, watched for requests."""

from collections.abc import Sequence

from greenroom.interview.events import RequestHeard
from greenroom.language.requests import AT_ONCE, request_in
from greenroom.live.concurrency.notices import PostNotice, WordsHeard
from greenroom.speech.words import Word, join


class Captions:
    """Takes the words of one segment after another.

    A segment ends with a pause. If everything said by then is a request that waits for a reply, the
    rules get it at once, and nobody has to press a key.
    """

    def __init__(self, turn: int, post: PostNotice) -> None:
        self._turn = turn
        self._post = post
        self._words: list[Word] = []

    def __call__(self, words: Sequence[Word]) -> None:
        """Show more words; earlier ones are not repeated."""
        self._post(WordsHeard(self._turn, tuple(words)))
        self._words += words
        request = request_in(join(self._words))
        if request and request.kind in AT_ONCE:
            self._post(RequestHeard(self._turn))

"""The words of an answer as captions for a player (WebVTT)."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from greenroom.speech.words import Transcript, Word, join

_LINE = 42  # letters that a line may have: the usual limit for captions
_LINES = 2
_SECONDS = 6.0  # how long a caption may stand
_SHORTEST = 0.1
_SILENCE = 0.7  # a pause that ends a caption, in seconds
_COMMA = 24  # so many letters less even may the halves be, to cut at a comma
_ENDS = (".", "?", "!", ".”", "?”", "!”")


def captions(transcript: Transcript) -> str:
    """Return a WebVTT file: cut at the ends of sentences and at pauses, two lines at most.

    A word that alone is longer than a line stays whole.
    """
    cues = [_cue(number, words) for number, words in enumerate(_cut(transcript.words), start=1)]
    return "\n\n".join([f"WEBVTT\nLanguage: {transcript.language}", *cues]) + "\n"


def _cut(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Cut at ends of sentences and at silences, and further where that is too much at once."""
    begin = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or _parts(words[end - 1], words[end]):
            yield from _fitting(words[begin:end])
            begin = end


def _parts(before: Word, after: Word) -> bool:
    return before.text.endswith(_ENDS) or after.start - before.end >= _SILENCE


def _fitting(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield the words in halves of halves, until each can be read at once."""
    seconds = words[-1].end - words[0].start
    if len(words) == 1 or (seconds <= _SECONDS and len(_lines(words)) <= _LINES):
        yield words
    else:
        middle = min(range(1, len(words)), key=lambda at: _unevenness(words, at))
        yield from _fitting(words[:middle])
        yield from _fitting(words[middle:])


def _unevenness(words: Sequence[Word], at: int) -> int:
    """Return how bad a place to cut is, in letters; a comma makes up for some of them."""
    comma = _COMMA if words[at - 1].text.endswith(",") else 0
    return abs(len(join(words[:at])) - len(join(words[at:]))) - comma


def _lines(words: Iterable[Word]) -> list[str]:
    return wrap(join(words), _LINE, break_long_words=False, break_on_hyphens=False)


def _cue(number: int, words: Sequence[Word]) -> str:
    start = words[0].start
    times = f"{_time(start)} --> {_time(max(words[-1].end, start + _SHORTEST))}"
    return "\n".join([str(number), times, *map(_escaped, _lines(words))])


def _time(seconds: float) -> str:
    milliseconds = round(max(seconds, 0) * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

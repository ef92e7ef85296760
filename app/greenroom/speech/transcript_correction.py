"""A transcript with a word put right: what was said changes, when it was said does not."""

from dataclasses import replace

from greenroom.speech.filled_pauses import is_filled_pause
from greenroom.speech.words import Transcript, Word


def corrected(transcript: Transcript, place: int, text: str) -> Transcript:
    """Return the transcript with word number `place`, from 0, read as `text`.

    Several words share the time of the one by their length; no text takes the word away. What a
    person wrote is certain.

    Raises:
        IndexError: there is no such word.
    """
    word = transcript.words[place]
    instead = _shared(word, text.split())
    words = (*transcript.words[:place], *instead, *transcript.words[place + 1 :])
    return replace(transcript, words=words)


def _shared(word: Word, texts: list[str]) -> tuple[Word, ...]:
    letters = sum(map(len, texts))
    each = (word.end - word.start) / letters if letters else 0.0
    words: list[Word] = []
    start = word.start
    for text in texts:
        end = start + each * len(text)
        kind = "filled_pause" if is_filled_pause(text) else "word"
        words.append(Word(text, start, end, 1.0, kind))
        start = end
    if words:
        words[-1] = replace(words[-1], end=word.end)
    return tuple(words)

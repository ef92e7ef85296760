"""Captions can be read in the time they stand."""

import re

from hypothesis import given
from hypothesis import strategies as st

from greenroom.feedback.render.captions import captions
from greenroom.speech.words import Transcript, Word
from spoken_sample import STORY, say

CUE = re.compile(r"\d+\n(\d\d):(\d\d):([\d.]{6}) --> (\d\d):(\d\d):([\d.]{6})\n(.*)", re.DOTALL)


def cues(transcript: Transcript) -> list[tuple[float, float, list[str]]]:
    head, *blocks = captions(transcript).removesuffix("\n").split("\n\n")
    assert head == f"WEBVTT\nLanguage: {transcript.language}"
    read: list[tuple[float, float, list[str]]] = []
    for block in blocks:
        match = CUE.fullmatch(block)
        assert match, block
        hours, minutes, seconds, *to = map(float, match.groups()[:6])
        begin = 3600 * hours + 60 * minutes + seconds
        read.append((begin, 3600 * to[0] + 60 * to[1] + to[2], match[7].split("\n")))
    return read


def test_a_story_is_cut_at_its_sentences() -> None:
    words, _, _ = say("We tried it. [0.5] It worked, and they kept it.")
    assert [lines for _, _, lines in cues(Transcript(words))] == [
        ["We tried it."],
        ["It worked, and they kept it."],
    ]


def test_a_long_sentence_is_cut_evenly_and_rather_at_a_comma() -> None:
    words, _, _ = say(
        "When the numbers came in on Monday morning, nobody in the whole building could say why "
        "the model had been right.",
        pace=0.1,
    )
    shown = [" ".join(lines) for _, _, lines in cues(Transcript(words))]
    assert shown == [
        "When the numbers came in on Monday morning,",
        "nobody in the whole building could say why the model had been right.",
    ]


def test_a_silence_ends_a_caption() -> None:
    words, _, _ = say("It turned out that [1.2] that most of it was wasted.")
    assert [lines for _, _, lines in cues(Transcript(words))] == [
        ["It turned out that"],
        ["that most of it was wasted."],
    ]


def test_nothing_said_is_an_empty_file() -> None:
    assert captions(Transcript(())) == "WEBVTT\nLanguage: en\n"


def test_what_was_said_is_no_markup() -> None:
    words = (Word("<c.red>", 0, 1), Word("&", 1, 1.2), Word("-->", 1.2, 1.5))
    ((_, _, lines),) = cues(Transcript(words))
    assert lines == ["&lt;c.red&gt; &amp; --&gt;"]


def test_an_hour_has_its_place() -> None:
    ((begin, end, _),) = cues(Transcript((Word("late", 3725.5, 3726.25),)))
    assert (begin, end) == (3725.5, 3726.25)


def test_all_words_of_a_story_are_there_in_readable_pieces() -> None:
    words, _, _ = say(STORY)
    shown = cues(Transcript(words))
    assert " ".join(line for _, _, lines in shown for line in lines) == Transcript(words).text
    for begin, end, lines in shown:
        assert 0 < end - begin <= 6.0
        assert len(lines) <= 2
        assert max(map(len, lines)) <= 42


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(categories=["L", "P", "S"]), min_size=1, max_size=60),
            st.floats(0, 9),
            st.floats(0, 9),
        ),
        max_size=30,
    )
)
def test_any_words_make_captions_in_order(drawn: list[tuple[str, float, float]]) -> None:
    now, words = 0.0, []
    for text, gap, length in drawn:
        words.append(Word(text, now + gap, now + gap + length))
        now += gap + length
    shown = cues(Transcript(tuple(words)))
    assert all(begin < end for begin, end, _ in shown)
    assert [begin for begin, _, _ in shown] == sorted(begin for begin, _, _ in shown)
    assert all(len(lines) <= 2 or len("".join(lines)) <= 60 for _, _, lines in shown)

"""Filled pauses that only the sound tells of are added, once, and never over a word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.assembly import heard_words
from greenroom.speech.span import Span
from greenroom.speech.steady import SteadySound
from greenroom.speech.unspoken import with_unspoken
from greenroom.speech.words import Word

UH = SteadySound(2.05, 2.4, 600.0)
SPEECH = (Span(0.5, 1.5), Span(2.0, 2.45), Span(3.0, 4.0))
BEFORE, AFTER = Word("First", 0.5, 1.5), Word("then", 3.0, 4.0)


def test_a_sound_alone_between_words_is_a_filled_pause_on_its_sound() -> None:
    words = with_unspoken((BEFORE, AFTER), [UH], SPEECH)
    assert [word.text for word in words] == ["First", "uh,", "then"]
    pause = words[1]
    assert pause.span == Span(2.0, 2.45)
    assert (pause.kind, pause.found_by) == ("filled_pause", "sound")


def test_a_word_stretched_over_it_gives_way() -> None:
    stretched = Word("then", 2.0, 4.0)
    words = with_unspoken((BEFORE, stretched), [UH], SPEECH)
    assert [word.text for word in words] == ["First", "uh,", "then"]
    assert words[2].span == Span(3.0, 4.0)


def test_a_word_that_has_no_other_place_keeps_the_sound() -> None:
    words = (BEFORE, Word("her", 2.0, 2.45), AFTER)
    assert with_unspoken(words, [UH], SPEECH) == words


def test_what_the_words_tell_is_not_told_twice() -> None:
    told = (BEFORE, Word("uh,", 2.1, 2.4, 0.8, "filled_pause"), AFTER)
    assert with_unspoken(told, [UH], SPEECH) == told


def test_a_sound_within_speech_belongs_to_a_word() -> None:
    assert with_unspoken((BEFORE, AFTER), [UH], (Span(0.5, 4.0),)) == (BEFORE, AFTER)


def test_what_hums_without_words_is_no_filled_pause() -> None:
    assert with_unspoken((), [UH], SPEECH) == ()


def test_too_short_too_long_too_low_and_too_bright_sounds_are_none() -> None:
    for sound in (
        SteadySound(2.1, 2.25, 600.0),
        SteadySound(2.0, 3.4, 600.0),
        SteadySound(2.05, 2.4, 120.0),
        SteadySound(2.05, 2.4, 1500.0),
    ):
        around = (SPEECH[0], Span(sound.start, sound.end), Span(3.5, 4.0))
        assert with_unspoken((BEFORE,), [sound], around) == (BEFORE,)


def test_an_uh_where_no_speech_was_noticed_is_put_on_its_sound() -> None:
    sound = SteadySound(0.6, 0.9, 500.0)
    words = heard_words([Word("Uh,", 0.0, 2.1), Word("hi", 2.1, 2.4)], (Span(2.05, 2.5),), [sound])
    assert [word.span for word in words] == [Span(0.6, 0.9), Span(2.1, 2.4)]


def test_a_word_is_never_put_where_no_speech_was_noticed() -> None:
    sound = SteadySound(0.6, 0.9, 500.0)
    (word,) = heard_words([Word("Hi", 0.0, 2.4)], (Span(2.05, 2.5),), [sound])
    assert word.start == 2.05


pieces = st.lists(st.tuples(st.floats(0.05, 1), st.floats(0.15, 1)), min_size=1, max_size=8)


@given(
    pieces,
    st.lists(st.tuples(st.floats(0, 8), st.floats(0.1, 1.5)), max_size=6),
    st.lists(st.tuples(st.floats(0, 8), st.floats(0, 2), st.sampled_from(["uh", "a", "model"]))),
)
def test_words_and_filled_pauses_never_overlap(
    spans: list[tuple[float, float]],
    sounds: list[tuple[float, float]],
    raw: list[tuple[float, float, str]],
) -> None:
    speech: list[Span] = []
    at = 0.0
    for silence, spoken in spans:
        speech.append(Span(at + silence, at + silence + spoken))
        at += silence + spoken
    steady = [SteadySound(start, start + long, 600.0) for start, long in sorted(sounds)]
    said = [Word(text, start, start + long) for start, long, text in sorted(raw)]
    words = heard_words(said, speech, steady)
    for one, other in pairwise(words):
        assert one.start < one.end <= other.start + 1e-9
    assert sum(word.found_by == "words" for word in words) <= len(said)

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import quiet, room, spoken, voice, word, words

from greenroom.delivery import pause_measures
from greenroom.delivery.level_meter import metered
from greenroom.delivery.measure import Pause
from greenroom.delivery.pauses import place, silent_pauses
from greenroom.delivery.word_index import Timeline
from greenroom.speech.span import Span

BURSTS = ["We had a model.", "It was slow", "because the data", "were old, and", "so we stopped."]


def padded(speech: list[Span], seconds: float) -> list[Span]:
    """Voice activity as detectors give it: too wide, close stretches joined."""
    joined: list[Span] = []
    for span in speech:
        wide = Span(max(0.0, span.start - seconds), span.end + seconds)
        if joined and joined[-1].end >= wide.start:
            joined[-1] = Span(joined[-1].start, wide.end)
        else:
            joined.append(wide)
    return joined


@pytest.mark.parametrize("padding", [0.0, 0.1, 0.3, -0.08])
def test_pauses_have_their_true_edges_whatever_the_voice_activity(padding: float) -> None:
    clip, transcript, speech = spoken(BURSTS, [0.3, 0.5, 1.2, 2.6])
    pauses = silent_pauses(metered(clip).levels, transcript.words, padded(speech, padding))
    gaps = [(a.end, b.start) for a, b in pairwise(speech)]
    assert len(pauses) == len(gaps)
    for pause, (start, end) in zip(pauses, gaps, strict=True):
        assert pause.start == pytest.approx(start, abs=0.03)
        assert pause.end == pytest.approx(end, abs=0.03)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0.05, 2.0), min_size=4, max_size=4))
def test_only_silences_of_a_quarter_second_are_pauses(gaps: list[float]) -> None:
    clip, transcript, speech = spoken(BURSTS, gaps)
    pauses = silent_pauses(metered(clip).levels, transcript.words, speech)
    sure = sum(gap >= 0.28 for gap in gaps)
    possible = sum(gap >= 0.22 for gap in gaps)
    assert sure <= len(pauses) <= possible
    assert all(0 <= pause.start < pause.end <= clip.seconds for pause in pauses)


def test_words_stretched_over_a_silence_do_not_hide_it() -> None:
    clip = room(np.concatenate([voice(1.0), quiet(0.8), voice(1.0)]))
    said = [word("we", 0.0, 1.7), word("stopped", 1.7, 2.8)]
    (pause,) = silent_pauses(metered(clip).levels, said, [Span(0.0, 1.0), Span(1.8, 2.8)])
    assert pause.start == pytest.approx(1.0, abs=0.03)
    assert pause.end == pytest.approx(1.8, abs=0.03)


def test_a_filled_pause_that_voice_activity_missed_is_no_silence() -> None:
    clip = room(np.concatenate([voice(1.0), quiet(0.4), voice(0.5), quiet(0.4), voice(1.0)]))
    said = [word("we", 0.0, 1.0), word("um", 1.4, 1.9), word("stopped", 2.3, 3.3)]
    pauses = silent_pauses(metered(clip).levels, said, [Span(0.0, 1.0), Span(2.3, 3.3)])
    assert [round(pause.end - pause.start, 1) for pause in pauses] == [0.4, 0.4]


def test_a_click_that_is_no_voice_does_not_end_a_pause() -> None:
    samples = np.concatenate([voice(1.0), quiet(1.0), voice(1.0)])
    samples[24000:24160] = 0.5
    said = [word("we", 0.0, 1.0), word("stopped", 2.0, 3.0)]
    (pause,) = silent_pauses(metered(room(samples)).levels, said, [Span(0.0, 1.0), Span(2.0, 3.0)])
    assert pause.end - pause.start == pytest.approx(1.0, abs=0.05)


def test_silence_before_the_first_and_after_the_last_word_is_no_pause() -> None:
    clip = room(np.concatenate([quiet(2.0), voice(1.0), quiet(2.0)]))
    assert silent_pauses(metered(clip).levels, [word("stopped", 0.5, 4.5)], [Span(2.0, 3.0)]) == ()


def test_in_loud_noise_voice_activity_alone_decides() -> None:
    clip = room(np.concatenate([voice(1.0), quiet(0.8), voice(1.0)]), decibels=-24.0)
    said = [word("we", 0.0, 1.0), word("stopped", 1.8, 2.8)]
    (pause,) = silent_pauses(metered(clip).levels, said, [Span(0.0, 1.0), Span(1.8, 2.8)])
    assert (pause.start, pause.end) == pytest.approx((1.0, 1.8))


def test_no_voice_no_pauses() -> None:
    clip, transcript, _ = spoken(BURSTS, [0.5] * 4)
    assert silent_pauses(metered(clip).levels, transcript.words, []) == ()
    assert silent_pauses(metered(clip).levels, [], [Span(0, 1)]) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It broke.", "We stopped", "between_sentences"),
        ("It broke, um", "We stopped", "inside_clause"),
        ("It broke, um.", "We stopped", "between_sentences"),
        ("It broke. Um", "we stopped", "between_sentences"),
        ("it broke", "because of", "between_clauses"),
        ("it broke,", "we stopped", "between_clauses"),
        ("it broke", "um and stopped", "between_clauses"),
        ("looked at", "the data", "inside_clause"),
        ("looked, um", "at it", "inside_clause"),
    ],
)
def test_the_place_of_a_pause(before: str, after: str, expected: str) -> None:
    said = [*words(before, each=0.1), *words(after, each=0.1, start=2.0)]
    assert place(said, Span(1.0, 2.0)) == expected


def test_what_pauses_amount_to() -> None:
    said = words("word, " * 59 + "word.", each=1.0)
    pauses = (
        Pause(3, 3.5, "between_clauses"),
        Pause(10, 11, "inside_clause"),
        Pause(20, 22.5, "between_clauses"),
        Pause(30, 34, "inside_clause"),
    )
    answer = Timeline(tuple(said), pauses)
    assert pause_measures.silent_pauses(answer).value == pytest.approx(4)
    assert pause_measures.pause_length(answer).value == pytest.approx(2)
    assert pause_measures.pause_share(answer).value == pytest.approx(100 * 8 / 60)
    assert pause_measures.long_pauses(answer).value == pytest.approx(3)
    assert pause_measures.very_long_pauses(answer).value == 2
    assert pause_measures.mid_clause_pause_share(answer).value == pytest.approx(50)
    assert pause_measures.mid_clause_pause_rate(answer).value == pytest.approx(100 * 2 / 60)
    assert pause_measures.phonation_ratio(answer).value == pytest.approx(100 * 52 / 60)
    assert pause_measures.long_pauses(answer).spans == (Span(10, 11), Span(20, 22.5), Span(30, 34))


def test_without_punctuation_the_places_are_of_low_confidence() -> None:
    pauses = tuple(Pause(at, at + 0.5, "inside_clause") for at in range(1, 11))
    bare = Timeline(tuple(words("word " * 60, each=1.0)), pauses)
    assert pause_measures.mid_clause_pause_share(bare).quality == "low_confidence"
    marked = Timeline(tuple(words("word, " * 60, each=1.0)), pauses)
    assert pause_measures.mid_clause_pause_share(marked).quality == "ok"

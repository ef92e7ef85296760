import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import quiet, room, spoken, voice, word, words

from greenroom.delivery.catalog import CATALOG
from greenroom.delivery.measure import Delivery
from greenroom.delivery.measurement import MeasureRequest, measure, remeasure
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word

ANSWER = [
    "We had a churn model in production that, um, nobody in support believed, and I owned it.",
    "So, I first looked at the labels, because they came from billing.",
    "Half of them were, like, two months late, so I, I moved the window back.",
    "We measured recall at a fixed number of calls, and it went from forty to sixty percent.",
    "Next time I would check the labels in the first week.",
]
SCRAPS = [
    "we",
    "so,",
    "um",
    "like,",
    "model.",
    "I",
    "you",
    "know,",
    "kind",
    "of",
    "…",
    "-",
    "",
    "42",
]


def delivered(
    clip: Clip, transcript: Transcript, speech: list[Span], *, technical: bool = False
) -> Delivery:
    request = MeasureRequest(transcript, tuple(speech), 48_000, 60, technical, 2.0)
    return measure(clip, request)


def sane(delivery: Delivery, seconds: float) -> None:
    """No NaN, every span inside the clip, no band without quality."""
    for one in delivery.measures.values():
        assert one.value is None or math.isfinite(one.value)
        assert one.value is not None or one.quality == "insufficient"
        assert one.quality != "insufficient" or one.band == "none"
        assert all(0 <= span.start <= span.end <= seconds + 0.02 for span in one.spans)
    audio = delivery.audio
    assert math.isfinite(audio.level_dbfs)
    assert math.isfinite(audio.clipping_percent)
    assert audio.snr_db is None or math.isfinite(audio.snr_db)


def test_golden_values_of_a_hand_made_answer() -> None:
    delivery = delivered(*spoken(ANSWER, [0.6, 1.1, 0.3, 2.7]))
    values = {name: one.value for name, one in delivery.measures.items()}
    lexical, filled = 71, 1
    seconds = 0.4 * (lexical + filled) + 0.6 + 1.1 + 0.3 + 2.7
    assert values["speaking_rate"] == pytest.approx(60 * lexical / seconds)
    assert values["pace_without_pauses"] == pytest.approx(60 * lexical / 28.8, rel=0.01)
    assert values["filled_pauses"] == filled
    assert values["lexical_fillers"] == pytest.approx(100 * 2 / lexical)  # "So," and "like,"
    assert values["false_starts"] == pytest.approx(100 * 1 / lexical)  # "I, I"
    assert values["silent_pauses"] == pytest.approx(60 * 4 / seconds)
    assert values["pause_length"] == pytest.approx(4.7 / 4, abs=0.03)
    assert values["very_long_pauses"] == 1
    assert values["mid_clause_pause_share"] == 0
    assert values["phonation_ratio"] == pytest.approx(100 * 28.8 / seconds, abs=0.5)
    assert values["answer_length"] == pytest.approx(seconds)
    assert values["think_time"] == 2.0
    assert values["pitch_variation"] == pytest.approx(4 / math.sqrt(2), rel=0.1)
    assert values["recognition_confidence"] == pytest.approx(0.9)
    assert [pause.place for pause in delivery.pauses] == ["between_sentences"] * 4
    assert delivery.audio.quality == "ok"
    sane(delivery, 60)


def test_every_measure_is_there_in_the_order_of_the_catalog() -> None:
    clip, transcript, speech = spoken(ANSWER, [0.5] * 4)
    assert list(delivered(clip, transcript, speech).measures) == list(CATALOG)
    technical = delivered(clip, transcript, speech, technical=True).measures
    assert list(technical) == [name for name in CATALOG if name != "hedges"]


@pytest.mark.parametrize(
    ("clip", "transcript", "speech", "about"),
    [
        (Clip(quiet(0.0)), Transcript(), [], "too short"),
        (Clip(quiet(20.0)), Transcript(), [], "silent"),
        (room(quiet(20.0), -40), Transcript(), [], "No speech"),
        (room(voice(20.0, swing=12)), Transcript(), [Span(0, 20)], "no words"),
        (room(voice(0.2)), Transcript((word("yes", 0, 0.2),)), [Span(0, 0.2)], "too short"),
        (room(voice(3.0)), Transcript((word("um", 0, 1),)), [Span(0, 3)], "no words"),
        (Clip(np.full(SAMPLE_RATE * 3, np.nan, np.float32)), Transcript(), [], "silent"),
    ],
)
def test_nothing_to_measure_is_a_result(
    clip: Clip, transcript: Transcript, speech: list[Span], about: str
) -> None:
    delivery = delivered(clip, transcript, speech)
    assert delivery.audio.quality == "insufficient"
    assert about in delivery.audio.remark
    known = {name for name, one in delivery.measures.items() if one.quality != "insufficient"}
    assert known == {"think_time"}
    sane(delivery, clip.seconds)


@pytest.mark.parametrize(
    "clip",
    [
        Clip(np.sign(voice(8.0)).astype(np.float32)),
        Clip(np.full(SAMPLE_RATE * 8, np.inf, np.float32)),
        Clip(np.full(SAMPLE_RATE * 8, 0.3, np.float32)),
        room(voice(8.0), decibels=-10),
        room(voice(8.0) * 40),
    ],
    ids=["square", "infinite", "constant", "noise", "overdriven"],
)
def test_bad_sound_with_words_is_measured_with_reserve(clip: Clip) -> None:
    said = Transcript(tuple(words("word " * 19 + "word.")))
    delivery = delivered(clip, said, [Span(0.0, 8.0)])
    assert delivery.audio.quality != "ok"
    assert delivery.measures["pitch_variation"].quality != "ok"
    assert delivery.measures["answer_length"].value == pytest.approx(8.0)
    sane(delivery, 8.0)


def test_doubtful_words_lower_what_is_made_of_words() -> None:
    clip, transcript, speech = spoken(ANSWER, [0.5] * 4)
    doubtful = Transcript(tuple(replace(one, confidence=0.4) for one in transcript.words))
    measures = delivered(clip, doubtful, speech).measures
    assert measures["speaking_rate"].quality == "low_confidence"
    assert measures["filled_pauses"].quality == "low_confidence"
    assert measures["pitch_variation"].quality == "ok"


def test_words_of_another_language_are_not_judged() -> None:
    clip, transcript, speech = spoken(ANSWER, [0.5] * 4)
    measures = delivered(clip, replace(transcript, language="de"), speech).measures
    assert measures["speaking_rate"].quality == "insufficient"
    assert measures["speaking_rate"].band == "none"
    assert measures["loudness_variation"].quality == "ok"


def test_measuring_the_same_words_again_changes_nothing() -> None:
    clip, transcript, speech = spoken(ANSWER, [0.6, 1.1, 0.3, 2.7])
    before = delivered(clip, transcript, speech)
    request = MeasureRequest(transcript, target_seconds=60)
    assert remeasure(before, request) == before
    technical = remeasure(before, replace(request, technical=True))
    assert list(technical.measures) == [name for name in CATALOG if name != "hedges"]
    assert technical == delivered(clip, transcript, speech, technical=True)


def test_corrected_words_are_counted_and_the_sound_is_as_it_was() -> None:
    clip, transcript, speech = spoken(ANSWER, [0.6, 1.1, 0.3, 2.7])
    before = delivered(clip, transcript, speech)
    heard = [replace(one, text="the", kind="word") if one.kind == "filled_pause" else one
             for one in transcript.words]  # fmt: skip
    after = remeasure(before, MeasureRequest(Transcript(tuple(heard)), target_seconds=60))
    changed = {name for name, one in after.measures.items() if one != before.measures[name]}
    assert after.measures["filled_pauses"].value == 0
    assert {"speaking_rate", "filled_pauses", "disfluencies", "filler_share"} <= changed
    assert not changed & {"pitch_variation", "loudness_variation", "think_time", "pause_length"}
    assert after.audio == before.audio


def test_a_full_stop_changes_where_the_pauses_lie() -> None:
    clip, transcript, speech = spoken(ANSWER, [0.6, 1.1, 0.3, 2.7])
    before = delivered(clip, transcript, speech)
    bare = [replace(one, text=one.text.strip(".,")) for one in transcript.words]
    after = remeasure(before, MeasureRequest(Transcript(tuple(bare)), target_seconds=60))
    spans = [(pause.start, pause.end) for pause in after.pauses]
    assert spans == [(pause.start, pause.end) for pause in before.pauses]
    assert {pause.place for pause in after.pauses} != {"between_sentences"}


def test_when_all_words_are_taken_away_nothing_is_judged() -> None:
    clip, transcript, speech = spoken(ANSWER, [0.6, 1.1, 0.3, 2.7])
    before = delivered(clip, transcript, speech)
    after = remeasure(before, MeasureRequest(Transcript(), target_seconds=60))
    assert after.audio.quality == "insufficient"
    known = {name for name, one in after.measures.items() if one.quality != "insufficient"}
    assert known == {"think_time"}


def test_word_times_outside_the_clip_are_held_inside() -> None:
    clip = room(voice(4.0))
    said = Transcript((Word("we", -3.0, 0.5), Word("stopped", 3.0, 9.0), Word("then", 2.0, 1.0)))
    sane(delivered(clip, said, [Span(0.0, 4.0)]), 4.0)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.floats(0.0, 20.0))
def test_when_the_answer_begins_changes_nothing(lead: float) -> None:
    lead = round(lead, 2)
    now = delivered(*spoken(ANSWER[:2], [0.6], lead=0.5))
    later = delivered(*spoken(ANSWER[:2], [0.6], lead=0.5 + lead))
    for name, one in now.measures.items():
        other = later.measures[name]
        if one.value is not None:
            assert other.value == pytest.approx(one.value, rel=0.03, abs=0.03), name
        assert (other.n, len(other.spans)) == pytest.approx((one.n, len(one.spans)), abs=4)
        for span, moved in zip(one.spans, other.spans, strict=False):
            assert moved.start == pytest.approx(span.start + lead, abs=0.02)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(SCRAPS),
            st.floats(-1, 12), st.floats(-1, 12), st.floats(0, 1),
        ),
        max_size=40,
    ),
    st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), max_size=5),
    st.booleans(),
)  # fmt: skip
def test_any_words_and_spans_give_sane_measures(
    said: list[tuple[str, float, float, float]], found: list[tuple[float, float]], technical: bool
) -> None:
    clip = room(np.concatenate([voice(3.0), quiet(1.0), voice(3.0), quiet(1.0), voice(2.0)]))
    transcript = Transcript(tuple(word(*one) for one in said))
    speech = sorted((Span(min(a, b), max(a, b)) for a, b in found), key=lambda span: span.start)
    sane(delivered(clip, transcript, speech, technical=technical), clip.seconds)


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_ten_minute_answer_is_measured() -> None:
    bursts = [" ".join(["word"] * 9) + " end."] * 120
    clip, transcript, speech = spoken(bursts, [1.0] * 119)
    delivery = delivered(clip, transcript, speech)
    assert delivery.audio.seconds == pytest.approx(600, abs=1)
    assert len(delivery.pauses) == 119
    assert delivery.measures["answer_length"].band == "red"
    sane(delivery, clip.seconds)

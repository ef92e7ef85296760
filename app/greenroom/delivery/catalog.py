"""Every measure once: its title, unit, definition, typical range and where that comes from.

The only place with a band or a minimum sample. Reports and the window show these texts on hover;
"typical" never means "correct". How a measure is computed is said where it is computed.
"""

from dataclasses import dataclass
from typing import Final, Literal

from greenroom.delivery.limits import Limits
from greenroom.delivery.measure import Measure, Quality
from greenroom.speech.span import Span

Relies = Literal["words", "sound", "both", "neither"]
Unit = Literal[
    "wpm", "syllables_per_s", "s", "count", "per_min", "per_100_words", "percent", "semitones",
    "dB", "ratio", "probability",
]  # fmt: skip

UNITS: Final[dict[Unit, str]] = {
    "wpm": "words per minute",
    "syllables_per_s": "syllables per second",
    "s": "seconds",
    "count": "",
    "per_min": "per minute",
    "per_100_words": "per 100 words",
    "percent": "%",
    "semitones": "semitones",
    "dB": "dB",
    "ratio": "",
    "probability": "",
}
"""Units as people read them; empty for bare numbers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The facts about one measure.

    Attributes:
        name: the measure's id.
        title: a few words for the screen.
        unit: a key of UNITS.
        definition: one sentence.
        minimum: the `n` below which the value is shown without judgment.
        relies: what must be good for the value to be: the recognized words, the sound, both, or
            "neither".
        limits: where typical ends; None where no band is known.
        typical: the band in words; empty where there is none.
        source: where the band or definition comes from, and how strong that is.
    """

    name: str
    title: str
    unit: Unit
    definition: str
    minimum: int
    relies: Relies
    limits: Limits | None = None
    typical: str = ""
    source: str = ""


_OWN = "Our own rule of thumb."

_ENTRIES = (
    Entry(
        "speaking_rate", "Speaking rate", "wpm",
        "Words per minute from the first to the last word, pauses included, without um and uh.",
        30, "words", Limits(110, 165, 90, 185), "110–165",
        "Ranges published for speaking coaches and practice recordings; weak evidence.",
    ),
    Entry(
        "pace_without_pauses", "Pace without pauses", "wpm",
        "Words per minute while actually speaking: silent pauses are taken out.",
        30, "both", source="Tells a slow speaker from one who takes time to think.",
    ),
    Entry(
        "articulation_rate", "Articulation rate", "syllables_per_s",
        "Syllables per second of speaking, silent pauses taken out.",
        30, "both", Limits(4.0, 6.0), "4–6",
        "Differs by dialect and age (Jacewicz & Fox 2010); syllables are estimated from spelling.",
    ),
    Entry(
        "fast_stretches", "Fast stretches", "count",
        "Stretches in which the pace over 15 seconds stays above 185 words per minute for 10 "
        "seconds or more.",
        3, "words", Limits(green_to=0), "none", _OWN,
    ),
    Entry(
        "slow_stretches", "Slow stretches", "count",
        "Stretches in which the pace over 15 seconds stays below 80 words per minute for 10 "
        "seconds or more, although something is said.",
        3, "words", source=_OWN,
    ),
    Entry(
        "pace_variability", "Change of pace", "percent",
        "How much the pace over 15 seconds changes along the answer (deviation over mean).",
        5, "words", Limits(8, 25), "8–25 %", _OWN,
    ),
    Entry(
        "filled_pauses", "Filled pauses", "count",
        "How often um, uh, er, ah, hm or mm was said.",
        1, "both", source="Found in the words and in the sound.",
    ),
    Entry(
        "filled_pause_rate", "Filled pauses per minute", "per_min",
        "Um, uh, er, ah, hm and mm per minute from the first to the last word.",
        30, "both", Limits(green_to=5, red_from=12), "up to 5",
        "Laske & DiGennaro Reed 2024: five a minute did no harm to a speaker, twelve did.",
    ),
    Entry(
        "filled_pauses_per_100_words", "Filled pauses per 100 words", "per_100_words",
        "Um, uh, er, ah, hm and mm per 100 words.",
        50, "both",
    ),
    Entry(
        "lexical_fillers", "Filler words", "per_100_words",
        "Like, you know, I mean, sort of, basically, actually, right and an opening so, counted "
        "only where a comma or a pause sets them off, per 100 words.",
        50, "words", source="Only words that do nothing else in their sentence count.",
    ),
    Entry(
        "filler_share", "Fillers of any kind", "percent",
        "Filled pauses and filler words as a share of all words.",
        50, "both", Limits(green_to=4), "below 4 %",
        "The limit one meeting-coaching product publishes; weak evidence.",
    ),
    Entry(
        "disfluencies", "Disfluencies", "per_100_words",
        "Filled pauses, repeated words and restarts per 100 words.",
        50, "both", Limits(green_to=6, red_from=10), "up to 6",
        "About six per 100 words in conversation (Bortfeld et al. 2001, Fox Tree 1995). Speech "
        "recognition drops some restarts.",
    ),
    Entry(
        "filler_clusters", "Filler clusters", "count",
        "Places where three or more fillers fall within eight seconds.",
        1, "both", Limits(green_to=0), "none", _OWN,
    ),
    Entry(
        "silent_pauses", "Silent pauses", "per_min",
        "Silences of at least a quarter of a second between words, per minute.",
        30, "both", source="Measured on the sound itself; described, not judged.",
    ),
    Entry(
        "pause_length", "Length of a pause", "s",
        "Mean length of the silent pauses.",
        1, "both", source="Described, not judged.",
    ),
    Entry(
        "pause_share", "Time in pauses", "percent",
        "Share of the answer spent in silent pauses.",
        30, "both", source="Described, not judged.",
    ),
    Entry(
        "long_pauses", "Long pauses", "per_min",
        "Silent pauses of a second or more, per minute.",
        30, "both", Limits(green_to=3), "up to 3", _OWN,
    ),
    Entry(
        "very_long_pauses", "Very long pauses", "count",
        "Silent pauses of two and a half seconds or more.",
        1, "both", source="Listed, not judged: thinking takes time.",
    ),
    Entry(
        "mid_clause_pause_share", "Pauses inside a clause", "percent",
        "Share of the silent pauses that fall neither at punctuation nor before a conjunction.",
        8, "both", Limits(green_to=35), "below 35 %",
        "Pauses inside a clause go with how fluent speech sounds (Kahng 2018); the limit is ours.",
    ),
    Entry(
        "mid_clause_pause_rate", "Pauses inside a clause per 100 words", "per_100_words",
        "Silent pauses that fall neither at punctuation nor before a conjunction, per 100 words.",
        50, "both", source="The correlate of perceived fluency in Kahng 2018.",
    ),
    Entry(
        "phonation_ratio", "Time speaking", "percent",
        "Share of the answer that is speech and not silence.",
        30, "both", Limits(65, 90), "65–90 %", _OWN,
    ),
    Entry(
        "think_time", "Time to think", "s",
        "From the end of the question to the first word.",
        1, "neither",
        source="Slow answers to simple questions can seem less sincere (Ziano & Wang 2021); on "
        "technical questions up to ten seconds are not judged.",
    ),
    Entry(
        "answer_length", "Length of the answer", "s",
        "From the first to the last word.",
        1, "words", Limits(60, 150, 30, 180), "half the target to a quarter over it",
        "The one-to-two-minute convention of interview coaches; weak evidence.",
    ),
    Entry(
        "repetition", "Repeated phrases", "per_100_words",
        "Words that begin a phrase of three words said before, per 100 words.",
        50, "words", source="Described, not judged.",
    ),
    Entry(
        "top_word_share", "Most used word", "percent",
        "Share of the content words that is the most frequent one.",
        20, "words", source="Described, not judged.",
    ),
    Entry(
        "false_starts", "Restarts and repeats", "per_100_words",
        "Words or short phrases said twice in a row, cut-off words, and corrections such as "
        "\"no wait\", per 100 words.",
        50, "words", source="Speech recognition drops some of them: the true number is higher.",
    ),
    Entry(
        "hedges", "Hedges", "per_100_words",
        "Maybe, probably, I think, I guess, kind of and the like, per 100 words.",
        50, "words", Limits(green_to=3), "up to 3",
        f"{_OWN} Not looked at in technical answers, where saying how sure you are is right.",
    ),
    Entry(
        "signposts", "Signposts", "per_100_words",
        "First, then, because, so that, however, in summary and the like, per 100 words.",
        50, "words", source="Described, not judged.",
    ),
    Entry(
        "pitch_variation", "Pitch variation", "semitones",
        "Standard deviation of the voice's pitch.",
        200, "sound", Limits(green_from=2), "2 or more",
        "Below two semitones a voice sounds flat; weak evidence.",
    ),
    Entry(
        "loudness_variation", "Loudness variation", "dB",
        "Standard deviation of the voice's loudness.",
        200, "sound", Limits(green_from=3), "3 dB or more",
        "Below three decibels a voice sounds flat; weak evidence.",
    ),
    Entry(
        "fading_ends", "Fading sentence ends", "percent",
        "Share of the sentences whose last third is more than 8 dB softer than their first.",
        4, "both", source=_OWN,
    ),
    Entry(
        "flat_sentences", "Flat sentences", "percent",
        "Share of the sentences whose pitch varies by less than two semitones.",
        4, "both", source="Below two semitones a voice sounds flat; weak evidence.",
    ),
    Entry(
        "rising_ends", "Rising ends", "percent",
        "Share of the statements that end at least two semitones higher than they were just "
        "before, as questions do.",
        4, "both", source=_OWN,
    ),
    Entry(
        "lexical_diversity", "Variety of words", "ratio",
        "Different words in 50 running words, averaged over the answer (MATTR-50).",
        50, "words", source="Only for comparison with your own earlier answers.",
    ),
    Entry(
        "recognition_confidence", "Certainty of the words", "probability",
        "How sure the speech recognizer was of its words, on average.",
        1, "words", Limits(green_from=0.6), "0.6 or more", _OWN,
    ),
)  # fmt: skip

CATALOG: Final[dict[str, Entry]] = {entry.name: entry for entry in _ENTRIES}
"""Name → entry, in the order in which measures are shown."""


def measured(
    name: str,
    value: float | None,
    *,
    n: int,
    spans: tuple[Span, ...] = (),
    quality: Quality = "ok",
    plus_minus: float | None = None,
    limits: Limits | None = None,
) -> Measure:
    """Make a Measure with its unit, minimum sample, and band from the catalog.

    Below the minimum sample the value stays, is marked "insufficient" and has no band.

    Args:
        name: a key of CATALOG.
        value: in the entry's unit; None where it cannot be computed.
        n: how many things it was computed from.
        spans: the moments it came from.
        quality: what the caller knows against it.
        plus_minus: in the entry's unit.
        limits: instead of the entry's, where they depend on the question.
    """
    entry = CATALOG[name]
    limits = limits or entry.limits
    if value is None or n < entry.minimum:
        quality = "insufficient"
    reliable = quality != "insufficient"
    band = limits.band(value) if reliable and limits and value is not None else "none"
    return Measure(name, value, entry.unit, quality, band, n, spans, plus_minus, limits)

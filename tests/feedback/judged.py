"""Answers as they come to be judged, for the tests of feedback."""

from collections.abc import Iterable, Mapping

from greenroom.delivery.catalog import CATALOG, measured
from greenroom.delivery.length import length_limits, think_time
from greenroom.delivery.measure import AudioQuality, Delivery, Quality
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word, WordKind
from greenroom.structure.elements import Evidence, FoundElement, OrderVerdict, Structure
from greenroom.structure.rubric import Element, OrderRule, Rubric

FILLED = {"um", "uh"}


def transcript(text: str, *, each: float = 0.4) -> Transcript:
    """The words one after another, `each` seconds long."""
    return Transcript(
        tuple(
            Word(word, at * each, (at + 1) * each, 0.9, kind_of(word))
            for at, word in enumerate(text.split())
        )
    )


def kind_of(text: str) -> WordKind:
    return "filled_pause" if text.strip(",.").lower() in FILLED else "word"


def delivery(
    values: Mapping[str, float] | None = None,
    *,
    audio: Quality = "ok",
    remark: str = "",
    quality: Quality = "ok",
    spans: tuple[Span, ...] = (),
    **more: float,
) -> Delivery:
    """How a technical answer of two minutes was spoken, with no other values than these."""
    known = {**(values or {}), **more}
    limits = {
        "answer_length": length_limits(120),
        "think_time": think_time(None, technical=True).limits,
    }
    measures = {
        name: measured(
            name, known.get(name), n=500, spans=spans, quality=quality, limits=limits.get(name)
        )
        for name in CATALOG
    }
    return Delivery(AudioQuality(60, 48_000, -20, 0, 40, audio, remark), measures)


def element(title: str, weight: float = 1.0) -> Element:
    return Element(
        title=title, what=f"What {title} is.", why=f"Why {title} matters.", weak="Weak.",
        strong="Strong.", probe=("And then?",), advice=f"Advice on {title}.",
        next_sentence=f"Sentence for {title} with [gap].", weight=weight,
    )  # fmt: skip


def rubric(weights: Mapping[str, float], order: Mapping[str, OrderRule] | None = None) -> Rubric:
    return Rubric(
        id="own", title="Own", about="For tests.",
        elements={name: element(name.replace("_", " ").title(), w) for name, w in weights.items()},
        order=dict(order or {}), levels={1: "Low.", 5: "High."},
    )  # fmt: skip


def structure(
    found: Mapping[str, Iterable[tuple[float, float, str]]],
    missing: Iterable[str] = (),
    order: Mapping[str, OrderVerdict] | None = None,
    *,
    enough: bool = True,
) -> Structure:
    """FoundElement elements as name → (start, end, quote)."""
    return Structure(
        rubric="own",
        found=tuple(
            FoundElement(name, tuple(Evidence(q, Span(a, b), 0, 0.9) for a, b, q in pieces))
            for name, pieces in found.items()
        ),
        missing=tuple(missing),
        order=dict(order or {}),
        enough=enough,
    )

"""A session as one HTML page that stands alone; the recordings lie beside it."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from greenroom import formatting
from greenroom.feedback.presentation import answer_structure, display_text, second_opinion
from greenroom.feedback.presentation.answer_presentation import AnswerPresentation, present_answers
from greenroom.feedback.presentation.display_text import Rubrics
from greenroom.feedback.presentation.measure_rows import Gauge
from greenroom.feedback.render.svg_timeline import SvgTimeline, svg_timeline
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.feedback.session import Answer, Session

Loudness = Mapping[str, Sequence[float]]
"""Recording → its sound in equal slices, 0…1."""


@dataclass(frozen=True, slots=True)
class _Article:
    """One answer on the page; no picture until it has been measured."""

    anchor: str
    answer: AnswerPresentation
    picture: SvgTimeline | None


def html_report(session: Session, rubrics: Rubrics, loudness: Loudness | None = None) -> str:
    """Return the page, complete with its style and script; it asks nothing of the network.

    Args:
        session: with its answers' analyses.
        rubrics: for the titles of elements and what to say where one is missing.
        loudness: the shape of each recording; where it is missing, the words stand in for it.
    """
    answers = session.answers_given
    script = _source("report.js")
    return (
        _templates()
        .get_template("report.html")
        .render(
            session=session,
            articles=list(_articles(answers, rubrics, loudness or {})),
            spoken=sum(map(display_text.seconds, answers)),
            style=_source("report.css"),
            script=script,
            origin=second_opinion.origin(answer.analysis for answer in answers),
            texts=display_text,
            opinion_texts=second_opinion,
            too_little=answer_structure.TOO_LITTLE,
            clock=formatting.clock,
            day=formatting.date_and_time,
            percent=_percent,
            score_meaning=SCORE_MEANING,
            policy=_policy(script),
        )
    )


def _articles(
    answers: Sequence[Answer], rubrics: Rubrics, loudness: Loudness
) -> Iterator[_Article]:
    for number, answer in enumerate(present_answers(answers, rubrics), start=1):
        sound = loudness.get(answer.clip, ())
        picture = svg_timeline(answer.analysis, sound) if answer.analysis else None
        yield _Article(f"answer-{number}", answer, picture)


def _percent(gauge: Gauge, value: float) -> float:
    return round(100 * gauge.share(value), 1)


def _policy(script: str) -> str:
    """Return what the browser may do: run this script, style, play files beside the page."""
    hashed = b64encode(sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{hashed}'; style-src 'unsafe-inline'; "
        "media-src 'self' file:; base-uri 'none'; form-action 'none'"
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("greenroom.feedback.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _source(name: str) -> str:
    return (files("greenroom.feedback.render") / "templates" / name).read_text(encoding="utf-8")

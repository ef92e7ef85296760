"""A session as one HTML page that stands alone; the recordings lie beside it."""

from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from greenroom import formatting
from greenroom.feedback.render import display_text
from greenroom.feedback.render.answer_view import Loudness, answer_views
from greenroom.feedback.render.display_text import Rubrics
from greenroom.feedback.render.llm_judgment_view import HEADING, origin
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.feedback.session import Session


def html_report(session: Session, rubrics: Rubrics, loudness: Loudness | None = None) -> str:
    """The page, complete with its style and script; nothing in it asks the network.

    Args:
        session: with its answers' analyses.
        rubrics: for the titles of elements and what to say where one is missing.
        loudness: the shape of each recording; where it is missing, the words stand in for it.
    """
    session = replace(session, answers=session.answers_given)
    script = _source("report.js")
    return (
        _templates()
        .get_template("report.html")
        .render(
            session=session,
            answers=answer_views(session, rubrics, loudness),
            spoken=sum(map(display_text.seconds, session.answers)),
            style=_source("report.css"),
            script=script,
            origin=origin(answer.analysis for answer in session.answers),
            second_opinion=HEADING,
            score_meaning=SCORE_MEANING,
            clock=formatting.clock,
            day=formatting.date_and_time,
            policy=_policy(script),
        )
    )


def _policy(script: str) -> str:
    """What the browser may do: run this script, style, and play files from beside the page."""
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

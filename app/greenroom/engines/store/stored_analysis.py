"""An analysis as the database keeps it: JSON with the number of its schema.

What an older version of Greenroom wrote is upgraded step by step when it is read. What cannot be
read, or was written by a newer version, counts as not measured: it is measured again.
"""

import json
import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from greenroom.feedback.feedback import Analysis
from greenroom.renamed_ids import current_id

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


def numbered(analysis: dict[str, Any]) -> dict[str, Any]:
    """Return the analysis of schema 0 as one of schema 1, the first with a number in it."""
    return analysis


def spelled_american(analysis: dict[str, Any]) -> dict[str, Any]:
    """Return the analysis of schema 1 as one of schema 2, which spells names the American way."""
    if structure := analysis.get("structure"):
        analysis["structure"] = {**structure, "rubric": current_id(structure["rubric"])}
    if "judgement" in analysis:
        analysis["judgment"] = analysis.pop("judgement")
    return analysis


UPGRADES: tuple[Upgrade, ...] = (numbered, spelled_american)
"""Upgrade number n turns schema n into n + 1; once written, it never changes."""

SCHEMA = len(UPGRADES)
"""The schema that this version of Greenroom writes."""

_NUMBER = re.compile(r'\{"schema": (\d+),')


def json_of_analysis(analysis: Analysis) -> str:
    """Return an analysis as the database keeps it."""
    # Not dump_json, which writes the level of silence (minus infinity) as null.
    plain = _finite(_analyses().dump_python(analysis, mode="json"))
    return json.dumps({"schema": SCHEMA, **plain}, ensure_ascii=False, allow_nan=False)


def analysis_of_json(text: str, upgrades: tuple[Upgrade, ...] = UPGRADES) -> Analysis | None:
    """Return the analysis; None if it cannot be read or a newer version wrote it."""
    try:
        number = _NUMBER.match(text)
        if number and int(number[1]) == len(upgrades):
            return _analyses().validate_json(text)
        return _analyses().validate_python(_upgraded(json.loads(text), upgrades))
    except (ValidationError, ValueError, TypeError, KeyError, RecursionError):
        return None


def is_newer(text: str) -> bool:
    """Return whether a newer version of Greenroom wrote this."""
    number = _NUMBER.match(text)
    return number is not None and int(number[1]) > SCHEMA


def _upgraded(plain: Any, upgrades: tuple[Upgrade, ...]) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise TypeError
    schema = plain.pop("schema", 0)
    if schema > len(upgrades):
        raise ValueError("written by a newer version")
    for upgrade in upgrades[schema:]:
        plain = upgrade(plain)
    return plain


def _finite(value: Any) -> Any:
    """Return the value with infinity and nan as text, since JSON has no such numbers."""
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_finite(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


@cache
def _analyses() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)

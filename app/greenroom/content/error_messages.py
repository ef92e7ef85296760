"""Pydantic's errors in plain words, with file, line, and entry."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast, get_args

from pydantic import BaseModel, ValidationError

from greenroom.content.problem import Problem, close, listed, nearest

if TYPE_CHECKING:
    from greenroom.content.yaml_text import Document, Place

_NOUNS = {
    "questions": "question",
    "probes": "probe",
    "elements": "element",
    "order": "order rule",
    "levels": "level",
    "draws": "draw",
    "areas": "area",
    "claims": "claim kind",
    "keys": "answer key",
    "key_points": "key point",
    "false_claims": "false claim",
}
_WANTED = {
    "string_type": "must be one text",
    "tuple_type": "must be a list: lines that begin with '- '",
    "dict_type": "must be a block of keys, indented below it",
    "model_type": "must be a block of keys, indented below it",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "string_pattern_mismatch": "may hold only small letters, digits and single hyphens",
    "string_too_short": "must be one text",
}

_BOUNDS = {
    "greater_than_equal",
    "less_than_equal",
    "too_short",
    "too_long",
    "string_too_long",
}


def problems(document: "Document", model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """List every error of a validation, in the order of the file."""
    errors = error.errors()
    misspelled = {
        (*one["loc"][:-1], close(str(one["loc"][-1]), _keys(model, one["loc"][:-1])))
        for one in errors
        if one["type"] == "extra_forbidden"
    }
    # A misspelled key is one mistake: that the right one is missing needs no saying.
    telling = [one for one in errors if one["type"] != "missing" or one["loc"] not in misspelled]
    return sorted((_problem(document, model, one) for one in telling), key=lambda one: one.line)


def entry(document: "Document", place: "Place") -> str:
    """Describe the path to a place in words: "question 'late-labels', probe 2"."""
    parts: list[str] = []
    value: Any = document.keys
    noun = ""
    for step in place:
        value = _inside(value, step)
        if noun:
            parts.append(f"{noun} {_named(value, step)}")
        noun = _NOUNS.get(str(step), "") if not noun else ""
    return ", ".join(parts)


def _inside(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _named(value: Any, step: str | int) -> str:
    """Return an entry's id if it has one, else its key or its position counted from 1."""
    if isinstance(value, Mapping) and isinstance(name := cast("Any", value).get("id"), str):
        return f"'{name}'"
    return f"{step + 1}" if isinstance(step, int) else f"'{step}'"


def _problem(document: "Document", model: type[BaseModel], error: Any) -> Problem:
    place: Place = tuple(step for step in error["loc"] if step != "[key]")
    return Problem(
        file=document.file,
        what=_what(model, place, error),
        line=document.line(place),
        entry=entry(document, place),
    )


def _what(model: type[BaseModel], place: "Place", error: Any) -> str:
    kind, key = error["type"], place[-1]
    name = f"'{key}'" if isinstance(key, str) else f"entry {key + 1} of '{place[-2]}'"
    if kind == "missing":
        return f"{name} is missing"
    if kind == "extra_forbidden":
        return f"unknown key {name}{nearest(str(key), _keys(model, place[:-1]))}"
    if kind == "literal_error":
        words = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        right = nearest(str(error["input"]), words)
        return f"{name} must be {listed(words, 'or')}, not '{error['input']}'{right}"
    if kind in _BOUNDS:
        return f"{name} {_bound(error)}"
    if kind in _WANTED:
        return f"{name} {_WANTED[kind]}{_given(error['input'])}"
    return f"{name}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _bound(error: Any) -> str:
    match error:
        case {"type": "string_too_long", "ctx": {"max_length": most}, "input": text}:
            return f"has {len(text)} letters; at most {most} are read at a glance"
        case {"ctx": {"ge": least}}:
            return f"must be at least {least}, not {error['input']}"
        case {"ctx": {"le": most}}:
            return f"must be at most {most}, not {error['input']}"
        case {"ctx": {"min_length": 1}}:
            return "must not be empty"
        case {"ctx": {"min_length": least}}:
            return f"must have at least {least} entries, not {error['ctx']['actual_length']}"
        case _:
            limits = error["ctx"]
            return (
                f"must have at most {limits['max_length']} entries, not {limits['actual_length']}"
            )


def _given(value: Any) -> str:
    if isinstance(value, str):
        return f", not '{value}'" if value else " (it is empty)"
    return f", not {'a list' if isinstance(value, list) else 'a block of keys'}" if value else ""


def _keys(model: type[BaseModel], place: "Place") -> list[str]:
    """List the keys allowed at a place inside a model."""
    for step in place:
        field = model.model_fields.get(str(step))
        model = next(_models(field.annotation), model) if field else model
    return list(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)

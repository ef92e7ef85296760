"""The form that a language model was asked to fill in, read from whatever it wrote."""

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from greenroom.errors import InterviewerError

Form = TypeVar("Form", bound=BaseModel)

_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```(?:json)?\s*(.*?)(?:```|\Z)", re.DOTALL | re.IGNORECASE)


def schema_of(form: type[BaseModel]) -> dict[str, Any]:
    """Return the form as servers with `json_schema` expect it."""
    schema = {"name": form.__name__.lower(), "strict": True, "schema": form.model_json_schema()}
    return {"type": "json_schema", "json_schema": schema}


def describe_form(form: type[BaseModel]) -> str:
    """Return the form in words, for servers without schemas."""
    return (
        "Answer with one JSON object and nothing else. It must fit this JSON schema:\n"
        f"{json.dumps(form.model_json_schema())}"
    )


def without_thinking(text: str) -> str:
    """Return the text without the model's thinking."""
    return _THINKING.sub("", text).strip()


def parsed(text: str, form: type[Form]) -> Form:
    """Return the first JSON object in the text that fits the form.

    Raises:
        InterviewerError: there is none, or it is cut off.
    """
    for value in _objects(without_thinking(text)):
        try:
            return form.model_validate(value)
        except ValidationError:
            continue
    raise InterviewerError("The language model's answer did not have the requested form.")


def _objects(text: str) -> list[Any]:
    """Return every JSON object that begins anywhere in the text, fenced ones first."""
    decoder, objects = json.JSONDecoder(), list[Any]()
    for source in (*_FENCE.findall(text), text):
        place = source.find("{")
        while place >= 0:
            try:
                value, end = decoder.raw_decode(source, place)
                objects.append(value)
            except (json.JSONDecodeError, RecursionError):
                end = place + 1
            place = source.find("{", end)
    return objects

"""The JSON is what its schema says."""

import json
import math
from dataclasses import replace
from typing import Any, get_args

import fastjsonschema
import pytest

from greenroom.delivery.measure import AudioQuality, Delivery, Measure
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.render.analysis_json import analysis_to_dict, json_report
from greenroom.paths import shipped
from greenroom.speech.words import FoundBy, Transcript, Word
from judged_sample import judged_analysis
from spoken_sample import analysis, session

SCHEMA = json.loads((shipped("assets") / "schema" / "analysis.schema.json").read_text("utf-8"))

SILENCE = Analysis(
    Transcript(()),
    Delivery(
        AudioQuality(3.0, 16_000, -math.inf, 0.0, None, "insufficient", "Nothing was heard."),
        {"speaking_rate": Measure("speaking_rate", math.nan, "wpm", "insufficient")},
    ),
    None,
    Feedback(enough=False),
)


def as_read(analysis: Analysis) -> Any:
    """Through text, so that only what JSON can hold is compared."""
    return json.loads(json.dumps(analysis_to_dict(analysis), allow_nan=False))


@pytest.mark.parametrize(
    "known", [analysis(), judged_analysis(), replace(analysis(), structure=None), SILENCE]
)
def test_it_keeps_to_the_schema(known: Analysis) -> None:
    fastjsonschema.compile(SCHEMA)(as_read(known))


@pytest.mark.parametrize("found_by", get_args(FoundBy))
def test_whoever_found_a_filled_pause_the_schema_knows(found_by: FoundBy) -> None:
    pause = Word("um,", 1.0, 1.4, 0.9, "filled_pause", found_by)
    known = replace(analysis(), transcript=Transcript((pause,)))
    fastjsonschema.compile(SCHEMA)(as_read(known))


def test_the_schema_says_no_to_something_else() -> None:
    validate = fastjsonschema.compile(SCHEMA)
    for change in ({"audio": None}, {"mood": "good"}, {"pauses": [{"start": 1, "end": 2}]}):
        with pytest.raises(fastjsonschema.JsonSchemaValueException):
            validate(as_read(analysis()) | change)


def test_every_object_of_the_schema_names_all_its_fields() -> None:
    def objects(part: Any) -> Any:
        if isinstance(part, dict):
            if "properties" in part and "required" in part:
                yield part
            for inner in part.values():
                yield from objects(inner)

    found = list(objects(SCHEMA))
    assert len(found) > 10
    for part in found:
        assert set(part["required"]) == set(part["properties"])
        assert part["additionalProperties"] is False


def test_it_has_what_was_promised() -> None:
    known = as_read(analysis())
    assert set(known["audio"]) >= {
        "seconds", "sample_rate", "level_dbfs", "clipping_percent", "snr_db",
    }  # fmt: skip
    um = next(word for word in known["transcript"]["words"] if word["kind"] == "filled_pause")
    assert set(um) >= {"text", "start", "end", "confidence", "kind"}
    assert known["transcript"]["text"].startswith("Sure. So, this was")
    assert set(known["pauses"][0]) == {"start", "end", "place"}
    assert set(known["measures"]["filled_pauses"]) >= {"value", "unit", "quality", "band", "spans"}
    assert known["structure"]["elements"][0]["id"] == "situation"
    assert set(known["structure"]["elements"][0]["evidence"][0]) >= {"quote", "start", "end"}
    assert known["structure"]["missing"] == ["result", "quantified", "reflection"]
    assert known["structure"]["order"] == {"context_first": "yes", "result_last": "no"}
    assert known["structure"]["score"] == 57.4
    assert set(known["feedback"]["priorities"][0]) >= {"title", "advice", "evidence"}
    assert known["timings"] == {"transcribe": 2.1, "measure": 0.6}


def test_numbers_that_json_cannot_hold_are_null() -> None:
    known = as_read(SILENCE)
    assert known["audio"]["level_dbfs"] is None
    assert known["measures"]["speaking_rate"]["value"] is None


def test_a_session_has_its_answers_in_order() -> None:
    report = json.loads(json_report(session()))
    assert report["script"] == "behavioral"
    assert report["finished_at"] is None
    first, second = report["answers"]
    assert (first["turn"], first["recording"]) == (2, "answer-02.flac")
    assert first["analysis"] == as_read(analysis())
    assert second["analysis"] is None
    assert second["follow_up"] is True

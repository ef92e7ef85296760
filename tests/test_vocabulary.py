"""The code speaks the field's words: names that were retired stay retired."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "app" / "greenroom"
FILES = sorted(PACKAGE.rglob("*.py"))

RETIRED = re.compile(
    r"(Thread|Inline)?Lane|lanes?|QtDoor|Door|guarded|[Cc]rew|[Bb]ackstage\w*|Ears|LateVoice|Rehearsal"
    r"|Errands?|\w*Conductor|conductors?|LookingBack|Rehearsing|Company|Hearing|Heard|Overheard|overheard"
    r"|Alongside|Desk|Hear|Tape|Patience|Dialect|Lately|Listening|Speaking|Answering|Deleting"
    r"|step_back|give_back|keep_on|cool|foresee|unheeded|nobody_told|nobody_stops|requoted"
)

FOLDERS_AND_FILES = re.compile(
    r"lanes|door|guard|crew|backstage\w*|wiring|planning|conductors|errands|hearing|listening|overheard"
    r"|alongside|tape|patience|telling|defusing|anchors|signals|targets|probes|dialect|disclosure|advice"
    r"|remembering|shape|trace"
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_retired_name_is_defined_or_used(file: Path) -> None:
    names = {
        token.string
        for token in tokenize.generate_tokens(io.StringIO(file.read_text("utf-8")).readline)
        if token.type == tokenize.NAME and RETIRED.fullmatch(token.string)
    }
    assert not names


def test_no_folder_or_module_has_a_retired_name() -> None:
    parts = {part for file in FILES for part in file.relative_to(PACKAGE).with_suffix("").parts}
    assert not [part for part in parts if FOLDERS_AND_FILES.fullmatch(part)]


def test_retired_names_are_found_where_they_are() -> None:
    code = "class EarLane: ...\ncrew = ThreadLane()\n"
    found = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    assert {name for name in found if RETIRED.fullmatch(name)} == {"crew", "ThreadLane"}

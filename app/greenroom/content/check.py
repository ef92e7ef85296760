"""Everything wrong in scripts, answer keys, rubrics and the résumé guide: `scripts check`."""

from pathlib import Path

from greenroom.content import answer_keys, library, rules, yaml_text
from greenroom.content.from_resume import guide_problems
from greenroom.content.problem import FileError, Problem
from greenroom.content.topics import load_topics
from greenroom.interview.answer_key import AnswerKeys
from greenroom.interview.script import Script
from greenroom.paths import Paths
from greenroom.structure.rubric import Rubric


def check(paths: Paths) -> list[Problem]:
    """List all problems, file by file; empty when all is well."""
    problems: list[Problem] = []
    rubrics: dict[str, Rubric | None] = {}
    for name, file in library.files(library.RUBRICS, paths).items():
        rubrics[name], document = _read(file, Rubric, problems)
        if (rubric := rubrics[name]) and document:
            problems += rules.rubric_problems(rubric, document)
    _check_scripts(paths, rubrics, problems)
    problems += guide_problems(rubrics)
    return problems


def _check_scripts(
    paths: Paths, rubrics: dict[str, Rubric | None], problems: list[Problem]
) -> None:
    scripts: dict[str, Script | None] = {}
    documents: list[rules.ScriptDocument] = []
    for name, file in library.files(library.SCRIPTS, paths).items():
        script, document = _read(file, Script, problems)
        scripts[name] = script
        if script and document:
            documents.append(rules.ScriptDocument(script, document))
    topics = {topic.id for topic in load_topics()}
    for script_document in documents:
        problems += rules.script_problems(script_document, rubrics)
        problems += rules.topic_problems(script_document, topics)
        problems += rules.draw_problems(script_document, scripts)
    problems += rules.repeated_ids(documents)
    for script_document in documents:
        _check_keys(script_document, rubrics, problems)
    problems += answer_keys.keys_without_a_script(paths)


def _check_keys(
    written: rules.ScriptDocument, rubrics: dict[str, Rubric | None], problems: list[Problem]
) -> None:
    if file := answer_keys.file_beside(written.document.file):
        keys, document = _read(file, AnswerKeys, problems)
        if keys and document:
            problems += answer_keys.key_problems(written.script, document, keys, rubrics)


def _read(
    file: Path, kind: type[library.Model], problems: list[Problem]
) -> tuple[library.Model | None, yaml_text.Document | None]:
    try:
        document = yaml_text.read(file)
    except FileError as error:
        problems.append(error.problem)
        return None, None
    model, problems_of_model = library.validated(document, kind)
    problems += problems_of_model
    return model, document

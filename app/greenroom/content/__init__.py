"""Scripts and rubrics from files, with error messages that a question-writer understands.

They lie in `interview_scripts/` and `rubrics/`, one file each, named by its id: the shipped ones
with the program, a user's own in folders of the same names below the data folder.
"""

from greenroom.content import library, rules, yaml_text
from greenroom.content.problem import Problem, ended, nearest
from greenroom.errors import ContentError
from greenroom.interview.script import Question, Script
from greenroom.paths import Paths
from greenroom.renamed_ids import current_id
from greenroom.structure.rubric import Rubric

__all__ = [
    "find_question",
    "load_rubric",
    "load_rubrics",
    "load_script",
    "load_scripts",
    "scripts_for",
    "survey",
]


def load_rubric(rubric_id: str, paths: Paths) -> Rubric:
    """Load one rubric; reads no other file.

    Raises:
        ContentError: there is none of that id, or its file is invalid.
    """
    return library.model(library.file(rubric_id, library.RUBRICS, paths), Rubric)


def load_rubrics(paths: Paths) -> dict[str, Rubric]:
    """Load all rubrics by id, the user's own included.

    Raises:
        ContentError: a file is invalid.
    """
    files = library.files(library.RUBRICS, paths)
    return {name: library.model(file, Rubric) for name, file in files.items()}


def load_script(script_id: str, paths: Paths) -> Script:
    """Load one script; a user's own is also checked against its rubrics.

    Raises:
        ContentError: there is none of that id, or its file is invalid.
    """
    file = library.file(script_id, library.SCRIPTS, paths)
    document = yaml_text.read(file)
    script, problems = library.validated(document, Script)
    if script is not None and file.is_relative_to(paths.data):
        problems = _problems_in(rules.ScriptDocument(script, document), paths)
    if script is None or problems:
        raise problems[0].error()
    return script


def load_scripts(paths: Paths) -> dict[str, Script]:
    """Load all scripts by id, the user's own included.

    Raises:
        ContentError: a file is invalid.
    """
    scripts, errors = survey(paths)
    if errors:
        raise errors[0]
    return scripts


def survey(paths: Paths) -> tuple[dict[str, Script], list[ContentError]]:
    """Return all usable scripts by id and what is wrong with the others; never fails."""
    scripts: dict[str, Script] = {}
    errors: list[ContentError] = []
    for name in library.files(library.SCRIPTS, paths):
        try:
            scripts[name] = load_script(name, paths)
        except ContentError as error:
            errors.append(error)
    return scripts, errors


def scripts_for(script: Script, paths: Paths) -> dict[str, Script]:
    """Load the scripts that a mixed round draws from, by id, for `interview.picker.pick`.

    Raises:
        ContentError: one of them does not exist, or its file is invalid.
    """
    return {name: load_script(name, paths) for name in script.draws}


def find_question(question_id: str, paths: Paths) -> Question:
    """Find the question with this id, whichever script it is in.

    Raises:
        ContentError: there is none; names the nearest one there is.
    """
    question_id = current_id(question_id)
    scripts, _ = survey(paths)
    questions = {one.id: one for script in scripts.values() for one in script.questions}
    if question_id not in questions:
        see = "See the questions of a script with: greenroom scripts list SCRIPT"
        raise ContentError(
            ended(f"There is no question '{question_id}'{nearest(question_id, questions)}"), see
        )
    return questions[question_id]


def _problems_in(document: rules.ScriptDocument, paths: Paths) -> list[Problem]:
    """List what is wrong in one script, reading only the rubrics that it refers to."""
    files = library.files(library.RUBRICS, paths)
    referenced = {question.rubric for question in document.script.questions}
    rubrics = {name: load_rubric(name, paths) if name in referenced else None for name in files}
    scripts = dict.fromkeys(library.files(library.SCRIPTS, paths))
    return [*rules.script_problems(document, rubrics), *rules.draw_problems(document, scripts)]

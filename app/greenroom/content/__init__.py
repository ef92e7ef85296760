"""Scripts and rubrics from files, with error messages that a question-writer understands.

They lie in `interview_scripts/` and `rubrics/`, one file each, named by its id: the shipped ones
with the program, a user's own in folders of the same names below the data folder.
"""

from greenroom.content import library, rules, yaml_text
from greenroom.content.problem import Problem, ended, nearest
from greenroom.errors import ContentError
from greenroom.interview.script import Question, Script
from greenroom.paths import Paths
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
    """One rubric; reads no other file.

    Raises:
        ContentError: there is none of that id, or its file is off.
    """
    return library.model(library.file(rubric_id, library.RUBRICS, paths), Rubric)


def load_rubrics(paths: Paths) -> dict[str, Rubric]:
    """All rubrics by id, the user's own among them.

    Raises:
        ContentError: a file is off.
    """
    files = library.files(library.RUBRICS, paths)
    return {name: library.model(file, Rubric) for name, file in files.items()}


def load_script(script_id: str, paths: Paths) -> Script:
    """One script; a user's own is checked against its rubrics, too.

    Raises:
        ContentError: there is none of that id, or its file is off.
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
    """All scripts by id, the user's own among them.

    Raises:
        ContentError: a file is off.
    """
    scripts, errors = survey(paths)
    if errors:
        raise errors[0]
    return scripts


def survey(paths: Paths) -> tuple[dict[str, Script], list[ContentError]]:
    """All scripts that can be used, by id, and what is wrong with the others; never fails."""
    scripts: dict[str, Script] = {}
    errors: list[ContentError] = []
    for name in library.files(library.SCRIPTS, paths):
        try:
            scripts[name] = load_script(name, paths)
        except ContentError as error:
            errors.append(error)
    return scripts, errors


def scripts_for(script: Script, paths: Paths) -> dict[str, Script]:
    """The scripts that a mixed round draws from, by id; what `interview.picker.pick` needs.

    Raises:
        ContentError: one of them is not there, or its file is off.
    """
    return {name: load_script(name, paths) for name in script.draws}


def find_question(question_id: str, paths: Paths) -> Question:
    """The question of that id, whichever script it is in.

    Raises:
        ContentError: there is none; names the nearest one there is.
    """
    scripts, _ = survey(paths)
    questions = {one.id: one for script in scripts.values() for one in script.questions}
    if question_id not in questions:
        see = "See the questions of a script with: greenroom scripts list SCRIPT"
        raise ContentError(
            ended(f"There is no question '{question_id}'{nearest(question_id, questions)}"), see
        )
    return questions[question_id]


def _problems_in(written: rules.ScriptDocument, paths: Paths) -> list[Problem]:
    """What is wrong in one script, reading only the rubrics that it refers to."""
    known = library.files(library.RUBRICS, paths)
    used = {question.rubric for question in written.script.questions}
    rubrics = {name: load_rubric(name, paths) if name in used else None for name in known}
    scripts = dict.fromkeys(library.files(library.SCRIPTS, paths))
    return [*rules.script_problems(written, rubrics), *rules.draw_problems(written, scripts)]

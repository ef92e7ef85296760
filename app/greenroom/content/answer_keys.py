"""Answer keys from files, and what must hold between them, their script and its rubrics.

They lie in a folder beside the scripts, so that a user's own script has a user's own keys.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from greenroom.content import library, rules
from greenroom.content.problem import FileError, Problem, nearest
from greenroom.content.yaml_text import Document, Place
from greenroom.follow_up.questions import MOST_WORDS
from greenroom.interview.answer_key import NO_KEY, AnswerKey, AnswerKeys
from greenroom.interview.script import Question, Script
from greenroom.language.phrases import word_count
from greenroom.paths import Paths
from greenroom.structure.rubric import Rubric

FOLDER = "answer_keys"


def load_answer_keys(script_id: str, paths: Paths) -> Mapping[str, AnswerKey]:
    """Return the keys of one script's questions by id; empty where nobody has written any.

    Raises:
        ContentError: there is no such script, or the file of its keys is invalid.
    """
    file = file_beside(library.file(script_id, library.SCRIPTS, paths))
    return library.model(file, AnswerKeys).keys if file else {}


def file_beside(script: Path) -> Path | None:
    """Return the file of answer keys that belongs to a script's file; None where there is none."""
    return library.in_folder(script.parent / FOLDER).get(script.stem)


class AnswerKeyLibrary:
    """The answer keys of all scripts; a file is read when one of its questions is asked for.

    An invalid file counts as none here: it gets in nobody's way, and the check names it.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._read: dict[Path, Mapping[str, AnswerKey]] = {}

    def key(self, question_id: str) -> AnswerKey:
        """Return the key of a question; an empty one where there is none."""
        for file in self._files:
            if question_id and question_id in (keys := self._keys(file, question_id)):
                return keys[question_id]
        return NO_KEY

    @cached_property
    def _files(self) -> tuple[Path, ...]:
        scripts = library.files(library.SCRIPTS, self._paths).values()
        return tuple(file for script in scripts if (file := file_beside(script)))

    def _keys(self, file: Path, question_id: str) -> Mapping[str, AnswerKey]:
        """Return what a file holds; parse it only if it names the question, which takes long."""
        if file not in self._read:
            try:
                if question_id not in file.read_text(encoding="utf-8"):
                    return {}
                self._read[file] = library.model(file, AnswerKeys).keys
            except (FileError, OSError, UnicodeDecodeError):
                self._read[file] = {}
        return self._read[file]


def key_problems(
    script: Script, document: Document, keys: AnswerKeys, rubrics: Mapping[str, Rubric | None]
) -> Iterator[Problem]:
    """Return what is wrong between a script's keys (read from `document`), it, and its rubrics."""
    questions = {question.id: question for question in script.questions}
    for name, key in keys.keys.items():
        place: Place = ("keys", name)
        if name not in questions:
            what = f"the script '{script.id}' has no question '{name}'{nearest(name, questions)}"
            yield rules.problem(document, place, what)
            continue
        yield from _expected_problems(questions[name], key, document, rubrics)
        yield from _repeated((one.id for one in key.key_points), document, (*place, "key_points"))
        yield from _repeated(
            (one.id for one in key.false_claims), document, (*place, "false_claims")
        )
        yield from _twin_problems(key, document, place)
        yield from _spoken_problems(key, document, place)


def keys_without_a_script(paths: Paths) -> Iterator[Problem]:
    """Yield a problem for each file of answer keys without a script of its name beside it."""
    folders = {file.parent for file in library.files(library.SCRIPTS, paths).values()}
    for folder in sorted(folders):
        scripts = library.in_folder(folder)
        for name, file in library.in_folder(folder / FOLDER).items():
            if name not in scripts:
                yield Problem(
                    file, f"there is no script '{name}' beside it{nearest(name, scripts)}"
                )


def _expected_problems(
    question: Question, key: AnswerKey, document: Document, rubrics: Mapping[str, Rubric | None]
) -> Iterator[Problem]:
    rubric = rubrics.get(question.rubric)
    if rubric is None or not key.expects:
        return
    place: Place = ("keys", question.id, "expects")
    for number, element in enumerate(key.expects):
        if element not in rubric.elements:
            right = nearest(element, rubric.elements)
            what = f"the rubric '{rubric.id}' has no element '{element}'{right}"
            yield rules.problem(document, (*place, number), what)
    for probe in question.probes:
        if probe.element in rubric.elements and probe.element not in key.expects:
            what = f"a probe of the question goes for '{probe.element}', which is not expected"
            yield rules.problem(document, place, what)


def _repeated(names: Iterable[str], document: Document, place: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            yield rules.problem(document, (*place, number), f"the id '{name}' is there twice")
        seen.add(name)


def _twin_problems(key: AnswerKey, document: Document, place: Place) -> Iterator[Problem]:
    for number, claim in enumerate(key.false_claims):
        if len(claim.wordings) != len(claim.twins):
            what = (
                f"{len(claim.wordings)} 'wordings' and {len(claim.twins)} 'twins'; "
                "each wording needs its twin"
            )
            yield rules.problem(document, (*place, "false_claims", number, "twins"), what)


def _spoken_problems(key: AnswerKey, document: Document, place: Place) -> Iterator[Problem]:
    """Questions that are too long to be followed, or that are none."""
    asked: list[tuple[Place, str]] = [
        *((("key_points", n, "ask"), one.ask) for n, one in enumerate(key.key_points)),
        *((("false_claims", n, "ask"), one.ask) for n, one in enumerate(key.false_claims)),
        *((("deeper", n), text) for n, text in enumerate(key.deeper)),
    ]
    for inside, text in asked:
        if (words := word_count(text)) > MOST_WORDS:
            what = f"the question has {words} words; at most {MOST_WORDS} can be followed by ear"
            yield rules.problem(document, (*place, *inside), what)
        elif not text.endswith("?"):
            yield rules.problem(document, (*place, *inside), "must end with a question mark")

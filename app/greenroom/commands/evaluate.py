"""`greenroom evaluate`: what a report would say about many written answers, file to file."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from greenroom.commands.answer_lines import WrittenAnswer, read_lines, write_lines
from greenroom.content import load_rubric, load_scripts
from greenroom.content.answer_keys import AnswerKeyLibrary
from greenroom.content.problem import ended, nearest
from greenroom.errors import UserError
from greenroom.feedback.content_remarks import content_candidates
from greenroom.feedback.priorities import chosen
from greenroom.follow_up.answer_facts import AnswerFacts, Memory
from greenroom.follow_up.choice import choose_follow_up
from greenroom.interview.answer_key import AnswerKey
from greenroom.interview.persona import Persona
from greenroom.interview.script import Question
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word
from greenroom.structure import elements
from greenroom.structure.engine import analyze
from greenroom.structure.key_point_search import MADE, TOUCHED, likest
from greenroom.structure.rubric import Rubric, fitting

_HINT = (
    'A line looks like {"id": "a1", "question_id": "bread-left-at-closing", '
    '"sentences": [{"text": "…"}, {"text": "…"}]}.'
)
_WORD_SECONDS = 0.4


class _Answer(WrittenAnswer):
    question_id: str


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `evaluate` to the command line."""
    parser = commands.add_parser(
        "evaluate",
        help="write what a report would say about a file of written answers",
        description="Reads answers to questions of the scripts, one JSON object a line, and writes "
        "for each what a report would say of its content: elements with their evidence, what is "
        "missing, priorities, key points, the follow-up and a score.",
        epilog="example: greenroom evaluate answers.jsonl --output said.jsonl",
    )
    parser.add_argument("answers", type=Path, help="a file with one answer a line (JSONL)")
    parser.add_argument("--output", type=Path, required=True, help="the file to write (JSONL)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Evaluate every answer of the file; write nothing if one of them is invalid."""
    paths = arguments.paths
    rubric = cache(partial(load_rubric, paths=paths))
    scripts = load_scripts(paths).values()
    questions = {one.id: one for script in scripts for one in script.questions}
    keys = AnswerKeyLibrary(paths)
    lines: list[str] = []
    for where, answer in read_lines(arguments.answers, _Answer, _HINT):
        question = _question(answer.question_id, questions, where)
        texts = [one.text for one in answer.sentences]
        said = _evaluated(question, texts, rubric(question.rubric), keys.key(question.id))
        lines.append(json.dumps({"id": answer.id, **said}, ensure_ascii=False))
    write_lines(arguments.output, lines)
    print(f"{len(lines)} answers evaluated: {arguments.output}")
    return 0


def _question(question_id: str, questions: Mapping[str, Question], where: str) -> Question:
    if question_id not in questions:
        what = f"{where}: there is no question '{question_id}'{nearest(question_id, questions)}"
        raise UserError(ended(what), _HINT)
    return questions[question_id]


def _evaluated(
    question: Question, texts: Sequence[str], rubric: Rubric, key: AnswerKey
) -> dict[str, Any]:
    words = list(_words(texts))
    sentences = [
        elements.Sentence(place, text, Span(said[0].start, said[-1].end))
        for place, (text, said) in enumerate(zip(texts, words, strict=True))
    ]
    transcript = Transcript(tuple(word for said in words for word in said))
    structure = analyze(sentences, question.ask, rubric, key.expects)
    if not structure.enough:
        structure = elements.Structure(rubric.id, enough=False)
    fit = fitting(rubric, question.ask, key.expects)
    remarks = chosen(content_candidates(transcript, structure, fit), ())
    answer = AnswerFacts(question, question.ask, tuple(texts), structure, key.deeper)
    follow_up = choose_follow_up(answer, rubric, Memory(), Persona())
    return {
        "score": structure.score,
        "elements": [_element(one) for one in structure.found],
        "missing": list(structure.missing),
        "off_topic": follow_up is not None and follow_up[1].kind == "off_topic",
        "wrong_facts": [],
        "key_points": list(_key_points(texts, key)),
        "priorities": [{"title": remark.title} for remark in remarks],
        "follow_up": follow_up[0].text if follow_up else "",
    }


def _words(texts: Sequence[str]) -> Iterator[list[Word]]:
    """Return the words of each sentence, at an even pace: nobody spoke them."""
    start = 0.0
    for text in texts:
        said: list[Word] = []
        for word in text.split() or [""]:
            said.append(Word(word, start, start + _WORD_SECONDS))
            start += _WORD_SECONDS
        yield said


def _element(found: elements.FoundElement) -> dict[str, Any]:
    evidence = [
        {"sentence": piece.sentence, "confidence": piece.confidence} for piece in found.evidence
    ]
    return {"element": found.element, "evidence": evidence}


def _key_points(texts: Sequence[str], key: AnswerKey) -> Iterator[dict[str, Any]]:
    """Return which points were touched, by likeness alone: nobody has checked whether rightly."""
    points = {point.id: (point.point, *point.wordings) for point in key.key_points}
    found = likest(texts, points)
    for name in points:
        one = found.get(name)
        if one is None or one.likeness < TOUCHED:
            yield {"id": name, "state": "missed", "evidence": []}
        else:
            state = "made" if one.likeness >= MADE else "partly"
            yield {"id": name, "state": state, "evidence": [one.sentence]}

"""Checks of what a language model would make the interviewer say, before it is spoken."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from greenroom.follow_up.answer_facts import AnswerFacts, Target
from greenroom.follow_up.questions import MOST_WORDS
from greenroom.language.phrases import cleaned, contents, core_question, stems, word_count
from greenroom.language.prompt_injection import speaks_to_a_machine
from greenroom.structure.rubric import Element, Rubric

_LABEL = re.compile(
    r"^\W*(?:(?:follow[- ]?up )?question|(?:the )?interviewer|assistant|q)\s*\d*\s*[:\-]\s*", re.I
)
_YOU = re.compile(r"\b(?:you|your|yours|yourself|you'(?:d|ve|re|ll))\b", re.IGNORECASE)
_GOOD = (
    r"great|excellent|good|impressive|fantastic|awesome|amazing|wonderful|perfect|brilliant"
    r"|outstanding|superb|nice|lovely|interesting|insightful|solid"
)
_PRAISE = re.compile(
    rf"\b(?:{_GOOD}) (?:answer|job|point|work|example|story|question|approach|choice|start"
    r"|explanation|experience|to hear)\b|\b(?:well done|congratulations"
    r"|i (?:really )?(?:love|like|appreciate|admire))\b"
    rf"|\bthat(?:'s| is| was) (?:really |very |so )?(?:{_GOOD})\b|\bperfectly\b|!",
    re.IGNORECASE,
)
_TRAITS = re.compile(
    r"\b(?:how old|your age|age are you|born|married|marital|wife|husband|spouse|child|children"
    r"|kids|pregnan\w*|maternity|paternity|family plan\w*|relig\w+|church|mosque|faith|pray\w*"
    r"|nationalit\w+|citizenship|native (?:country|language|speaker)|come from originally"
    r"|where are you (?:really )?from|ethnic\w*|sexual\w*|gay|lesbian|transgender|disab\w+"
    r"|your (?:origin|accent|race|skin|gender|sex|health|disease|illness|politics|party|union)"
    r"|medical condition|political\w*|trade union)\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:hired|hire you|you passed|the job is yours|(?:out of|an?|you get|scores?|rated?|marks?"
    r"|levels?|grades?|ratings?|points?)(?: of| at| as)? (?:five|ten|[1-5]|10|hundred|100)"
    r"|(?:full|top|best|highest|maximum) (?:marks?|points?|scores?|ratings?|credit|grades?|levels?)"
    r"|instructions?|(?:system )?prompts?|rubrics?|guidelines?|follow-?ups?|as (?:your|a) friend"
    r"|end of (?:the )?(?:interview|transcript)|stop here)\b",
    re.IGNORECASE,
)
_STRANGE = re.compile(
    r"[*#<>{}|\\_`\[\]\n]|https?:|\bas an ai\b|\blanguage model\b|\bi cannot\b|\bi'm sorry\b"
    r"|\bcandidate\b|\binterviewer\b|\b(?:system|assistant|user)\s*:",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:did|do|didn't|don't|have|haven't|had|would|wouldn't|should|shouldn't|could|couldn't|are"
    r"|were|was|is|isn't|wasn't) (?:you|it|that|there|this|we|the \w+)(?: not| also| ever| even)?"
    r" (?:consider\w*|check\w*|us(?:e|ed|ing)|try|tried|think\w*|thought|run|perform\w*|look\w*"
    r"|done|do|appl\w+|includ\w+|account\w*|because|based|need\w*|have|had)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:what|which|who|whom|whose|how|why|when|where|walk me|tell me|describe|put a)\b", re.I
)
_NUMBERS = re.compile(r"\d[\d.,]*")
_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
_COPY = 0.7
_ITEM_COPY = 0.6
_GIVEN_AWAY = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """A model's proposal for a follow-up, and what it is checked against."""

    text: str
    target: Target
    answer: AnswerFacts
    element: Element | None


def tidied(text: str) -> str:
    """Strip what models wrap a question in: labels, quotation marks, all that follows it."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    line = _LABEL.sub("", lines[0]) if lines else ""
    until = line.find("?")
    line = line[: until + 1] if until >= 0 else line
    wrapped = line[:1] in "\"“'" and line.count('"') % 2 == 1
    line = line[1:] if wrapped else line
    return " ".join(line.replace("’", "'").replace("“", '"').replace("”", '"').split())


def fault(text: str, target: Target, answer: AnswerFacts, rubric: Rubric) -> str:
    """Say why this must not be spoken, in a few words; "" if it may."""
    proposal = Proposal(text, target, answer, rubric.elements.get(target.element))
    return next((why for why, wrong in _CHECKS if wrong(proposal)), "")


def _not_one_question(proposal: Proposal) -> bool:
    return proposal.text.count("?") != 1 or not proposal.text.endswith("?")


def _too_long(proposal: Proposal) -> bool:
    return word_count(proposal.text) > MOST_WORDS or word_count(proposal.text) < 4  # noqa: PLR2004


def _copies_the_question(proposal: Proposal) -> bool:
    questions = (
        proposal.answer.asked,
        proposal.answer.question.ask,
        core_question(proposal.answer.asked),
    )
    proposed = stems(proposal.text)
    return any(
        len(proposed & stems(one)) >= _COPY * len(proposed | stems(one)) for one in questions
    )


def _copies_the_item(proposal: Proposal) -> bool:
    if proposal.element is None:
        return False
    item, proposed = stems(proposal.element.what), stems(proposal.text)
    return len(item & proposed) >= max(_GIVEN_AWAY, _ITEM_COPY * len(item))


def _reveals_solution(proposal: Proposal) -> bool:
    """Tell whether it reveals words of the solution that nobody has said or asked.

    A question that can be answered by yes gives it away with a single one of them, and "did you
    check" does in any case.
    """
    element = proposal.element
    if element is None:
        return False
    public = " ".join(
        (proposal.answer.text, proposal.answer.question.ask, proposal.answer.asked, *element.probe,
         proposal.target.text)
    )  # fmt: skip
    solution = stems(" ".join((element.what, element.strong, *element.cues, *element.examples)))
    revealed = (solution & stems(proposal.text)) - stems(public)
    if _OPEN.search(proposal.text):
        return len(revealed) >= _GIVEN_AWAY
    return bool(revealed) or bool(_LEADING.search(proposal.text))


def _invents(proposal: Proposal) -> bool:
    """Tell whether it has a figure or quotation that nobody has said."""
    source = f"{proposal.answer.text} {proposal.answer.asked} {proposal.target.text}"
    numbers = {number.rstrip(".,") for number in _NUMBERS.findall(proposal.text)}
    quotes = [cleaned(quote).lower() for quote in _QUOTED.findall(proposal.text)]
    sayable = f"{source} {cleaned(proposal.answer.text)}".lower()
    return any(number not in source for number in numbers) or any(
        one not in sayable for one in quotes
    )


def _judges_or_obeys(proposal: Proposal) -> bool:
    """Tell whether it has a verdict or talk of instructions that nobody brought up."""
    source = f"{proposal.answer.text} {proposal.answer.asked} {proposal.target.text}".lower()
    verdicts = (match[0].lower() for match in _VERDICT.finditer(proposal.text))
    return speaks_to_a_machine(proposal.text) or any(one not in source for one in verdicts)


def _beside_the_target(proposal: Proposal) -> bool:
    """Tell whether it has nothing in common with what it should ask for."""
    element = proposal.element
    about = f"{proposal.target.text} {proposal.target.quote} {proposal.target.earlier}"
    if element:
        about += f" {element.title} {element.what} {' '.join(element.probe)}"
    return not stems(proposal.text) & stems(about)


_CHECKS: tuple[tuple[str, Callable[[Proposal], bool]], ...] = (
    ("not one question", _not_one_question),
    ("too long or too short", _too_long),
    ("strange characters or words", lambda one: bool(_STRANGE.search(one.text))),
    ("not in the second person", lambda one: not _YOU.search(one.text)),
    ("praise", lambda one: bool(_PRAISE.search(one.text))),
    ("a verdict, or about instructions", _judges_or_obeys),
    ("protected traits", lambda one: bool(_TRAITS.search(one.text))),
    ("a copy of the question", _copies_the_question),
    ("a copy of the missing item", _copies_the_item),
    ("invented figures or quotes", _invents),
    ("gives the answer away", _reveals_solution),
    ("beside the target", _beside_the_target),
    ("nothing in it", lambda one: not contents(one.text)),
)

"""The follow-up to an answer, as the rules of the interview need it."""

from dataclasses import replace

from greenroom.follow_up.answer_facts import AnswerFacts, Memory
from greenroom.follow_up.choice import choose_follow_up
from greenroom.interview.events import FollowUp
from greenroom.interview.script import Question
from greenroom.interview.state import State
from greenroom.language.prompt_injection import said_to_people
from greenroom.live.audio.transcription import TranscriptionResult
from greenroom.live.language_model.wording import Wording
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric
from greenroom.structure.sentences import split


def said_in(
    result: TranscriptionResult,
    structure: Structure,
    question: Question,
    spoken_question: str,
    deeper: tuple[str, ...] = (),
) -> AnswerFacts:
    """Return the answer as the rules for follow-ups see it: what was said to people."""
    words = said_to_people(result.transcript.words)
    sentences = tuple(sentence.text for sentence in split(words))
    return AnswerFacts(question, spoken_question, sentences, structure, deeper)


def memory_of(state: State, earlier: tuple[AnswerFacts, ...]) -> Memory:
    """Return what the interview knows by now; a point may be asked again, not a whole follow-up."""
    return Memory(
        earlier=earlier,
        probed=state.probed,
        asked_follow_ups=state.asked_follow_ups,
        again=state.follow_up is None and not state.tried_again,
        claims=state.plan.claims,
    )


def follow_up(
    answer: AnswerFacts | None,
    rubric: Rubric | None,
    state: State,
    earlier: tuple[AnswerFacts, ...],
    wording: Wording | None,
) -> FollowUp | None:
    """Return the follow-up, worded by a language model if it is in time, else as authored.

    Returns:
        None where nothing is left to ask.
    """
    if answer is None or rubric is None:
        return None
    chosen = choose_follow_up(answer, rubric, memory_of(state, earlier), state.plan.persona)
    if chosen is None:
        return None
    authored, target = chosen
    if wording is None or authored.again:
        return authored
    text = wording.words_for(target, answer, rubric, state.plan.persona, earlier)
    return replace(authored, text=text, worded_by=wording.author) if text else authored

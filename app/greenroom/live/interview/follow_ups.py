"""From an understood answer to the follow-up that the rules hear of."""

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
    heard: TranscriptionResult,
    structure: Structure,
    question: Question,
    asked: str,
    deeper: tuple[str, ...] = (),
) -> AnswerFacts:
    """Return the answer as the rules for follow-ups see it: what was said to people."""
    words = said_to_people(heard.transcript.words)
    sentences = tuple(sentence.text for sentence in split(words))
    return AnswerFacts(question, asked, sentences, structure, deeper)


def memory_of(state: State, earlier: tuple[AnswerFacts, ...]) -> Memory:
    """What the interview holds by now; a point is asked for again, not a whole follow-up."""
    return Memory(
        earlier=earlier,
        probed=state.probed,
        asked_follow_ups=state.asked_follow_ups,
        again=state.follow_up is None and not state.tried_again,
        claims=state.plan.claims,
    )


def follow_up(
    said: AnswerFacts | None,
    rubric: Rubric | None,
    state: State,
    earlier: tuple[AnswerFacts, ...],
    wording: Wording | None,
) -> FollowUp | None:
    """In the words of a language model where it finds some in time, else in authored ones.

    None where nothing is left to ask.
    """
    if said is None or rubric is None:
        return None
    chosen = choose_follow_up(said, rubric, memory_of(state, earlier), state.plan.persona)
    if chosen is None:
        return None
    authored, target = chosen
    if wording is None or authored.again:
        return authored
    text = wording.words_for(target, said, rubric, state.plan.persona, earlier)
    return replace(authored, text=text, worded_by=wording.author) if text else authored

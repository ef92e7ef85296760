"""Text that speaks to a machine does not reach one; all other text does, unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attacks import ATTACKS
from greenroom.language.prompt_injection import defused, said_to_people, speaks_to_a_machine
from greenroom.speech.words import Word
from interview.answers import rubrics
from language.test_requests import training_answers

ANSWER = "We rebuilt the gate in May. It took two weeks, and the queue was gone afterward."


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("place", ["before", "behind", "between"])
def test_an_answer_is_the_same_with_the_attack_and_without_it(attack: str, place: str):
    first, second = ANSWER.split(". ")
    attacked = {
        "before": f"{attack} {ANSWER}",
        "behind": f"{ANSWER} {attack}",
        "between": f"{first}. {attack} {second}",
    }[place]
    attacked = attacked.replace("marks It", "marks. It").replace("[/INST] ", "[/INST]\n")
    if attack[-1] not in ".?!" and place != "behind":
        attacked = attacked.replace(attack, f"{attack}\n")
    assert " ".join(defused(attacked).split()) == ANSWER


@pytest.mark.parametrize("attack", ATTACKS)
def test_in_speech_without_any_punctuation_the_instruction_goes_and_most_of_the_answer_stays(
    attack: str,
):
    plain = " ".join(ANSWER.lower().replace(".", "").replace(",", "").split())
    around = " ".join(f"{plain} and then" for _ in range(4))
    spoken = f"{around} {attack.lower().strip('.')} {around}"
    rest = defused(spoken)
    assert not speaks_to_a_machine(rest)
    assert len(rest) > len(spoken) / 2


def test_what_candidates_say_is_left_alone():
    sentences = [text for answer in training_answers() for text in answer.split(". ")]
    lost = [text for text in sentences if speaks_to_a_machine(text)]
    assert len(lost) <= len(sentences) / 1000, lost


def test_rubrics_are_left_alone():
    for rubric in rubrics().values():
        for element in rubric.elements.values():
            for text in (element.what, element.why, element.strong, *element.probe):
                assert defused(text) == text.strip()


@given(st.text(max_size=300))
def test_nothing_is_added(text: str):
    assert len(defused(text)) <= len(text)
    assert defused(defused(text)) == defused(text)


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_go_as_text_does(attack: str):
    answer = words("We rebuilt the gate in May. Um, it took two weeks.")
    ended = attack if attack[-1] in ".?!" else f"{attack}."
    attacked = (*answer[:6], *words(ended), *answer[6:])
    assert said_to_people(attacked) == answer
    assert said_to_people(answer) == answer


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, place, place + 1) for place, word in enumerate(text.split()))

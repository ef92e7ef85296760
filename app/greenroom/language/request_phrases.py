"""Phrases in which candidates ask for something, for people to read and add to.

A phrase is a row of words. `a|b` is a choice, `[a|b]` may be left out, `_` stands for a space
inside a choice, a name in capitals for a choice that is used often. Politeness and filled pauses
are taken out before anything is compared, so phrases go without.
"""

import re
from collections.abc import Mapping
from typing import Literal

RequestKind = Literal[
    "repeat", "rephrase", "moment", "clarify", "assume", "hearing", "dont_know", "pass", "end",
    "nothing", "result", "privacy", "program", "unknowable",
]  # fmt: skip

_CHOICES = {
    "THAT": "that|it|this|the_question|the_last_question|the_last_part|your_question|yourself",
    "WHAT": "what_you_mean|what_you're_asking|what_you_are_asking|what_you_said",
    "AGAIN": "again|once_more|one_more_time|for_me|slowly|more_slowly|for_me_again",
    "CAN": "can|could|would|will|might|may",
    "MAY": "MAY_I|i",
    "MAY_I": "can_i|can_we|could_i|could_we|may_i|may_we|let's|i'll|i_will|WANT",
    "WANT": "i'd_like_to|i_would_like_to|i_want_to|i'd_rather|i'd_prefer_to",
    "ONE": "a|one|some|another|a_few|a_couple_of|half_a|a_quick|a_little|a_short|a_bit_more",
    "WHILE": "moment|moments|minute|minutes|second|seconds|sec|bit|time|while",
    "ME": "i'll|i'd|i|let_me|i_would",
    "GIVE": "give_me|have|take|get|need|grab",
    "HERE": "to_think|here|for_that|for_this|of_time_to_think",
    "DONT": "don't|do_not|wouldn't|didn't|did_not|couldn't|could_not|can't|cannot|am_not",
    "WORDS": "differently|another_way|in_other_words|in_another_way|in_simpler_words|more_simply",
    "EXAMPLE": "one|any|anything|an_example|any_example|a_case|a_time",
    "TRULY": "honestly|really|simply|to_be_honest",
    "NOW": "now|right_now|at_the_moment",
}

_PHRASES: Mapping[RequestKind, str] = {
    "repeat": """
        [CAN] [you|i|we] [mind] repeat|repeating|reread|say|ask|read [THAT] [AGAIN]
        CAN i|we|you hear|have|get THAT [AGAIN]
        pardon|what|again [me]
        come|say|once|one_more again|more|time
        what did_you_say|was_that|was_the_question|is_the_question|was_your_question [AGAIN]
        i DONT [quite|really] catch|hear|get|follow you|THAT|all_of_that
        i DONT [quite|really] catch|hear|get|follow [THAT] CAN you repeat|say [THAT] [AGAIN]
        [i] forgot|lost|have_forgotten the_question|your_question
    """,
    "rephrase": """
        [CAN] [you] rephrase|reword|reformulate|simplify [THAT] [for_me]
        [CAN] [you] say|put|ask|explain THAT WORDS
        i DONT [quite|really|fully] understand [THAT|WHAT]
        i DONT [quite|really|fully] understand [THAT|WHAT] CAN you repeat|rephrase|explain [THAT]
    """,
    "moment": """
        [CAN] [i|you] [GIVE] ONE [quick|little] WHILE [HERE] [about] [THAT]
        ME [like_to|just] GIVE ONE [quick|little] WHILE [HERE] [about] [THAT]
        let_me|i_need_to|i_have_to|i'll_have_to think [about] [THAT] [for] [ONE] [WHILE]
        hold|hang|bear on|with_me
    """,
    "hearing": """
        hello [hello]
        [hello] can|do you hear me [now]
        are you [still] there
        is this|it on|working|recording
    """,
    "dont_know": """
        [TRULY] i [TRULY] DONT know [THAT|the_answer|what_to_say|how_to_answer] [THAT|one]
        i DONT know anything [about] [THAT]
        [TRULY] [i] [TRULY] [have] [absolutely] no idea|clue [about] [THAT]
        [i'm|i_am] not sure [about|how_to_answer] [THAT]
        i DONT have an_answer|one [for] [THAT]
        i DONT think_of EXAMPLE [NOW]
        nothing comes_to_mind [NOW]
        i've|i_have never done|had|heard_of that|this|one
    """,
    "pass": """
        [MAY] pass|skip [on|over] [THAT] [one|question] [for_now]
        next [one|question]
        the next question
        no comment|answer
        MAY move_on|go_on|continue|proceed [to|with] [the|another] [next] [one|question]
        i'd_rather|i_would_rather not [answer|say|talk_about] [THAT] [question]
    """,
    "end": """
        MAY_I stop|end|finish|quit [the|this] [interview|session|rehearsal] [here|now]
        i stop|end|finish|quit the|this interview|session|rehearsal [here|now]
        that's|that_is enough for today|now
        i've|i_have had_enough
    """,
}
POLITE = re.compile(
    r"^sure\b|\b(?:please|sorry|thanks|thank you|excuse me|i'm afraid|actually|okay|ok|oh|so|well"
    r"|right|hm+|just|maybe|then|yeah|yes|good question|great question"
    r"|interesting|wait|but|and|quickly"
    r"|if that's (?:okay|all right|alright)|if i may|if you don't mind)\b"
)


def compiled(phrase: str) -> re.Pattern[str]:
    """Compile the phrase for a text in which every word is followed by a space."""
    return re.compile("".join(_step(step) for step in phrase.split()))


def _step(step: str) -> str:
    choice = _expanded(step.strip("[]"))
    return f"(?:(?:{choice}) )" + ("?" if step.startswith("[") else "")


def _expanded(choice: str) -> str:
    parts = choice.split("|")
    options = (_expanded(_CHOICES[part]) if part in _CHOICES else part for part in parts)
    return "|".join(options).replace("_", " ")


PATTERNS: tuple[tuple[RequestKind, re.Pattern[str]], ...] = tuple(
    (kind, compiled(phrase))
    for kind, phrases in _PHRASES.items()
    for phrase in phrases.strip().splitlines()
)

"""A persona: how the interviewer sounds, as people write it in `assets/personas/`.

A persona changes wording, patience and pressure. What an answer is judged by it never sees.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from greenroom.language.phrases import core_question
from greenroom.language.requests import Request

Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


class Probes(BaseModel):
    """Follow-ups on what was said, for all rubrics; `{quote}` stands for the candidate's words."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    own_part: Texts = Field(
        default=(
            'You said "{quote}". Which part of that was yours?',
            '"{quote}", you said. What did you do in that yourself?',
            'Who is we in "{quote}", and where were you in it?',
        ),
        description="Said of a group, the candidate's own part unclear.",
    )
    number: Texts = Field(
        default=(
            'You said "{quote}". By how much, and how do you know?',
            'Can you put a figure on "{quote}", even a rough one?',
            '"{quote}", compared with what? Give me the before and the after.',
        ),
        description="A success claimed without a figure.",
    )
    who_pays: Texts = Field(
        default=(
            'You mentioned "{quote}". Who pays when that goes wrong?',
            'Why "{quote}"? Whose day gets worse when that goes wrong?',
            'Behind "{quote}" there are two kinds of error. Which one hurts more, and whom?',
        ),
        description="A metric named, and nobody who pays for its errors.",
    )
    contradiction: Texts = Field(
        default=(
            'Earlier you said "{earlier}", and now "{quote}". How do the two go together?',
            'Help me here: first it was "{earlier}", then "{quote}". Which one is it?',
        ),
        description="Two answers that do not seem to fit; `{earlier}` is the first.",
    )
    claim: Texts = Field(
        default=(
            'Your CV also says "{quote}". What\'s behind that?',
            '"{quote}" is on your CV. Show me where you did that yourself.',
        ),
        description="A claim of the resume that no answer has shown yet.",
    )


class Persona(BaseModel):
    """The voice of an interviewer. Every text is spoken English; lists are used in turn.

    The defaults are a plain, friendly interviewer; a file names only what is different.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str = Field(default="plain", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Text = "Plain"
    about: Text = "Asks, listens, asks on."
    style: Text = Field(
        default="A calm, polite interviewer who speaks plainly.",
        description="Who this is, for a language model that finds the words.",
    )
    extra_follow_ups: int = Field(
        default=0, ge=-2, le=2, description="Pressure: so many more than the settings say."
    )
    second_chances: int = Field(
        default=1, ge=0, le=1, description="Patience: whether a vague answer gets another try."
    )

    probes: Probes = Probes()
    leads: tuple[str, ...] = Field(default=(), description="A word or two before a follow-up.")
    transitions: tuple[str, ...] = Field(default=(), description="Before the next question.")
    quoting: Texts = Field(
        default=('You said "{quote}".', 'Back to "{quote}".', '"{quote}", you said.'),
        description="Takes up the candidate's words before an author's probe.",
    )
    naming: Texts = Field(
        default=('You mentioned "{quote}".', 'Back to "{quote}".'),
        description="The same where they are a name for something and not a sentence.",
    )

    vague_story: Texts = Field(
        default=(
            "That's still general. Pick one real case, and tell me what you did in it.",
            "Can you tell me about one particular time, and your own steps in it?",
        ),
        description="A story was asked for and none was told.",
    )
    vague: Texts = Field(
        default=(
            "Can you make that concrete? What would you do first, and why that?",
            "Let's bring it down to one case. How would you handle that one?",
        ),
        description="An idea was asked for and nothing to hold on to came.",
    )
    short: Texts = Field(
        default=("Can you say a bit more about that?", "Go on. What else is there to it?"),
        description="Hardly anything was said.",
    )
    off_topic: Texts = Field(
        default=("I think we've drifted. {question}", "Let me bring you back to it. {question}"),
        description="The answer was about something else; `{question}` is asked again.",
    )

    repeat: Text = Field(default="Sure. {question}", description="Asked to say it again.")
    rephrase: Text = Field(
        default="Let me put it shorter. {core} Take it as you'd meet it at work.",
        description="Asked for other words; `{core}` is the question's last sentence.",
    )
    moment: Text = Field(
        default="Of course, take your time. Begin when you're ready.",
        description="Asked for a moment.",
    )
    clarify: Text = Field(
        default='Fair question. Take "{term}" the way you would at work, tell me in a few words '
        "what you take it to mean, and go on from there.",
        description="Asked what something means; the answer must not be given away.",
    )
    assume: Text = Field(
        default="I'll leave that to you. State your assumption, and go on.",
        description="Asked about the scenario.",
    )
    hearing: Text = Field(
        default="Yes, I can hear you. {core}", description="Asked whether anybody is there."
    )
    dont_know: Text = Field(
        default="That's fine. What would be your first guess, or how would you find out?",
        description="The candidate does not know; said once a question.",
    )
    passed: tuple[str, ...] = Field(
        default=("No problem.",), description="Before the next question, when one was passed."
    )

    invitation: str = Field(
        default="That's all from my side. Is there anything you'd like to ask me?",
        description="Before the end; empty: the candidate is not asked.",
    )
    anything_else: Text = Field(
        default="Anything else?", description="After a candidate's question."
    )
    unknowable: Text = Field(
        default="I'm a rehearsal program, so anything I told you about a company would be made up. "
        "Save that one for the real interview.",
        description="Asked what only a real interviewer could know.",
    )
    result: Text = Field(
        default="You'll see that in the review, right after this.",
        description="Asked how it went.",
    )
    privacy: Text = Field(
        default="Your recordings are kept on this computer and go nowhere else.",
        description="Asked what happens to the recordings; sound is never sent.",
    )
    program: Text = Field(
        default="I'm a rehearsal program; there's nobody behind me.",
        description="Asked who or what the interviewer is.",
    )


def reply(request: Request, persona: Persona, question: str) -> str:
    """Return the persona's words for a request about the question to be answered."""
    template: str = getattr(persona, request.kind)
    text = template.replace("{question}", question).replace("{core}", core_question(question))
    return text.replace("{term}", request.term)


def in_turn(texts: tuple[str, ...], turn: int) -> str:
    """Pick one of several wordings by turn; "" if there are none."""
    return texts[turn % len(texts)] if texts else ""

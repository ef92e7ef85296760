"""Masks on whatever is asked."""

from pydantic import BaseModel

from greenroom.engines.llm.scripted_interviewer import ScriptedInterviewer
from greenroom.language.prompt import Allowance, PromptMessage
from greenroom.live.language_model.masked_client import MaskedInterviewer

PROMPT = (PromptMessage("user", "I'm Ana Lopez, ana@example.org, and we built a gate."),)


class Form(BaseModel):
    text: str


def test_nothing_leaves_unmasked():
    inner = ScriptedInterviewer(["Which gate?", '{"text": "a"}'])
    masked = MaskedInterviewer(inner, ("Ana Lopez",))
    assert "".join(masked.stream(PROMPT, Allowance(1, 9))).strip() == "Which gate?"
    assert masked.fill_in(PROMPT, Form, Allowance(1, 9)) == Form(text="a")
    for prompt in inner.prompts:
        assert prompt[0].text == "I'm [name], [e-mail], and we built a gate."
    assert (masked.model, masked.destination) == ("scripted", "nowhere")
    masked.close()
    assert inner.closed

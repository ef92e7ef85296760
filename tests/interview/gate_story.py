"""A story about a gate, told to an interviewer who will want to know who built it."""

from greenroom.interview.plan import Plan
from greenroom.interview.script import Script
from greenroom.interview.state import State
from interview.answers import question, said

ASKED = question("star", "Tell me about a gate that you repaired.")
ANSWER = said(
    ASKED,
    "[situation, task] Last spring I was asked to repair the gate of the ferry.",
    "[group_action] We rebuilt the whole hinge over a weekend.",
    "[result, quantified] After that twelve cars a minute went through.",
)
SCRIPT = Script(id="gates", title="Gates", about="-", welcome="-", closing="-", questions=(ASKED,))
STATE = State(Plan(SCRIPT, (ASKED,), 1))
GOOD = "In that weekend, which part of the hinge did you build with your own hands?"
"""What a good language model might ask."""

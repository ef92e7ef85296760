"""The meter: what was used, what it costs, and where it stops."""

import pytest

from greenroom.engines.llm.endpoint import Endpoint
from greenroom.engines.llm.openai_interviewer import OpenAIInterviewer
from greenroom.engines.llm.usage import Meter, Prices
from greenroom.errors import InterviewerError
from greenroom.language.prompt import Allowance, PromptMessage
from odd_server import OddServer, Request

PROMPT = (PromptMessage("user", "x" * 300),)
"""101 tokens, estimated."""


def asked(odd: OddServer, seconds: float = 30.0) -> Meter:
    interviewer = OpenAIInterviewer(Endpoint(odd.address, "small"))
    try:
        "".join(interviewer.stream(PROMPT, Allowance(seconds, 9)))
    except InterviewerError:
        pass
    finally:
        interviewer.close()
    return interviewer.meter


def counted(request: Request) -> None:
    request.stream()
    request.piece("Which one?")
    usage = b'{"choices": [], "usage": {"prompt_tokens": 77, "completion_tokens": 3}}'
    request.write(b"data: " + usage + b"\n\ndata: [DONE]\n\n")


def endless(request: Request) -> None:
    request.stream()
    while True:
        request.piece("and then ")


def test_a_server_that_counts_is_believed_and_another_is_estimated(odd: OddServer):
    odd.behave = counted
    meter = asked(odd)
    assert (meter.requests, meter.sent, meter.received) == (1, 77, 3)
    odd.behave = lambda request: request.say("Which one?")
    meter = asked(odd)
    assert (meter.requests, meter.sent) == (1, 101)
    assert meter.received > 0


def test_what_came_too_late_is_paid_for_all_the_same(odd: OddServer):
    odd.behave = lambda request: request.wait(1.0)
    late = asked(odd, seconds=0.2)
    assert (late.requests, late.sent, late.received) == (1, 101, 0)


def test_what_nobody_wanted_to_hear_to_the_end_is_paid_for_as_far_as_it_was_heard(odd: OddServer):
    odd.behave = endless
    interviewer = OpenAIInterviewer(Endpoint(odd.address, "small"))
    pieces = interviewer.stream(PROMPT, Allowance(30, 900))
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    interviewer.close()
    assert (interviewer.meter.requests, interviewer.meter.sent) == (1, 101)
    assert interviewer.meter.received > 1


def test_what_was_turned_away_costs_nothing(odd: OddServer):
    odd.behave = lambda request: request.answer(401, {})
    assert asked(odd).summary == ""
    odd.address = "http://127.0.0.1:9/v1"
    assert asked(odd).summary == ""


def test_requests_under_way_count_with_all_they_may_become():
    meter = Meter(Prices(most_tokens=300))
    first = meter.begin(300, 60)
    with pytest.raises(InterviewerError, match="300 tokens per session"):
        meter.begin(300, 60)
    meter.end(first, taken=True)
    assert (meter.sent, meter.received) == (101, 0)
    meter.begin(300, 60)


def test_the_summary_names_what_it_cost_by_the_users_own_prices():
    meter = Meter(Prices(sent=0.5, received=2.0))
    assert meter.summary == ""
    use = meter.begin(30_000, 500)
    use.received = 400
    meter.end(use, taken=True)
    assert meter.summary == (
        "The language model was used for 1 request, about 10,401 tokens, 0.0058 USD by your prices."
    )
    assert Meter(requests=2, sent=9).summary.endswith("2 requests, about 9 tokens.")


@pytest.mark.parametrize(
    ("amount", "shown"), [(0.0, "0.00"), (0.02, "0.020"), (0.00123, "0.0012"), (1.2345, "1.23")]
)
def test_small_sums_are_not_rounded_away(amount: float, shown: str):
    assert Prices(currency="EUR").amount(amount) == f"{shown} EUR"


def test_a_limit_is_told_in_the_currency_of_the_prices():
    meter = Meter(Prices(sent=1.0, cap=0.5, currency="€"))
    with pytest.raises(InterviewerError, match=r"0\.50 € per session"):
        meter.begin(3_000_000, 9)

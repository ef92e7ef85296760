"""What can go wrong with a language model's server, each in one plain sentence.

The server's own message is never passed on: it may contain the key, or anything else.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING

from greenroom.errors import InterviewerError

if TYPE_CHECKING:
    import openai

_SET_UP = "See what is set up with: greenroom llm show"
_SET_AGAIN = "Set it again with: greenroom llm setup"
_SENTENCES: dict[int, tuple[str, str]] = {
    HTTPStatus.UNAUTHORIZED: ("{host} does not accept the key.", _SET_AGAIN),
    HTTPStatus.FORBIDDEN: ("{host} does not accept the key.", _SET_AGAIN),
    HTTPStatus.NOT_FOUND: (
        "{host} has no model “{model}” at that address.",
        "Check the model's name, and that the address ends as it should, usually in /v1.",
    ),
    HTTPStatus.PAYMENT_REQUIRED: ("{host} asks for payment first.", "Check your account there."),
    HTTPStatus.FOUND: ("{host} redirects to another server, which is not allowed.", _SET_UP),
}
_NOT_TAKEN = frozenset({400, 413, 415, 422})
_LATE = frozenset({408, 504})
_CONTEXT = ("context", "maximum length", "too long", "too many tokens", "max_model_len")
_LONGEST_WAIT = 3_600.0


class LateError(InterviewerError):
    """Nothing usable came in time."""


class RefusedError(InterviewerError):
    """The server does not support requests of this kind."""

    def __init__(self, message: str, sentence: str) -> None:
        super().__init__(sentence, _SET_UP)
        self.message = message.lower()


class WaitError(InterviewerError):
    """The server asked for a pause of `seconds`."""

    def __init__(self, host: str, seconds: float) -> None:
        rest = f" for {seconds:.0f} seconds" if seconds else ""
        super().__init__(f"{host} has had too many requests and asks to wait{rest}.")
        self.seconds = seconds


def late(host: str, seconds: float) -> LateError:
    """Return the error of a server that took longer than `seconds`."""
    return LateError(f"{host} took longer than {seconds:.1f} seconds.")


def in_a_sentence(problem: Exception, host: str, model: str, seconds: float) -> InterviewerError:
    """Return the error for the user; `seconds` is how long the program waited."""
    import httpx2
    import openai

    match problem:
        case openai.APIStatusError():
            return _status(problem, host, model)
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return late(host, seconds)
        case openai.APIConnectionError() if isinstance(problem.__cause__, httpx2.ConnectError):
            return InterviewerError(
                f"No server answers at {host}.", "Start the server, or check its address."
            )
        case openai.APIConnectionError() | httpx2.HTTPError():
            return InterviewerError(f"{host} broke off in the middle of its answer.")
        case openai.APIError():
            return _error_in_stream(problem, host, model)
        case _:
            return InterviewerError(f"{host} gave an answer that cannot be read.", _SET_UP)


def was_refused(problem: Exception) -> bool:
    """Tell whether the server never took the request, so that it costs nothing."""
    import httpx2
    import openai

    return isinstance(problem, openai.APIStatusError) or isinstance(
        problem.__cause__, httpx2.ConnectError
    )


def _status(problem: "openai.APIStatusError", host: str, model: str) -> InterviewerError:
    message, status = str(problem.message).lower(), problem.status_code
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return WaitError(host, _retry_after(problem))
    if status in _NOT_TAKEN:
        refused = RefusedError(message, f"{host} did not accept the request.")
        return _too_long(model) if _is_too_long(message) else refused
    if status in _LATE:
        return LateError(f"{host} ran out of time.")
    sentence, hint = _SENTENCES.get(
        HTTPStatus.FOUND if problem.response.is_redirect else status,
        ("{host} has a problem of its own ({status}).", "Try again later."),
    )
    return InterviewerError(sentence.format(host=host, model=model, status=status), hint)


def _error_in_stream(problem: "openai.APIError", host: str, model: str) -> InterviewerError:
    """Return the error inside a stream that had begun well."""
    if _is_too_long(str(problem.message).lower()):
        return _too_long(model)
    return InterviewerError(f"{host} broke off with an error.")


def _is_too_long(message: str) -> bool:
    return any(part in message for part in _CONTEXT)


def _too_long(model: str) -> InterviewerError:
    return InterviewerError(f"The conversation has become too long for “{model}”.")


def _retry_after(problem: "openai.APIStatusError") -> float:
    """Return the seconds to wait; 0 where the server did not say, or gave a date."""
    try:
        seconds = float(problem.response.headers.get("retry-after", "0"))
    except ValueError:
        return 0.0
    return min(max(seconds, 0.0), _LONGEST_WAIT)

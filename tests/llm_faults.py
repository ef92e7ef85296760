"""Everything that can go wrong at a language model's server, as behaviors of an odd one."""

from odd_server import Behavior, Request


def never(request: Request) -> None:
    """Takes the request and says nothing."""
    request.wait(4.0)


def drips(request: Request) -> None:
    """Keeps the connection busy with white space."""
    request.stream()
    for _ in range(100):
        request.write(b": \n\n")
        request.wait(0.05)


def breaks_off(request: Request) -> None:
    """Half an event, and gone."""
    request.begin(200, {"content-type": "text/event-stream", "content-length": "5000"})
    request.piece("Which part of")
    request.write(b'data: {"choices": [{"del')


def breaks_off_with_an_error(request: Request) -> None:
    request.stream()
    request.piece("Which part of")
    request.write(b'data: {"error": {"message": "cuda out of memory", "code": 500}}\n\n')


def status(code: int, message: str = "", headers: dict[str, str] | None = None) -> Behavior:
    return lambda request: request.answer(
        code, {"error": {"message": message, "type": "x"}}, headers
    )


def page(request: Request) -> None:
    """A web server that is no language model."""
    request.answer(200, b"<html>It works!</html>", kind="text/html")


def not_json(request: Request) -> None:
    request.answer(200, b'{"choices": [{"mess', kind="application/json")


def another_shape(request: Request) -> None:
    request.answer(200, {"result": ["nothing", "here"]})


def nothing(request: Request) -> None:
    request.say("")


def never_ends(request: Request) -> None:
    """No limit is kept, and no question asked."""
    request.stream()
    for _ in range(20_000):
        request.piece("and then ")


def white_space(request: Request) -> None:
    """What a small model does that was told to write JSON: line after line of nothing."""
    if request.body.get("stream"):
        request.stream()
        for _ in range(2_000):
            request.piece("\n    ")
    else:
        request.say('{"reason":' + "\n    " * 2_000)


def half_a_form(request: Request) -> None:
    """Cut off where the limit was reached."""
    request.say('{"reason": "it was short", "lev')


def redirect(request: Request) -> None:
    request.answer(307, {}, {"location": "http://127.0.0.1:9/elsewhere"})


TABLE: dict[str, tuple[Behavior, str]] = {
    "slow": (never, "took longer than"),
    "drips white space": (drips, "took longer than"),
    "breaks off": (breaks_off, "broke off|cannot be read"),
    "breaks off with an error": (breaks_off_with_an_error, "broke off with an error"),
    "401": (status(401, "Incorrect API key provided: sk-secret"), "does not accept the key"),
    "403": (status(403), "does not accept the key"),
    "an unknown model": (
        status(404, "model 'small' not found, try pulling it first"),
        "has no model “small”",
    ),
    "a wrong address": (status(404), "has no model “small” at that address"),
    "402": (status(402), "asks for payment first"),
    "429": (status(429, "slow down", {"retry-after": "30"}), "wait for 30 seconds"),
    "429 without a time": (status(429), "asks to wait"),
    "500": (status(500), r"has a problem of its own \(500\)"),
    "503": (status(503), r"has a problem of its own \(503\)"),
    "504": (status(504), "ran out of time"),
    "context overflow": (
        status(400, "the request exceeds the available context size"),
        "has become too long",
    ),
    "refused whatever is tried": (status(400, "no"), "did not accept the request"),
    "redirect": (redirect, "redirects to another server"),
    "a web page": (page, ""),
    "broken JSON": (not_json, ""),
    "another shape": (another_shape, ""),
    "nothing at all": (nothing, ""),
    "never ends": (never_ends, ""),
    "white space without end": (white_space, ""),
    "truncated JSON": (half_a_form, ""),
}
"""Behavior, and what the user is told; empty where the answer is only not usable."""


def limit(name: str) -> float:
    """Seconds: short where the time will be up, long enough for a busy machine elsewhere."""
    return 1.0 if "took longer" in TABLE[name][1] else 10.0

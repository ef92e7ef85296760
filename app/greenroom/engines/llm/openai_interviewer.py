"""A language model at any OpenAI-compatible address, on this computer or elsewhere."""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel

from greenroom.engines.llm import faults
from greenroom.engines.llm import structured_output as structured
from greenroom.engines.llm.api_key import read_key
from greenroom.engines.llm.completion import piece_of, text_of, usage_of, visible
from greenroom.engines.llm.endpoint import Endpoint
from greenroom.engines.llm.server_capabilities import ServerCapabilities
from greenroom.engines.llm.usage import Meter, Prices, Use, tokens
from greenroom.errors import InterviewerError
from greenroom.language.prompt import Allowance, Prompt, PromptMessage, characters
from greenroom.settings import LanguageModel

if TYPE_CHECKING:
    import openai

    from greenroom.engines.llm.transport import Deadline

Form = TypeVar("Form", bound=BaseModel)
OnSent = Callable[[int], None]
"""Takes the number of characters that are sent, just before they are."""

NO_KEY = "none"
"""Sent to servers that need no key, because the library insists on one."""

_FROM_ENVIRONMENT = ("OpenAI-Organization", "OpenAI-Project")
"""Headers that the library would take from the environment, whoever the server is."""

_CHARACTERS_PER_TOKEN = 12
"""After so many characters per allowed token, a server that ignores the limit is cut off."""


def ignore_sent(_characters: int) -> None:
    """Do nothing: nobody needs to know what is sent."""


class OpenAIInterviewer:
    """The port `Interviewer`. May be used from several threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        on_sent: OnSent = ignore_sent,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._endpoint = endpoint
        self._on_sent = on_sent
        self._clock = clock
        self._capabilities = ServerCapabilities()
        self._not_before = 0.0
        self.meter = Meter(endpoint.prices)

    @property
    def model(self) -> str:
        """Return the model's name."""
        return self._endpoint.model

    @property
    def destination(self) -> str:
        """Return where the text goes."""
        return self._endpoint.host

    def stream(self, prompt: Prompt, allowance: Allowance) -> Iterator[str]:
        """Yield what the model writes, piece by piece; close the iterator to break off.

        Raises:
            InterviewerError: the server failed, or took longer than it may.
        """
        until = self._clock() + allowance.seconds
        while True:
            try:
                with closing(self._stream(prompt, until, allowance)) as pieces:
                    yield from visible(pieces)
            except faults.RefusedError as refused:
                self._reduce_capabilities(refused)
            else:
                return

    def fill_in(self, prompt: Prompt, form: type[Form], allowance: Allowance) -> Form:
        """Return what the model writes, as the form that it was asked to fill in.

        Raises:
            InterviewerError: the server failed, took too long, or wrote something else.
        """
        until = self._clock() + allowance.seconds
        while True:
            try:
                text = self._text(prompt, form, until, allowance)
            except faults.RefusedError as refused:
                self._reduce_capabilities(refused)
            else:
                return structured.parsed(text, form)

    def models(self, seconds: float = 5.0) -> tuple[str, ...]:
        """Return the names of the server's models.

        Raises:
            InterviewerError: the server failed, or took too long.
        """
        with self._asking(0, self._clock() + seconds, 0) as (left, _):
            listed = getattr(self._client.models.list(timeout=left), "data", None)
            return tuple(str(entry.id) for entry in listed or () if hasattr(entry, "id"))

    def close(self) -> None:
        """Give the connections back; they are opened again if need be."""
        if client := self.__dict__.pop("_client", None):
            client.close()

    def _stream(self, prompt: Prompt, until: float, allowance: Allowance) -> Generator[str]:
        count = 0
        with self._asking(characters(prompt), until, allowance.most_tokens) as (left, use):
            settings = self._capabilities.settings(allowance, stream=True)
            chunks = self._client.chat.completions.create(
                model=self.model,
                messages=_messages(prompt),
                stream=True,
                timeout=left,
                **settings,
            )
            with closing(chunks):
                for chunk in chunks:
                    if piece := piece_of(chunk):
                        count += len(piece)
                        use.received = tokens(count)
                        yield piece
                    use.sent, use.received = usage_of(chunk, use.sent, use.received)
                    if count > allowance.most_tokens * _CHARACTERS_PER_TOKEN:
                        break

    def _text(
        self, prompt: Prompt, form: type[BaseModel], until: float, allowance: Allowance
    ) -> str:
        """Return the whole answer, in the fullest form that the server is known to support."""
        extra: dict[str, Any] = {}
        match self._capabilities.forms:
            case "json_schema":
                extra["response_format"] = structured.schema_of(form)
            case "json_object":
                prompt = _with_form(prompt, form)
                extra["response_format"] = {"type": "json_object"}
            case "text":
                prompt = _with_form(prompt, form)
        with self._asking(characters(prompt), until, allowance.most_tokens) as (left, use):
            settings = self._capabilities.settings(allowance, stream=False)
            answer = self._client.chat.completions.create(
                model=self.model, messages=_messages(prompt), timeout=left, **settings, **extra
            )
            text = text_of(answer)
            use.sent, use.received = usage_of(answer, use.sent, tokens(len(text)))
        return text

    @contextmanager
    def _asking(self, sent: int, until: float, most_tokens: int) -> Generator[tuple[float, Use]]:
        """Make one request: check the limits before it, turn its errors into plain sentences.

        Yields the seconds that are left, and where the tokens are counted.
        """
        import httpx2
        import openai

        left = self._left(until)
        use, taken = self.meter.begin(sent, most_tokens), bool(sent)
        if sent:
            self._on_sent(sent)
        self._deadline.set(left)
        try:
            yield left, use
        except (openai.OpenAIError, httpx2.HTTPError, ValueError) as why:
            taken = taken and not faults.was_refused(why)
            problem = faults.in_a_sentence(why, self.destination, self.model, left)
            if isinstance(problem, faults.WaitError):
                self._not_before = self._clock() + problem.seconds
            raise problem from None
        finally:
            self.meter.end(use, taken=taken)

    def _left(self, until: float) -> float:
        now = self._clock()
        if now < self._not_before:
            raise faults.WaitError(self.destination, self._not_before - now)
        if now >= until:
            raise faults.LateError(f"{self.destination} took too long.")
        return until - now

    def _reduce_capabilities(self, refused: faults.RefusedError) -> None:
        reduced = self._capabilities.reduced(refused.message)
        if reduced is None:
            raise InterviewerError(refused.sentence, refused.hint) from None
        self._capabilities = reduced

    @cached_property
    def _deadline(self) -> "Deadline":
        from greenroom.engines.llm.transport import Deadline

        return Deadline()

    @cached_property
    def _client(self) -> "openai.OpenAI":
        """Return a client that neither retries nor waits: that is decided here."""
        import openai

        from greenroom.engines.llm.transport import http_client

        return openai.OpenAI(
            api_key=self._endpoint.key or NO_KEY,
            base_url=self._endpoint.address,
            default_headers=cast("Any", dict.fromkeys(_FROM_ENVIRONMENT, openai.Omit())),
            max_retries=0,
            http_client=http_client(self._endpoint.address, self._deadline),
        )


def open_interviewer(choice: LanguageModel, on_sent: OnSent = ignore_sent) -> OpenAIInterviewer:
    """Return the language model, ready to be asked; nothing is sent yet.

    Raises:
        InterviewerError: the key is not where it should be.
    """
    prices = Prices(
        sent=choice.price_sent,
        received=choice.price_received,
        cap=choice.cap,
        most_tokens=choice.most_tokens,
        currency=choice.currency,
    )
    endpoint = Endpoint(choice.address, choice.model, read_key(choice), prices)
    return OpenAIInterviewer(endpoint, on_sent)


def _messages(prompt: Prompt) -> Any:
    return [{"role": message.role, "content": message.text} for message in prompt]


def _with_form(prompt: Prompt, form: type[BaseModel]) -> Prompt:
    return (*prompt, PromptMessage("user", structured.describe_form(form)))

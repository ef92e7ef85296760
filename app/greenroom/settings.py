"""What the user can choose once and for all, and what may be chosen."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

ModelSize = Literal["tiny", "base", "small", "medium", "large-v3", "large-v3-turbo"]
VoiceName = Literal["neural", "system", "none"]
KeyPlace = Literal["none", "keyring", "environment"]
Appearance = Literal["system", "light", "dark"]
Motion = Literal["system", "full", "reduced"]

KEY_VARIABLE = "GREENROOM_LLM_KEY"
"""The environment variable that holds the key of a language model, if no other is named."""


class LanguageModel(BaseModel):
    """A language model that the user has set up, knowing what is sent to it.

    The key is not here: it lies in the system's keyring or in an environment variable.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: str = Field(
        pattern=r"^https?://\S+$",
        title="Address",
        description="The base of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1.",
    )
    model: str = Field(min_length=1, title="Model", description="Its name at that address.")
    key: KeyPlace = Field(
        default="none", title="Key", description="Where the key is, if the server wants one."
    )
    key_variable: str = Field(
        default=KEY_VARIABLE,
        pattern=r"^[A-Za-z_][A-Za-z0-9_]*$",
        title="Environment variable",
        description="Holds the key, where that is its place.",
    )
    elsewhere: bool = Field(
        default=False,
        title="Elsewhere",
        description="The server says itself that it hands the text on to another computer.",
    )
    agreed: bool = Field(
        default=False,
        title="Agreed",
        description="You have seen what is sent there; before that, nothing is.",
    )
    seconds: float = Field(
        default=2.5,
        ge=0.5,
        le=30,
        title="Patience",
        description="So long a follow-up is waited for; then the script's own is asked.",
    )
    judges: bool = Field(
        default=True,
        title="Judges",
        description="Proposes levels and a stronger version for the report, with quotes.",
    )
    samples: int = Field(
        default=3, ge=1, le=9, title="Samples", description="So many opinions, of which the middle."
    )
    masks: bool = Field(
        default=True,
        title="Mask",
        description="E-mail addresses, phone numbers, links and names are replaced before sending.",
    )
    names: tuple[str, ...] = Field(
        default=(), title="Names", description="Yours and others', masked wherever they stand."
    )
    price_sent: float = Field(
        default=0, ge=0, title="Price sent", description="Of a million tokens that are sent."
    )
    price_received: float = Field(
        default=0, ge=0, title="Price received", description="Of a million tokens that come back."
    )
    cap: float = Field(
        default=0, ge=0, title="Cap", description="At most so much money per session; 0: no cap."
    )
    currency: str = Field(
        default="USD",
        pattern=r"^[^\s\d]{1,5}$",
        title="Currency",
        description="In which the server's owner names the prices.",
    )
    most_tokens: int = Field(
        default=200_000, ge=0, title="Tokens", description="At most so many per session; 0: no end."
    )

    @field_validator("address")
    @classmethod
    def _possible_and_without_secrets(cls, address: str) -> str:
        """Refuse an address with secrets in it: it is shown and kept in a file."""
        parts = urlsplit(address)
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise ValueError("a name, password or key does not belong into an address")
        try:
            _ = parts.port
        except ValueError:
            raise ValueError("the port behind the colon is a number up to 65535") from None
        return address

    @field_validator("cap")
    @classmethod
    def _with_prices(cls, cap: float, others: ValidationInfo) -> float:
        """Refuse a cap without prices: nothing would ever cost anything."""
        prices = (others.data.get("price_sent"), others.data.get("price_received"))
        if cap and not any(prices):
            raise ValueError("a cap needs the prices of a million tokens")
        return cap


class Settings(BaseModel):
    """Every choice has a title and a description, from which screens are made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    microphone: str = Field(
        default="default", title="Microphone", description="The device that hears you."
    )
    speaker: str = Field(
        default="default", title="Speaker", description="The device that speaks to you."
    )
    voice: VoiceName = Field(default="neural", title="Voice", description="Who asks the questions.")
    model: ModelSize = Field(
        default="base",
        title="Speech model",
        description="Larger ones make fewer errors and take longer.",
    )
    model_folder: Path | None = Field(
        default=None,
        title="Folder with a speech model",
        description="A faster-whisper model of your own; used instead of all others.",
    )
    questions: int = Field(
        default=5, ge=1, le=50, title="Questions", description="How many in one session."
    )
    follow_ups: int = Field(
        default=1, ge=0, le=5, title="Follow-ups", description="At most so many per question."
    )
    persona: str = Field(
        default="screener", title="Interviewer", description="How the interviewer sounds."
    )
    llm: LanguageModel | None = Field(
        default=None,
        title="Language model",
        description="Finds words and proposes judgements; without one nothing leaves here.",
    )
    script: str = Field(
        default="behavioural", title="Script", description="What was practised last."
    )
    hands_free: bool = Field(
        default=False,
        title="Hands-free",
        description="A long silence behind a finished sentence ends an answer; otherwise you do.",
    )
    for_real: bool = Field(
        default=False,
        title="For real",
        description="As in the interview itself: no captions, no nudges, no pausing.",
    )
    captions: bool = Field(
        default=True, title="Captions", description="Your words are shown while you speak."
    )
    appearance: Appearance = Field(
        default="system", title="Appearance", description="Light, dark, or as the system has it."
    )
    motion: Motion = Field(
        default="system", title="Movement", description="How much things move on the screen."
    )


def listed(text: str) -> tuple[str, ...]:
    """Split a list that somebody wrote with commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def first_fault(problem: ValidationError) -> str:
    """Return the first entry that is wrong and why, without its content."""
    first = problem.errors()[0]
    entry = ".".join(map(str, first["loc"])) or "the file"
    return f"{entry}: {first['msg'].removeprefix('Value error, ')}"

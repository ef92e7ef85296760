"""The settings: what the user can choose, and the allowed values."""

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

from greenroom.renamed_ids import CurrentId

ModelSize = Literal["tiny", "base", "small", "medium", "large-v3", "large-v3-turbo"]
VoiceName = Literal["neural", "system", "none"]
KeyPlace = Literal["none", "keyring", "environment"]
Appearance = Literal["system", "light", "dark"]
Motion = Literal["system", "full", "reduced"]

KEY_VARIABLE = "GREENROOM_LLM_KEY"
"""The environment variable with the key of a language model, unless another is named."""


class LanguageModel(BaseModel):
    """A language model that the user has set up, knowing what is sent to it.

    The key is not here: it is in the system's keyring or in an environment variable.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: str = Field(
        pattern=r"^https?://\S+$",
        title="Address",
        description="The base URL of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1.",
    )
    model: str = Field(min_length=1, title="Model", description="Its name at that address.")
    key: KeyPlace = Field(
        default="none", title="Key", description="Where the key is, if the server needs one."
    )
    key_variable: str = Field(
        default=KEY_VARIABLE,
        pattern=r"^[A-Za-z_][A-Za-z0-9_]*$",
        title="Environment variable",
        description="Holds the key, if that is where you keep it.",
    )
    elsewhere: bool = Field(
        default=False,
        title="Elsewhere",
        description="The server says that it forwards the text to another computer.",
    )
    agreed: bool = Field(
        default=False,
        title="Agreed",
        description="You have seen what is sent there. Before that, nothing is sent.",
    )
    seconds: float = Field(
        default=2.5,
        ge=0.5,
        le=30,
        title="Patience",
        description="Seconds to wait for a follow-up; then the script's own is asked.",
    )
    judges: bool = Field(
        default=True,
        title="Judges",
        description="Proposes levels and a stronger version for the report, with quotes.",
    )
    samples: int = Field(
        default=3,
        ge=1,
        le=9,
        title="Samples",
        description="How many opinions to take the median of.",
    )
    masks: bool = Field(
        default=True,
        title="Mask",
        description="Email addresses, phone numbers, links and names are replaced before sending.",
    )
    names: tuple[str, ...] = Field(
        default=(), title="Names", description="Yours and others', masked wherever they occur."
    )
    price_sent: float = Field(
        default=0, ge=0, title="Price sent", description="Price of a million tokens that are sent."
    )
    price_received: float = Field(
        default=0,
        ge=0,
        title="Price received",
        description="Price of a million tokens that come back.",
    )
    cap: float = Field(
        default=0, ge=0, title="Cap", description="The most to spend per session; 0: no cap."
    )
    currency: str = Field(
        default="USD",
        pattern=r"^[^\s\d]{1,5}$",
        title="Currency",
        description="The currency of the prices.",
    )
    most_tokens: int = Field(
        default=200_000,
        ge=0,
        title="Tokens",
        description="The most to use per session; 0: no limit.",
    )

    @field_validator("address")
    @classmethod
    def _possible_and_without_secrets(cls, address: str) -> str:
        """Refuse an address with secrets in it: it is shown and kept in a file."""
        parts = urlsplit(address)
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise ValueError("an address must not contain a name, password or key")
        try:
            _ = parts.port
        except ValueError:
            raise ValueError("the port after the colon must be a number up to 65535") from None
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
    """All choices. Screens are made from their titles and descriptions."""

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
        default=5, ge=1, le=50, title="Questions", description="How many per session."
    )
    follow_ups: int = Field(
        default=1, ge=0, le=5, title="Follow-ups", description="The most per question."
    )
    persona: CurrentId = Field(
        default="screener", title="Interviewer", description="How the interviewer sounds."
    )
    llm: LanguageModel | None = Field(
        default=None,
        title="Language model",
        description="Words follow-ups and reviews answers; without one, nothing leaves here.",
    )
    script: CurrentId = Field(
        default="behavioral", title="Script", description="What you practiced last."
    )
    hands_free: bool = Field(
        default=False,
        title="Hands-free",
        description="A long silence after a finished sentence ends an answer; otherwise you do.",
    )
    for_real: bool = Field(
        default=False,
        title="For real",
        description="As in a real interview: no captions, no nudges, no pausing.",
    )
    captions: bool = Field(
        default=True, title="Captions", description="Show your words while you speak."
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

"""The language model that the settings name."""

from greenroom.engines.llm.endpoint import Endpoint
from greenroom.engines.llm.keys import read_key
from greenroom.engines.llm.openai_interviewer import OnSent, OpenAIInterviewer, ignore_sent
from greenroom.engines.llm.usage import Prices
from greenroom.settings import LanguageModel


def open_interviewer(choice: LanguageModel, on_sent: OnSent = ignore_sent) -> OpenAIInterviewer:
    """Ready to be asked; nothing is sent yet.

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

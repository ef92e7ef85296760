"""The language model of an interview: what it does there, and how it is tried out."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass

from greenroom.engines.llm.consent import outcome
from greenroom.engines.llm.endpoint import host_of
from greenroom.engines.llm.openai_interviewer import OpenAIInterviewer, open_interviewer
from greenroom.engines.llm.presets import leaves_this_computer
from greenroom.errors import InterviewerError
from greenroom.live.concurrency.error_boundary import in_words
from greenroom.live.concurrency.notices import PostNotice, SentOut, Told
from greenroom.live.language_model.background_reviews import Opinions
from greenroom.live.language_model.llm_review import SecondOpinion
from greenroom.live.language_model.masked_client import MaskedInterviewer
from greenroom.live.language_model.trial import run_trial
from greenroom.live.language_model.wording import Wording
from greenroom.paths import Paths
from greenroom.ports import Interviewer
from greenroom.settings import LanguageModel, Settings
from greenroom.structure.rubric import Rubric


@dataclass(frozen=True, slots=True)
class ModelServices:
    """What a language model does in one interview; nothing where there is none."""

    wording: Wording | None = None
    opinions: Opinions | None = None
    spent: Callable[[], str] = str


def open_model_services(
    settings: Settings, rubrics: Mapping[str, Rubric], post: PostNotice
) -> ModelServices:
    """Return the language model that the user has agreed to, ready to be asked."""
    choice = settings.llm
    if choice is None or not choice.agreed:
        return ModelServices()
    try:
        model = _opened(choice, post)
    except InterviewerError as problem:
        post(Told(f"{in_words(problem)} The interview goes on without the language model."))
        return ModelServices()
    interviewer = _masked(model, choice)
    return ModelServices(
        Wording(interviewer, post, choice.seconds),
        Opinions(SecondOpinion(interviewer, choice.samples), rubrics, post)
        if choice.judges
        else None,
        lambda: model.meter.summary,
    )


def open_second_opinion(choice: LanguageModel, post: PostNotice) -> SecondOpinion:
    """Return the language model, ready to review single answers.

    Raises:
        InterviewerError: its key is missing.
    """
    return SecondOpinion(_masked(_opened(choice, post), choice), choice.samples)


def try_out(choice: LanguageModel, paths: Paths) -> str:
    """Have it word one follow-up on a made-up answer; return the result in a few sentences.

    Raises:
        InterviewerError: it refuses, is late, or its key is missing.
    """
    with closing(_masked(open_interviewer(choice), choice)) as interviewer:
        return outcome(run_trial(interviewer, paths), choice)


def _opened(choice: LanguageModel, post: PostNotice) -> OpenAIInterviewer:
    """Return the model; `post` hears of every text that goes to it."""
    to, leaves = host_of(choice.address), leaves_this_computer(choice)
    return open_interviewer(choice, lambda characters: post(SentOut(to, characters, leaves)))


def _masked(model: Interviewer, choice: LanguageModel) -> Interviewer:
    return MaskedInterviewer(model, choice.names) if choice.masks else model

"""What the user reads about a language model: where it is, what is sent, what came back."""

from greenroom.engines.llm.endpoint import host_of, is_loopback
from greenroom.engines.llm.presets import leaves_this_computer
from greenroom.language.prompt import Prompt
from greenroom.live.language_model.masked_client import masked_prompt
from greenroom.live.language_model.trial import Trial
from greenroom.settings import LanguageModel


def setup_summary(choice: LanguageModel | None) -> str:
    """Return what is set up, in one line; never the key."""
    if choice is None or not choice.agreed:
        return "none; nothing leaves this computer"
    where = "leaves this computer" if leaves_this_computer(choice) else "on this computer"
    key = {"none": "no key", "keyring": "key in the keyring"}.get(choice.key)
    key_place = key or f"key in {choice.key_variable}"
    return f"{choice.model} at {host_of(choice.address)} ({where}, {key_place})"


def terms(choice: LanguageModel) -> tuple[str, ...]:
    """Return what the user must know before agreeing, one or two sentences per item."""
    lines = [f"Text goes to {host_of(choice.address)}, {_where(choice)}, for {choice.model}."]
    lines.append(
        "What is sent: questions, your answers as text, what your résumé claims if you added one, "
        "and the rubric. Never sound."
    )
    lines.append(
        "Email addresses, phone numbers and links are masked, and so are the names that you listed "
        "and names that the words before them give away. Other names are sent."
        if choice.masks
        else "Email addresses, phone numbers and names are sent as you said them."
    )
    if choice.judges:
        lines.append(
            "It is sent once or twice for each follow-up, and several times to review each answer."
        )
    if choice.address.startswith("http://") and not is_loopback(choice.address):
        lines.append("The connection is not encrypted: others on the network can read along.")
    return tuple(lines)


def outgoing_text(prompt: Prompt, choice: LanguageModel) -> str:
    """Return the messages exactly as they leave."""
    sent = masked_prompt(prompt, choice.names) if choice.masks else prompt
    return "\n\n".join(message.text for message in sent)


def outcome(trial: Trial, choice: LanguageModel) -> str:
    """Return what a trial showed, in two or three lines."""
    lines = [f"After {trial.seconds:.1f} s: “{trial.text}”"]
    if trial.fault:
        lines.append(f"That cannot be asked ({trial.fault}). Instead: “{trial.authored}”")
    else:
        lines.append("That would be asked.")
    if trial.seconds > choice.seconds:
        lines.append(f"That is too slow: an interview waits {choice.seconds:g} s at most.")
    return "\n".join(lines)


def _where(choice: LanguageModel) -> str:
    if not leaves_this_computer(choice):
        return "a server on this computer"
    if is_loopback(choice.address):
        return "which forwards it to another computer"
    return "another computer"

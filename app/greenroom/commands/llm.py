"""`greenroom llm`: find a language model, set it up, try it out, forget it."""

import argparse
import sys
from getpass import getpass

from pydantic import ValidationError

from greenroom.commands.prerequisites import load_settings
from greenroom.composition import settings_file
from greenroom.engines.llm.api_key import forget_key, keep_key
from greenroom.engines.llm.consent import outgoing_text, setup_summary, terms
from greenroom.engines.llm.endpoint import host_of
from greenroom.engines.llm.local_models import find_local_models, forwards
from greenroom.engines.llm.presets import PRESETS
from greenroom.engines.llm.setup import try_out
from greenroom.errors import InterviewerError, UserError
from greenroom.live.language_model.trial import sample_prompt
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings, first_fault, listed
from greenroom.settings_file import save


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `llm` to the command line."""
    parser = commands.add_parser(
        "llm",
        help="set up a language model; without one, nothing leaves this computer",
        description="A language model can word follow-ups and review answers; the rules decide. "
        "Any OpenAI-compatible server will do, on this computer or elsewhere. Only text is sent, "
        "never sound, and nothing until you have seen here what is sent and agreed to it.",
        epilog="example: greenroom llm find",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add(actions, "find", _find, "look for models on this computer")
    setup = _add(actions, "setup", _setup, "choose a model, see what is sent, and agree to it")
    _add(actions, "test", _test, "try it out on a made-up answer")
    _add(actions, "show", _show, "show what is set up")
    _add(actions, "forget", _forget, "stop using the language model")
    _add_choices(setup)


def _add(actions, name: str, run, text: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _add_choices(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--preset", choices=tuple(PRESETS), help="a well-known server")
    where.add_argument(
        "--address", metavar="URL", help="the base URL of the API, usually ending in /v1"
    )
    parser.add_argument(
        "--model", required=True, metavar="NAME", help="the model's name on that server"
    )
    parser.add_argument(
        "--key-from",
        choices=("none", "keyring", "environment"),
        help="where the API key is kept; for the keyring you are asked once",
    )
    parser.add_argument(
        "--key-variable", metavar="NAME", help="the environment variable that holds the key"
    )
    parser.add_argument("--names", metavar="NAME,NAME", help="names to mask wherever they occur")
    parser.add_argument(
        "--no-mask",
        action="store_true",
        help="do not mask email addresses, phone numbers and names",
    )
    parser.add_argument(
        "--no-judging", action="store_true", help="use it for follow-ups only, not for reviews"
    )
    parser.add_argument(
        "--seconds", type=float, metavar="S", help="how long to wait for a follow-up"
    )
    parser.add_argument(
        "--price-sent", type=float, metavar="P", help="price of a million tokens sent"
    )
    parser.add_argument(
        "--price-received", type=float, metavar="P", help="price of a million tokens received"
    )
    parser.add_argument("--cap", type=float, metavar="P", help="most to spend per session")
    parser.add_argument("--currency", metavar="C", help="currency of the prices (default: USD)")
    parser.add_argument(
        "--yes", action="store_true", help="agree to what is sent without being asked"
    )


def _find(_: argparse.Namespace) -> int:
    models = find_local_models()
    for model in models:
        if not model.name:
            print(f"{model.server} is running and needs a key")
            print(f"    greenroom llm setup --address {model.address} --key-from keyring --model …")
            continue
        label = "  (leaves this computer)" if model.leaves else ""
        print(f"{model.server}: {model.name}{label}")
        print(f"    greenroom llm setup --address {model.address} --model {model.name}")
    if not models:
        print("No server answers on this computer (tried Ollama, LM Studio and llama.cpp).")
    return 0


def _setup(arguments: argparse.Namespace) -> int:
    choice = _choice(arguments)
    print("\n".join(terms(choice)))
    print("\nThis is exactly what is sent, with a made-up answer:\n")
    print(f"{_indented(outgoing_text(sample_prompt(arguments.paths), choice))}\n")
    if not (arguments.yes or _agreed()):
        print("Nothing was set up, and nothing will be sent.")
        return 1
    if choice.key == "keyring":
        keep_key(choice.address, _key(choice))
    _keep(arguments.paths, choice.model_copy(update={"agreed": True}))
    print("It is set up. To undo that: greenroom llm forget")
    return _test(arguments)


def _key(choice: LanguageModel) -> str:
    """Read the key: from the keyboard without showing it, or from a pipe."""
    prompt = f"Key for {host_of(choice.address)} (not shown): "
    return (getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline()).strip()


def _choice(arguments: argparse.Namespace) -> LanguageModel:
    preset = PRESETS.get(arguments.preset or "")
    options = {
        "key": arguments.key_from or ("keyring" if preset and preset.needs_key else None),
        "key_variable": arguments.key_variable,
        "names": arguments.names and listed(arguments.names),
        "masks": False if arguments.no_mask else None,
        "judges": False if arguments.no_judging else None,
        "seconds": arguments.seconds,
        "price_sent": arguments.price_sent,
        "price_received": arguments.price_received,
        "cap": arguments.cap,
        "currency": arguments.currency,
    }
    changes = {name: value for name, value in options.items() if value is not None}
    address = preset.address if preset else arguments.address
    try:
        choice = LanguageModel(address=address, model=arguments.model, **changes)
    except ValidationError as problem:  # the arguments may hold a key, and are not repeated
        raise UserError(f"That cannot be set up: {first_fault(problem)}.") from None
    return choice.model_copy(update={"elsewhere": forwards(choice.address, choice.model)})


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    return input("Send text like this there? [y/N] ").strip().lower() in {"y", "yes"}


def _test(arguments: argparse.Namespace) -> int:
    choice = agreed_to(load_settings(arguments.paths))
    print(
        f"{choice.model} at {host_of(choice.address)} is wording a follow-up on a made-up answer …"
    )
    print(try_out(choice, arguments.paths))
    return 0


def agreed_to(settings: Settings) -> LanguageModel:
    """Return the language model that is set up.

    Raises:
        InterviewerError: none is.
    """
    choice = settings.llm
    if choice is None or not choice.agreed:
        raise InterviewerError(
            "No language model is set up.", "Look for one with: greenroom llm find"
        )
    return choice


def _show(arguments: argparse.Namespace) -> int:
    print(setup_summary(load_settings(arguments.paths).llm))
    return 0


def _forget(arguments: argparse.Namespace) -> int:
    choice = load_settings(arguments.paths).llm
    if choice and choice.key == "keyring":
        forget_key(choice.address)
    _keep(arguments.paths, None)
    print("Forgotten. From now on, nothing leaves this computer.")
    return 0


def _keep(paths: Paths, choice: LanguageModel | None) -> None:
    settings: Settings = load_settings(paths)
    save(settings.model_copy(update={"llm": choice}), settings_file(paths))

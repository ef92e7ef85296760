"""`greenroom llm`: set up a language model, find local ones, try it, forget it."""

import argparse
import sys
import time
from getpass import getpass

from greenroom.commands.llm_sample import sample, sample_prompt, shown
from greenroom.engines.llm_address import host_of
from greenroom.engines.llm_keys import forget_key, keep_key
from greenroom.engines.llm_presets import PRESETS, leaves_this_computer
from greenroom.engines.local_models import find_local_models
from greenroom.engines.open_interviewer import open_interviewer
from greenroom.errors import InterviewerError, UserError
from greenroom.interview.validity import fault, tidied
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings, save
from greenroom.wiring import load_settings, settings_file

_TRY_SECONDS = 60.0
_MOST_TOKENS = 80


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `llm` to the command line."""
    parser = commands.add_parser(
        "llm",
        help="let a language model find words; without one nothing leaves this computer",
        description="A language model words follow-ups and proposes judgements; the rules decide. "
        "Any OpenAI-compatible server will do, on this computer or elsewhere. Only text is sent, "
        "never sound, and nothing before you have set it up here and seen what is sent.",
        epilog="example: greenroom llm find",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add(actions, "find", _find, "look for models on this computer")
    setup = _add(actions, "setup", _setup, "choose a model, see what is sent, and agree to it")
    _add(actions, "test", _test, "have it word one follow-up")
    _add(actions, "show", _show, "what is set up")
    _add(actions, "forget", _forget, "go back to the interview without a model")
    _add_choices(setup)


def _add(actions, name: str, run, text: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _add_choices(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--preset", choices=tuple(PRESETS), help="a server known by name")
    where.add_argument("--address", metavar="URL", help="the base of the API, mostly ending in /v1")
    parser.add_argument("--model", required=True, metavar="NAME", help="its name at that address")
    parser.add_argument(
        "--key-from",
        choices=("none", "keyring", "environment"),
        help="where the key is; the keyring asks for it once",
    )
    parser.add_argument("--key-variable", metavar="NAME", help="the environment variable")
    parser.add_argument("--names", metavar="NAME,NAME", help="names to mask wherever they stand")
    parser.add_argument("--no-mask", action="store_true", help="send e-mails, phones and names too")
    parser.add_argument("--no-judging", action="store_true", help="follow-ups only, no judgements")
    parser.add_argument("--seconds", type=float, metavar="S", help="patience for a follow-up")
    parser.add_argument("--price-sent", type=float, metavar="P", help="of a million tokens sent")
    parser.add_argument("--price-received", type=float, metavar="P", help="… and received")
    parser.add_argument("--cap", type=float, metavar="P", help="at most so much money per session")
    parser.add_argument("--yes", action="store_true", help="agree without being asked")


def _find(_: argparse.Namespace) -> int:
    models = find_local_models()
    for model in models:
        if not model.name:
            print(f"{model.server}: answers, and wants a key")
            print(f"    greenroom llm setup --address {model.address} --key-from keyring --model …")
            continue
        label = "  (leaves this computer)" if model.leaves else ""
        print(f"{model.server}: {model.name}{label}")
        print(f"    greenroom llm setup --address {model.address} --model {model.name}")
    if not models:
        print("No server answers on this computer (Ollama, LM Studio and llama.cpp were asked).")
    return 0


def _setup(arguments: argparse.Namespace) -> int:
    choice = _choice(arguments)
    for line in _told(choice):
        print(line)
    print(f"\n{shown(sample_prompt(arguments.paths), choice)}\n")
    if not (arguments.yes or _agreed()):
        print("Nothing was set up, and nothing is sent.")
        return 1
    if choice.key == "keyring":
        keep_key(choice.address, getpass(f"Key for {host_of(choice.address)} (not shown): "))
    _keep(arguments.paths, choice.model_copy(update={"agreed": True}))
    print("It is set up. Try it with: greenroom llm test")
    return 0


def _choice(arguments: argparse.Namespace) -> LanguageModel:
    preset = PRESETS.get(arguments.preset or "")
    asked = {
        "key": arguments.key_from or ("keyring" if preset and preset.needs_key else None),
        "key_variable": arguments.key_variable,
        "names": arguments.names
        and tuple(filter(None, map(str.strip, arguments.names.split(",")))),
        "masks": False if arguments.no_mask else None,
        "judges": False if arguments.no_judging else None,
        "seconds": arguments.seconds,
        "price_sent": arguments.price_sent,
        "price_received": arguments.price_received,
        "cap": arguments.cap,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    address = preset.address if preset else arguments.address
    try:
        return LanguageModel(address=address, model=arguments.model, **given)
    except ValueError as problem:
        raise UserError(f"That cannot be set up: {_first(problem)}.") from problem


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _first(problem: ValueError) -> str:
    errors = getattr(problem, "errors", list)()
    return f"{errors[0]['loc'][0]}: {errors[0]['msg']}" if errors else str(problem)


def _told(choice: LanguageModel) -> list[str]:
    away = leaves_this_computer(choice.address, choice.model)
    where = "another computer" if away else "a server on this computer"
    lines = [
        f"Text will be sent to {host_of(choice.address)}, {where}, for the model {choice.model}:",
        "questions, what you said in words, and the rubric. Never sound.",
        "E-mail addresses, phone numbers, links and names are masked."
        if choice.masks
        else "E-mail addresses, phone numbers and names are sent as they were said.",
    ]
    if away and choice.address.startswith("http://"):
        lines.append("The address is not encrypted: others on the way can read along.")
    return [*lines, "", "This is what leaves, with a made-up answer:"]


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    return input("Send this kind of text there? [y/N] ").strip().lower() in {"y", "yes"}


def _test(arguments: argparse.Namespace) -> int:
    choice = _set_up(arguments.paths)
    said, target, rubric = sample(arguments.paths)
    interviewer = open_interviewer(choice)
    began = time.perf_counter()
    try:
        pieces = interviewer.stream(
            sample_prompt(arguments.paths), seconds=_TRY_SECONDS, most_tokens=_MOST_TOKENS
        )
        text = "".join(pieces)
    finally:
        interviewer.close()
    seconds = time.perf_counter() - began
    print(f"“{target.text}” became, after {seconds:.1f} s:\n\n    {text.strip()}\n")
    why = fault(tidied(text), target, said, rubric)
    print(f"That would not be said ({why}); the first would." if why else "That would be said.")
    if seconds > choice.seconds:
        print(f"It is too slow for the interview, which waits {choice.seconds:g} s at most.")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    print(described(load_settings(arguments.paths).llm))
    return 0


def described(choice: LanguageModel | None) -> str:
    """What is set up, in a line; never the key."""
    if choice is None:
        return "none; nothing leaves this computer"
    away = leaves_this_computer(choice.address, choice.model)
    where = "leaves this computer" if away else "on this computer"
    key = {"none": "no key", "keyring": "key in the keyring"}.get(choice.key)
    return f"{choice.model} at {host_of(choice.address)} ({where}, {key or choice.key_variable})"


def _forget(arguments: argparse.Namespace) -> int:
    choice = load_settings(arguments.paths).llm
    if choice and choice.key == "keyring":
        forget_key(choice.address)
    _keep(arguments.paths, None)
    print("Forgotten. From now on nothing leaves this computer.")
    return 0


def _set_up(paths: Paths) -> LanguageModel:
    choice = load_settings(paths).llm
    if choice is None or not choice.agreed:
        raise InterviewerError(
            "No language model is set up.", "Look for one with: greenroom llm find"
        )
    return choice


def _keep(paths: Paths, choice: LanguageModel | None) -> None:
    settings: Settings = load_settings(paths)
    save(settings.model_copy(update={"llm": choice}), settings_file(paths))

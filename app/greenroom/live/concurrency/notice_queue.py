"""The one way back to the main thread."""

from collections.abc import Callable
from queue import SimpleQueue

from greenroom.live.concurrency.notices import Message

PostNotice = Callable[[Message], None]
"""May be called from any thread; the message is handled on the main thread, in order."""

NoticeQueue = SimpleQueue[Message]
"""The door of a program without a window; `put` is its Post."""

"""Progress and cancel: what long work is handed, so that it can tell and can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from briefing_app.errors import Cancelled

Item = TypeVar("Item")

Listener = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are (0: unknown)."""


def _silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _never() -> bool:
    """Say that nobody has cancelled."""
    return False


class Progress:
    """Handed down to long work; knows nothing of windows, threads or terminals.

    listener: told of each step; cancelled: asked before each step, True stops the work.
    """

    __slots__ = ("_cancelled", "_listener")

    def __init__(
        self, listener: Listener = _silent, cancelled: Callable[[], bool] = _never
    ) -> None:
        self._listener = listener
        self._cancelled = cancelled

    def check(self) -> None:
        """Raise Cancelled when the user has asked to stop."""
        if self._cancelled():
            raise Cancelled

    def tell(self, what: str, done: int = 0, total: int = 0) -> None:
        """Report that ``done`` of ``total`` steps of ``what`` are done; raises Cancelled."""
        self.check()
        self._listener(what, done, total)

    def steps(self, what: str, items: Sequence[Item]) -> Iterator[Item]:
        """Yield the items one by one and report each; raises Cancelled between two of them."""
        yield from self._counted(what, items, len(items))

    def _counted(self, what: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        for done, item in enumerate(items):
            self.tell(what, done, total)
            yield item
        self.tell(what, total, total)


QUIET = Progress()
"""Progress that nobody watches and nobody cancels."""

"""What was made before, by what it was made from: so that an edit costs what it changes.

Large values - topics with their tables, planned slides - are told apart by identity: to compare
them would read every cell. What is remembered holds on to them, so that no other object takes
their place in memory. The least used goes first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")
Value = TypeVar("Value", bound=Hashable)


class Remembered(Generic[Made]):
    """Remembers what a pure function gave. Not for use by two threads at once.

    most: how many results are kept.
    """

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], tuple[tuple[object, ...], Made]] = OrderedDict()

    def get(
        self, owners: tuple[object, ...], rest: tuple[Hashable, ...], make: Callable[[], Made]
    ) -> Made:
        """Return what was made of these owners (the same objects) and the rest (equal values)."""
        key = (tuple(map(id, owners)), rest)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found[1]
        made = make()
        self._kept[key] = owners, made
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made


class Interned(Generic[Value]):
    """Gives equal small values as one object, so that identity tells them apart."""

    def __init__(self, most: int = 1_000) -> None:
        self._most = most
        self._kept: OrderedDict[Value, Value] = OrderedDict()

    def one(self, value: Value) -> Value:
        """Return the first value equal to this one."""
        kept = self._kept.setdefault(value, value)
        self._kept.move_to_end(value)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return kept

"""Values that are made by the thousand for each page, and made fast."""

from __future__ import annotations

from dataclasses import field, fields, make_dataclass
from typing import TypeVar

_Value = TypeVar("_Value")


def quick(cls: type[_Value]) -> type[_Value]:
    """Return a frozen dataclass that is made in a quarter of the time; a class decorator.

    What freezes an object while the program runs makes each of its fields cost as much as a call.
    The type checker keeps it frozen still, and all else about it stays: equality, hash, slots.
    """
    asked = [
        (one.name, one.type, field(default=one.default, default_factory=one.default_factory))
        for one in fields(cls)  # type: ignore[arg-type] # any dataclass; typing has no name for it
    ]
    plain = make_dataclass(cls.__name__, asked, repr=False, eq=False)
    # Types forbid to change a method, and that is what this is for.
    cls.__init__ = plain.__init__  # type: ignore[method-assign, misc]
    del cls.__setattr__, cls.__delattr__
    return cls

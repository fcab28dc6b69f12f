"""Values that are made by the thousand for each page, and made fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_Value = TypeVar("_Value")


@dataclass_transform(frozen_default=True)
def quick(cls: type[_Value]) -> type[_Value]:
    """Return a frozen dataclass with slots that is made in a quarter of the time; a decorator.

    What freezes an object while the program runs makes each of its fields cost as much as a call.
    So only the type checker keeps it frozen; all else is as it would be: equality, hash, slots.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)

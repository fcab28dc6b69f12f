"""What was made before is not made again, and nothing else is taken for it."""

from __future__ import annotations

import gc

from briefing_app.model.remembered import Interned, Remembered


class Maker:
    """Counts how often something is made."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"made {self.count}"


def test_the_same_owners_and_equal_rest_are_made_once() -> None:
    remembered, make = Remembered[str](), Maker()
    owner = ["owner"]
    first = remembered.get((owner,), ("rest", 1), make)
    assert remembered.get((owner,), ("rest", 1), make) is first
    assert remembered.get((owner,), ("rest", 2), make) != first
    assert remembered.get((["owner"],), ("rest", 1), make) != first  # equal, but another one
    assert make.count == 3


def test_owners_are_held_so_that_no_other_object_takes_their_place() -> None:
    remembered, make = Remembered[str](), Maker()
    for _ in range(200):
        remembered.get(([0] * 10,), (), make)
        gc.collect(0)
    assert make.count == 200


def test_the_least_used_goes_first() -> None:
    remembered, make = Remembered[str](2), Maker()
    one, two, three = ["1"], ["2"], ["3"]
    for owner in (one, two, one, three, one):
        remembered.get((owner,), (), make)
    assert make.count == 3
    remembered.get((two,), (), make)
    assert make.count == 4


def test_what_raises_is_not_remembered() -> None:
    remembered = Remembered[str]()

    def fails() -> str:
        raise ValueError

    owner = object()
    for _ in range(2):
        try:
            remembered.get((owner,), (), fails)
        except ValueError:
            continue
        raise AssertionError
    assert remembered.get((owner,), (), Maker()) == "made 1"


def test_equal_values_become_one_object() -> None:
    interned = Interned[tuple[int, ...]](2)
    first = tuple(range(1, 3))
    assert interned.one(first) is first
    assert interned.one(tuple(range(1, 3))) is first
    for number in range(3, 6):
        interned.one((number,))
    other = tuple(range(1, 3))
    assert interned.one(other) is other

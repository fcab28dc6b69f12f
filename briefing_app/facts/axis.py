"""One axis of a data table: its labels, and the rows or columns that a label or a path names.

Labels match by what they say: case, width of characters, blanks, dashes and quotation marks do
not matter; footnote marks (``1)``, ``*``, ``[a]``) only where nothing matches without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing_app.facts.syntax import Path

_ALIKE = str.maketrans("‐‑‒–—−’‘‛´„“”″", "------''''\"\"\"\"")
_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹]+\Z")
_FOOTNOTE = re.compile(
    r"\s*(?:\*+|†+|‡+|§|\(?\d{1,2}\)|\((?:[a-z]|\*+)\)|\[(?:[a-z]|\d{1,2})\])\Z", re.IGNORECASE
)


def label_key(label: str) -> str:
    """Return what a label says, for comparing: folded, in one width, blanks collapsed."""
    if not label.isascii():
        label = unicodedata.normalize("NFKC", label.translate(_ALIKE))
    return " ".join(label.casefold().split())


def bare_key(label: str) -> str:
    """Return the key of a label without its footnote marks, unless it is nothing else."""
    bare = label.strip()
    while True:
        shorter = _FOOTNOTE.sub("", _SUPERSCRIPT.sub("", bare)).rstrip()
        if not shorter or shorter == bare:
            return label_key(bare)
        bare = shorter


@dataclass(frozen=True, slots=True)
class Matches:
    """The rows or columns that a path names. leaf: by their own label, not by a heading's."""

    indexes: tuple[int, ...] = ()
    leaf: bool = True

    @property
    def is_double(self) -> bool:
        """Return whether one label stands for several rows or columns."""
        return self.leaf and len(self.indexes) > 1


@dataclass(frozen=True, slots=True)
class Standing:
    """How rows or columns stand to each other.

    empty: headings, without any value; totals: sums of others; parents: for each the row that it
    is a part of, -1 for none, or () where none is a part of another.
    """

    empty: frozenset[int] = frozenset()
    totals: frozenset[int] = frozenset()
    parents: tuple[int, ...] = ()

    def items(self, indexes: Iterable[int]) -> list[int]:
        """Return what may be added up: no headings, no totals, no parts of others among them."""
        left = [i for i in indexes if i not in self.empty and i not in self.totals]
        whole = frozenset(left)
        return [index for index in left if not any(a in whole for a in self._above(index))]

    def _above(self, index: int) -> Iterator[int]:
        parent = self.parents[index] if self.parents else -1
        while parent >= 0:
            yield parent
            parent = self.parents[parent]

    def peers(self, index: int) -> list[int]:
        """Return the items as deep in the hierarchy as one of them."""
        if not self.parents:
            return []
        depth = len(list(self._above(index)))
        return [
            other
            for other in range(len(self.parents))
            if other not in self.empty
            and other not in self.totals
            and len(list(self._above(other))) == depth
        ]


class Axis:
    """The labels of the rows or of the value columns of a table. Indexes are 0-based.

    paths: one per row or column, outermost first, empty levels left out; other_names: further
    spellings of the innermost label, by index; standing: asked for when it is first needed.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        standing: Callable[[], Standing],
        other_names: Sequence[tuple[int, str]] = (),
    ) -> None:
        self.paths = tuple(paths)
        self._standing = standing
        self._other_names = tuple(other_names)

    @cached_property
    def standing(self) -> Standing:
        """Return how the rows or columns stand to each other."""
        return self._standing()

    def find(self, path: Path) -> Matches:
        """Return what a path names: by its own label, else by a heading, else without footnotes."""
        for index in (self._exact, self._bare):
            leaves = index.named(path, index.leaves)
            below = index.named(path, index.headings)
            if leaves and not (below and self.standing.empty.issuperset(leaves)):
                return Matches(leaves)
            if below:
                return Matches(tuple(self.standing.items(below)) or below, leaf=False)
        return Matches()

    @cached_property
    def _exact(self) -> _Index:
        return _Index(self.paths, self._other_names, label_key)

    @cached_property
    def _bare(self) -> _Index:
        return _Index(self.paths, self._other_names, bare_key)


class _Index:
    """Where each label stands, as the innermost one or as a heading over others."""

    def __init__(
        self,
        paths: Sequence[Path],
        other_names: Sequence[tuple[int, str]],
        key: Callable[[str], str],
    ) -> None:
        self._key = key
        self._keys = [tuple(key(label) for label in path) for path in paths]
        self.leaves: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self.headings: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for number, path in enumerate(paths):
            keys = self._keys[number]
            for heading in keys[:-1]:
                self.headings[heading][number] = None
            for name in keys[-1:]:
                self.leaves[name][number] = None
            if len(path) > 1:
                # A path may be named as charts print it: in one line.
                for name in (key(" ".join(path)), key(", ".join(path))):
                    self.leaves[name][number] = None
        for number, name in other_names:
            self.leaves[key(name)][number] = None

    def named(self, path: Path, by: defaultdict[str, dict[int, None]]) -> tuple[int, ...]:
        """Return the rows or columns whose path has the steps of a path, in that order."""
        steps = tuple(self._key(step) for step in path)
        return tuple(
            number
            for number in by.get(steps[-1], ())
            if len(steps) == 1 or _has_steps(self._keys[number], steps[:-1])
        )


def _has_steps(keys: Path, steps: Path) -> bool:
    """Return whether headings have the steps in order, other levels between them or not."""
    rest = iter(keys[:-1])
    return all(step in rest for step in steps)

"""The formulas between braces: what they are made of, and how they are read.

Precedence as in Excel: ``%``, then the sign, then ``^`` (left to right), ``* /``, ``+ -``; so
``-2^2`` is 4. Nothing but numbers, labels, texts, arithmetic and function calls can be written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_FORMULA = 1000
"""Characters of a formula."""
MOST_TOKENS = 200
"""Labels, numbers and signs of a formula."""
DEEPEST = 32
"""Levels of brackets."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number. whole: written without a decimal point, as a year is."""

    value: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text in double quotes: the label of an item, as in ``rank("Brazil", …)``."""

    text: str


Path = tuple[str, ...]
"""Labels from the outermost level to the innermost."""


@dataclass(frozen=True, slots=True)
class Span:
    """What stands in square brackets: a label path, or the first and last of a range."""

    first: Path
    last: Path | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells by their labels. text: as written."""

    path: Path
    span: Span | None
    text: str


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus sign before an operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Percent:
    """An operand with ``%`` behind it."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and one of ``+ - * / ^``."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function by its name in lower case, with its arguments."""

    name: str
    arguments: tuple[Node, ...]


Node = Number | Words | Reference | Negative | Percent | Operation | Call


class UnreadableFormula(ValueError):
    """The formula is not one; the message says why, for a person."""


_TOKEN = re.compile(
    r"""\s*(?:
      '(?P<label>(?:[^']|'')*)'
    | ["“”„](?P<words>[^"“”]*)["“”]
    | (?P<word>[^\W\d][\w.]*|\d+[^\W\d]\w*)
    | (?P<number>\d+(?:\.\d+)?|\.\d+)
    | (?P<sign>[-−+*×/÷^()\[\]:,;>%])
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_SIGNS = {"−": "-", "×": "*", "÷": "/", ";": ","}
_NAMES = ("label", "word")


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a formula. kind: label, words, word, number, sign or end; start, end: where."""

    kind: str
    text: str
    start: int
    end: int


def _tokens(formula: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while not found or found[-1].kind != "end":
        match = _TOKEN.match(formula, at)
        if match is None:
            rest = formula[at:].lstrip()
            if rest[0] in "'\"“”„":
                raise UnreadableFormula("a quotation mark has no end")
            raise UnreadableFormula(f"“{rest[0]}” cannot be read here")
        kind = match.lastgroup or "end"
        text = match[kind]
        if kind == "label":
            text = text.replace("''", "'")
        found.append(_Token(kind, _SIGNS.get(text, text), match.start(kind), match.end()))
        at = match.end()
    return found


def parse(formula: str) -> Node:
    """Return what a formula says. Raises UnreadableFormula."""
    if len(formula) > LONGEST_FORMULA:
        raise UnreadableFormula(f"it is longer than {LONGEST_FORMULA:,} characters")
    tokens = _tokens(formula)
    if len(tokens) > MOST_TOKENS:
        raise UnreadableFormula(f"it has more than {MOST_TOKENS} labels, numbers and signs")
    return _Parser(formula, tokens).whole()


class _Parser:
    """Reads a formula from left to right, one token ahead."""

    def __init__(self, formula: str, tokens: list[_Token]) -> None:
        self._formula = formula
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._sum()
        if self._next.kind != "end":
            raise self._unexpected()
        return node

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _after(self, sign: str) -> bool:
        """Return whether the token after the next one is a sign."""
        follower = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        return (follower.kind, follower.text) == ("sign", sign)

    def _take(self) -> _Token:
        token = self._next
        self._at += 1
        return token

    def _found(self, *signs: str) -> str:
        """Return the next sign, taken, if it is one of these; else an empty text."""
        token = self._next
        return self._take().text if token.kind == "sign" and token.text in signs else ""

    def _expect(self, sign: str) -> None:
        if not self._found(sign):
            what = "ends early" if self._next.kind == "end" else f"has “{self._shown()}”"
            raise UnreadableFormula(f"it {what} where “{sign}” is missing")

    def _shown(self) -> str:
        return self._formula[self._next.start : self._next.end] or self._next.text

    def _unexpected(self) -> UnreadableFormula:
        token = self._next
        if token.kind == "end":
            return UnreadableFormula("it ends early")
        before = self._tokens[self._at - 1] if self._at else token
        if token.kind in _NAMES and before.kind in (*_NAMES, "number"):
            return UnreadableFormula("a label with blanks or signs stands in single quotes")
        return UnreadableFormula(f"“{self._shown()}” cannot stand here")

    def _sum(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableFormula(f"it has more than {DEEPEST} levels of brackets")
        node = self._product()
        while sign := self._found("+", "-"):
            node = Operation(sign, node, self._product())
        self._depth -= 1
        return node

    def _product(self) -> Node:
        node = self._power()
        while sign := self._found("*", "/"):
            node = Operation(sign, node, self._power())
        return node

    def _power(self) -> Node:
        node = self._signed()
        while self._found("^"):
            node = Operation("^", node, self._signed())
        return node

    def _signed(self) -> Node:
        negative = False
        while sign := self._found("+", "-"):
            negative ^= sign == "-"
        node = self._operand()
        while self._found("%"):
            node = Percent(node)
        return Negative(node) if negative else node

    def _operand(self) -> Node:
        token = self._next
        if self._found("("):
            node = self._sum()
            self._expect(")")
            return node
        if token.kind == "words":
            return Words(self._take().text)
        if token.kind == "word" and self._after("("):
            return self._call()
        if token.kind in _NAMES or (token.kind == "number" and self._after("[")):
            return self._reference()
        if token.kind == "number":
            text = self._take().text
            return Number(float(text), "." not in text)
        raise self._unexpected()

    def _call(self) -> Node:
        name = self._take().text.lower()
        self._expect("(")
        arguments: list[Node] = []
        if not self._found(")"):
            arguments.append(self._sum())
            while self._found(","):
                arguments.append(self._sum())
            self._expect(")")
        return Call(name, tuple(arguments))

    def _reference(self) -> Node:
        start = self._next.start - (self._next.kind == "label")
        path = self._path()
        span = None
        if self._found("["):
            first = self._path()
            span = Span(first, self._path() if self._found(":") else None)
            self._expect("]")
        return Reference(path, span, self._formula[start : self._tokens[self._at - 1].end])

    def _path(self) -> Path:
        steps = [self._label()]
        while self._found(">"):
            steps.append(self._label())
        return tuple(steps)

    def _label(self) -> str:
        if self._next.kind not in (*_NAMES, "number"):
            raise self._unexpected()
        text = self._take().text
        if not text.strip():
            raise UnreadableFormula("a label is empty")
        return text

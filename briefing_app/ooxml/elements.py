"""The one door for XML that we write: text is made safe, children come in schema order.

Parts are built as text, since a deck of thousands of slides is mostly string work. An
:class:`Element` declares its children in the order of its complex type; whoever builds one names
the children, and they come out in that order whatever the order of the call, so that a file that
PowerPoint must repair cannot be written by a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import repeat
from typing import NewType

Xml = NewType("Xml", str)
"""Well-formed XML text, ready to be put between two tags."""

NOTHING = Xml("")
_NOT_GIVEN = repeat(NOTHING)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# XML 1.0 (5th ed.), production [2] Char: what is outside may not stand in a document at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What must be written in another way in a text or an attribute; most texts hold none of it.
_UNSAFE = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')


def clean(value: str) -> str:
    """Return the text without the characters that XML 1.0 does not allow."""
    return _FORBIDDEN.sub("", value)


def text(value: str) -> Xml:
    """Return a text as XML character data."""
    safe = value if value.isprintable() else clean(value)  # what is printable is allowed
    return Xml(safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def quoted(value: str) -> str:
    """Return a text as the inside of a double-quoted attribute; line ends and tabs are kept."""
    if not _UNSAFE.search(value):
        return value
    safe = text(value).replace('"', "&quot;")
    return safe.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def attributes(values: dict[str, str | int | None]) -> str:
    """Return attributes with a blank before each; None leaves an attribute out."""
    return "".join(
        [
            f' {name}="{value if isinstance(value, int) else quoted(value)}"'
            for name, value in values.items()
            if value is not None
        ]
    )


def join(parts: Iterable[Xml]) -> Xml:
    """Return several pieces of XML one after the other."""
    return Xml("".join(parts))


def leaf(tag: str, value: str | int | None = None) -> Xml:
    """Return an empty element with a ``val`` attribute, the commonest shape in DrawingML charts."""
    return Xml(f"<{tag}{attributes({'val': value})}/>")


class Element:
    """An element whose children stand in the order that its complex type declares.

    tag: qualified name with its usual prefix; order: the names of the children in schema order,
    without prefixes. A repeated child is passed as one joined piece.
    """

    __slots__ = ("_order", "_slots", "tag")

    def __init__(self, tag: str, order: str) -> None:
        self.tag = tag
        self._order = tuple(order.split())
        self._slots = frozenset(self._order)

    def __call__(self, attrs: dict[str, str | int | None] | None = None, /, **children: Xml) -> Xml:
        """Return the element; raises KeyError for a child that the complex type does not have."""
        if not self._slots.issuperset(children):
            raise KeyError(f"{self.tag} has no child {sorted(set(children) - self._slots)}")
        inside = "".join(map(children.get, self._order, _NOT_GIVEN))
        tag = self.tag
        head = f"{tag}{attributes(attrs)}" if attrs else tag
        return Xml(f"<{head}>{inside}</{tag}>" if inside else f"<{head}/>")


def document(root: Xml) -> bytes:
    """Return a whole part: declaration and root element, in UTF-8."""
    return (DECLARATION + root).encode("utf-8")

"""Strict Open XML (ISO/IEC 29500-1) made transitional, by its namespaces.

For what is read of workbooks, the two differ in the names of namespaces (29500-4, annex A) and in
dates, which Strict writes as text of ISO 8601; those are read in both. For what is painted of decks
they differ in those names and in percentages, see ``plain_values``.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from briefing_app.ooxml.package import Package

_START = b"http://purl.oclc.org/ooxml/"
_NAMESPACE = re.compile(re.escape(_START) + rb"(\w+)/(\w+)")
_TRANSITIONAL = b"http://schemas.openxmlformats.org/%s/2006/%s"
_OTHERWISE = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def transitional(package: Package) -> Package:
    """Return a package with the namespaces of Strict Open XML replaced by the transitional ones.

    Where there are none the package is returned itself.
    """
    contents = {
        name: _renamed(content) if name.lower().endswith((".xml", ".rels")) else content
        for name, content in package.contents.items()
    }
    if all(contents[name] is content for name, content in package.contents.items()):
        return package
    return replace(package, contents=contents, _trees={}, _relationships={})


def _renamed(content: bytes) -> bytes:
    if content[:2] in _UTF16:  # UTF-8 needs no declaration
        text = content.decode("utf-16", "replace")
        start = text.find("?>") + 2 if text.startswith("<?xml") else 0
        content = text[start:].encode("utf-8", "replace")
    if _START not in content:
        return content
    for area, kind in sorted(set(_NAMESPACE.findall(content))):
        name = _TRANSITIONAL % (area, _OTHERWISE.get(kind, kind))
        content = _replaced(content, _START + area + b"/" + kind, name)
    return content


def _replaced(content: bytes, strict: bytes, name: bytes) -> bytes:
    """Return a part with a namespace replaced inside tags: a text may hold anything."""
    first, *pieces = content.split(strict)
    parts, before, inside = [first], first, False
    for piece in pieces:
        opened, closed = before.rfind(b"<"), before.rfind(b">")
        if opened != closed:  # else there is neither, and the tag or text goes on
            inside = opened > closed
        parts += [name if inside else strict, piece]
        before = piece
    return b"".join(parts)

"""The texts of cells: shared strings (18.4.9), inline strings and the escapes in both."""

from __future__ import annotations

import re

from lxml import etree

from briefing_app.errors import FileDamaged, Place
from briefing_app.ooxml.plain_xml import is_plain_xml, unescaped
from briefing_app.ooxml.sheet_elements import element_ends
from briefing_app.ooxml.spreadsheet import REMEDY, S

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ST_Xstring, 22.9.2.19
_SIMPLE = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>\s*')
_SIMPLE_TEXT = re.compile(_SIMPLE.pattern.decode())
# What is not allowed in a text, and carriage returns, which are undone.
_REFUSED = re.compile(rb"[\x00-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]")
_FIRST = re.compile(rb"<sst\b[^<>]*>\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ITEM, _RUN, _TEXT = f"{{{S}}}si", f"{{{S}}}r", f"{{{S}}}t"


def plain_text(raw: str) -> str:
    """Return a cell's text with its escapes undone and line feeds for all line breaks."""
    if "_x" in raw:
        raw = _ESCAPED.sub(lambda match: _character(match[1]), raw)
    return raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw


def _character(code: str) -> str:
    number = int(code, 16)
    # A surrogate or a control character cannot stand in the XML that we write.
    return (
        ""
        if 0xD800 <= number < 0xE000 or (number < 32 and number not in (9, 10, 13))
        else chr(number)
    )


def shown_text(raw: str) -> str | None:
    """Return the text that a cell shows, or None when it shows nothing but blanks."""
    text = plain_text(raw)
    return text if text and not text.isspace() else None


def shared_strings(content: bytes, place: Place) -> list[str | None]:
    """Return the shared strings by index, without pronunciation; None for those that show nothing.

    Raises FileDamaged and FileUnsafe.
    """
    start = _FIRST.search(content)
    if start and is_plain_xml(content):
        count = content.count(b"<si>") + content.count(b"<si/>")
        try:
            found = _simple_texts(content, start.end())
        except ValueError as cause:
            raise FileDamaged(
                "The texts of the workbook are damaged.", remedy=REMEDY, place=place
            ) from cause
        if len(found) == count:
            return found
    strings: list[str | None] = []
    for item in element_ends(content, place, (_ITEM,)):
        strings.append(shown_text(rich_text(item)))
        item.clear()
        parent = item.getparent()
        if parent is not None:
            while item.getprevious() is not None:
                del parent[0]
    return strings


def _simple_texts(content: bytes, start: int) -> list[str | None]:
    """Return the texts of the items without runs, from a position on; raises ValueError."""
    if not _REFUSED.search(content):
        # nearly all need nothing undone: decoded as one part
        texts = _SIMPLE_TEXT.findall(content[start:].decode("utf-8"))
        return [
            shown_text(unescaped(text.encode()))
            if "&" in text or "_x" in text
            else (text if text and not text.isspace() else None)
            for text in texts
        ]
    return [shown_text(unescaped(text)) for text in _SIMPLE.findall(content, start)]


def rich_text(item: etree._Element) -> str:
    """Return the text of a string item (18.4.8): its own, then that of its runs."""
    text = "".join([node.text or "" for node in item.iterfind(_TEXT)])
    for run in item.iterfind(_RUN):
        added = run.findtext(_TEXT) or ""
        # a note's mark after a figure: 2019 and a raised 1 must not become 20191
        if text[-1:].isdecimal() and added[:1].isdecimal() and _is_raised(run):
            added = added.translate(_RAISED)
        text += added
    return text


def _is_raised(run: etree._Element) -> bool:
    """Return whether a run is superscript (18.4.14 vertAlign)."""
    align = run.find(f"{{{S}}}rPr/{{{S}}}vertAlign")
    return align is not None and align.get("val") == "superscript"

"""XML so plain that patterns can read it: UTF-8, no comments, sections, instructions or types."""

from __future__ import annotations

import codecs
import re

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*?>)?""")
_OTHER_ENCODING = re.compile(rb"""encoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));")
_FORBIDDEN = re.compile(r"&|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def is_utf8_xml(content: bytes) -> bool:
    """Return whether a part says nothing of another encoding than UTF-8 (XML 1.0, 4.3.3)."""
    head = _DECLARED.match(content)
    return content[:2] not in _UTF16 and bool(head and not _OTHER_ENCODING.search(head[0]))


def is_plain_xml(content: bytes) -> bool:
    """Return whether nothing in a part but its first declaration starts with ``<!`` or ``<?``."""
    return is_utf8_xml(content) and b"<!" not in content and content.count(b"<?") <= 1


def unescaped(raw: bytes) -> str:
    """Return character data as text; raises ValueError for what XML does not allow (XML 1.0, 2)."""
    text = raw.decode("utf-8")
    if "&" not in text and text.isprintable():
        return text
    if _FORBIDDEN.search(_REFERENCE.sub("", text)):
        raise ValueError("character data holds what XML does not allow")
    text = _REFERENCE.sub(_referenced, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _referenced(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED[match[1]]
    number = int(match[2]) if match[2] else int(match[3], 16)
    if number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0x110000:
        return chr(number)
    raise ValueError("a character reference means nothing")

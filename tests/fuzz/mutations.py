"""Workbooks changed at random, in ways that know how they are built: entries, elements, addresses.

A workbook is a list of (name of the entry, its bytes); any other file is one entry without a name.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

from briefing_app.files import write_zip

Entries = list[tuple[str, bytes]]
Change = Callable[[str, Random], str]

_TOKEN = re.compile(r"<[^<>]*>|[^<>]+|[<>]")
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]{1,7}")
_ELEMENT = re.compile(r"<(\w+)(?: [^<>]*)?>(?:[^<]|<(?!/?\1\b))*</\1>")
_ADDRESSES = (
    "A1", "XFD1048576", "XFE1", "A0", "A1048577", "$B$2", "ZZZ9", "A1:B2", "A:A", "1:1", "B2:A1",
    "a1", " A1", "", "#REF!", "Sheet1!A1",
)  # fmt: skip
_VALUES = (
    "", "0", "1", "-1", "2147483648", "1e308", "1e309", "-0", "NaN", "INF", "1.5", "0x10", "true",
    "false", " 1 ", "99999999999999999999", "s", "str", "inlineStr", "b", "e", "d", "n", "shared",
    "array", "hidden", "veryHidden", "2024-02-30", "2024-01-01T00:00:00Z", "2958466", "-657435",
    "#N/A", "_x0000_", "_xD800_", "&#0;", "&amp;", "\u0001", "\ufffe", "\U0001f600", "x" * 5000,
    "\u202e", "] ]>", "../../x", "/xl/workbook.xml", "[0]", ";;;", 'yyyy"', "[h]:mm", "#,##0,",
)  # fmt: skip
_PIECES = (
    "<!-- -->", "<![CDATA[<v>1</v>]]>", "<?pi?>", "<row/>", "<c/>", '<row r="2" hidden="1"/>',
    "<v>7</v>", "<f/>", '<f t="shared" si="0"/>', "<is><t>x</t></is>", '<mergeCell ref="A1:B9"/>',
    '<!DOCTYPE x [<!ENTITY a "b">]>', "&a;", '<autoFilter ref="A1:C9"><filterColumn/></autoFilter>',
    '<col min="1" max="16384" hidden="1"/>', "<extLst><ext/></extLst>",
)  # fmt: skip


def entries_of(content: bytes) -> Entries:
    """Return the entries of a zip file, or the whole of any other file."""
    if not content.startswith(b"PK"):
        return [("", content)]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        LookupError,
        OSError,
        RuntimeError,
        EOFError,
    ):
        return [("", content)]


def content_of(entries: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the file of these entries."""
    if len(entries) == 1 and not entries[0][0]:
        return entries[0][1]
    return write_zip({name.lower(): (name, data) for name, data in entries}.values())


def mutated(content: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """Return a file changed in one to four places. others: files to take entries from."""
    entries = entries_of(content)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        if entries[0][0] and chance.random() < 0.12:
            _change_entries(entries, others, chance)
        elif entries:
            number = _weighted(entries, chance)
            name, data = entries[number]
            entries[number] = (name, _changed(data, chance))
        if not entries:
            break
    changed = content_of(entries) if entries else b""
    return _flipped(changed, chance) if chance.random() < 0.05 else changed


def _weighted(entries: Entries, chance: Random) -> int:
    """Return the number of an entry: sheets say most, themes nothing."""
    weights = [8 if "sheet" in name else 4 if name.startswith("xl/") else 2 for name, _ in entries]
    return chance.choices(range(len(entries)), weights)[0]


def _change_entries(entries: Entries, others: Sequence[bytes], chance: Random) -> None:
    number = chance.randrange(len(entries))
    name, data = entries[number]
    way = chance.randrange(5)
    if way == 0:
        del entries[number]
    elif way == 1:
        other = chance.randrange(len(entries))
        entries[number] = (name, entries[other][1])
    elif way == 2:
        entries[number] = (chance.choice((f"{name}x", name.upper(), f"xl/{name}")), data)
    elif way == 3:
        entries[number] = (name, data[: chance.randrange(len(data) + 1)])
    else:
        found = entries_of(chance.choice(others))
        entries[number] = (name, chance.choice(found)[1])


def _changed(data: bytes, chance: Random) -> bytes:
    if chance.random() < 0.03:
        return _flipped(data, chance)
    if chance.random() < 0.02:
        return data.decode("utf-8", "replace").encode("utf-16")
    text = data.decode("utf-8", "replace")
    change = chance.choice(_CHANGES if "<" in text else _OF_TEXT)
    return change(text, chance).encode("utf-8", "replace")


def _flipped(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made[: chance.randrange(len(made) + 1)] if chance.random() < 0.2 else made)


def _tokens_moved(text: str, chance: Random) -> str:
    tokens = _TOKEN.findall(text)
    if not tokens:
        return text
    first, second = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    way = chance.randrange(4)
    if way == 0:
        del tokens[first]
    elif way == 1:
        tokens.insert(first, tokens[second])
    elif way == 2:
        tokens[first], tokens[second] = tokens[second], tokens[first]
    else:
        tokens.insert(first, chance.choice(_PIECES))
    return "".join(tokens)


def _element_changed(text: str, chance: Random) -> str:
    found = list(_ELEMENT.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    way = chance.randrange(3)
    if way == 0:
        return text[: one.start()] + text[one.end() :]
    if way == 1:
        times = chance.choice((2, 2, 3, 50))
        return text[: one.start()] + one[0] * times + text[one.end() :]
    other = chance.choice(found)
    return text[: one.start()] + other[0] + text[one.end() :]


def _attribute_changed(text: str, chance: Random) -> str:
    found = list(_ATTRIBUTE.finditer(text))
    if not found:
        return text
    one, other = chance.choice(found), chance.choice(found)
    quoted = chance.choice(_VALUES).replace('"', "&quot;")
    made = chance.choice(
        ("", f'{one[1]}="{quoted}"', f'{one[1]}="{other[2]}"', f'{other[1]}="{one[2]}"')
    )
    return text[: one.start()] + made + text[one.end() :]


def _address_changed(text: str, chance: Random) -> str:
    found = list(_ADDRESS.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    made = chance.choice((chance.choice(_ADDRESSES), chance.choice(found)[0]))
    return text[: one.start()] + made + text[one.end() :]


def _text_changed(text: str, chance: Random) -> str:
    found = list(re.finditer(r">([^<>]*)<", text))
    if not found:
        return text
    one = chance.choice(found)
    return text[: one.start(1)] + chance.choice(_VALUES) + text[one.end(1) :]


def _prefix_added(text: str, _chance: Random) -> str:
    text = re.sub(r"<(/?)(?![?!/])(\w+)(?=[ />])", r"<\1q:\2", text)
    return text.replace("xmlns=", "xmlns:q=", 1)


def _characters_changed(text: str, chance: Random) -> str:
    place = chance.randrange(len(text) + 1)
    piece = chance.choice((*_VALUES, ",", ";", "\t", "\n", '"', "\r", '""'))
    return text[:place] + piece + text[place + chance.choice((0, 0, 1, 5, 50)) :]


def _lines_changed(text: str, chance: Random) -> str:
    lines = text.split("\n")
    one = chance.randrange(len(lines))
    lines[one] = chance.choice(lines) * chance.choice((0, 1, 2, 40))
    return "\n".join(lines)


_OF_TEXT: tuple[Change, ...] = (_characters_changed, _lines_changed)
_CHANGES: tuple[Change, ...] = (
    _tokens_moved, _tokens_moved, _element_changed, _attribute_changed, _attribute_changed,
    _address_changed, _text_changed, _text_changed, _prefix_added, _characters_changed,
)  # fmt: skip

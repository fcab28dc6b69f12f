"""Decks changed at random, in ways that know how they are built: parts, elements, relationships.

A deck is a list of (name of the entry, its bytes), as in ``mutations``.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

from tests.fuzz.mutations import Entries, content_of, entries_of

Tree = etree._Element
Change = Callable[[Tree, Random], None]

_VALUES = (
    "", "0", "1", "-1", "-99999999999", "2147483648", "9" * 30, "1e308", "1e400", "-0", "nan",
    "inf", "1.5", "50000", "100%", "5400000", "5pt", "true", "x", "none", "rect", "title",
    "accent1", "FF00", "r1", "rId1", "٣", "é", "\u202e", "../x.xml", "/", "x" * 3000, "d",
    "minorEastAsia", "+mn-lt", "wdDnDiag", "gd1", "*/ w h 0", "?: 0 0 0", "stacked", "eaVert",
    "percentStacked", "dist",
)  # fmt: skip
_FACTORS = (-1, 0, 2, 1000, 10**6, 10**12)
_WEIGHTS = (
    ("ppt/slides/", 8), ("ppt/charts/", 8), ("ppt/slideLayouts/", 1), ("ppt/slideMasters/", 3),
    ("ppt/theme/", 2), ("ppt/media/", 4), ("ppt/presentation", 3), ("ppt/", 1),
)  # fmt: skip


def mutated_deck(content: bytes, seed: int) -> bytes:
    """Return a deck changed in up to a hundred places, most of them on its slides."""
    chance = Random(seed)  # noqa: S311 - chance, not secrets
    entries = entries_of(content)
    if chance.random() < 0.1:
        _change_entries(entries, chance)
    for _ in range(chance.choice((1, 3, 8, 20))):
        number = chance.choices(range(len(entries)), [_weight(name) for name, _ in entries])[0]
        name, data = entries[number]
        entries[number] = (name, _changed(name, data, chance))
    return content_of(entries)


def _weight(name: str) -> float:
    return next((weight for start, weight in _WEIGHTS if name.startswith(start)), 0.2)


def _change_entries(entries: Entries, chance: Random) -> None:
    """Lose an entry, or have it say what another one says."""
    number = chance.randrange(len(entries))
    if chance.random() < 0.5 and len(entries) > 1:
        del entries[number]
    else:
        entries[number] = (entries[number][0], chance.choice(entries)[1])


def _changed(name: str, data: bytes, chance: Random) -> bytes:
    if not name.endswith((".xml", ".rels")) or chance.random() < 0.02:
        return _damaged(data, chance)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return data
    changes = _OF_RELATIONSHIPS if name.endswith(".rels") else _OF_PARTS
    for _ in range(chance.choice((1, 1, 2, 5))):
        chance.choice(changes)(root, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _damaged(data: bytes, chance: Random) -> bytes:
    """Return bytes cut short, or with some of them changed, most near the beginning."""
    if chance.random() < 0.4:
        return data[: chance.randrange(len(data) + 1)]
    made = bytearray(data)
    for _ in range(chance.choice((1, 4, 16)) if made else 0):
        reach = chance.choice((32, 256, len(made)))
        made[chance.randrange(min(reach, len(made)))] = chance.choice((0, 1, 0x7F, 0xFF))
    return bytes(made)


def _node(root: Tree, chance: Random) -> Tree:
    return chance.choice(list(root.iter(etree.Element)))


def _set_value(root: Tree, chance: Random) -> None:
    places = [(node, name) for node in root.iter(etree.Element) for name in node.attrib]
    if places:
        node, name = chance.choice(places)
        node.set(name, chance.choice(_VALUES))


def _multiply(root: Tree, chance: Random) -> None:
    """Make one number of an attribute huge, negative or nothing."""
    numbers = [
        (node, name)
        for node in root.iter(etree.Element)
        for name, value in node.attrib.items()
        if str(value).lstrip("-").isdecimal()
    ]
    if numbers:
        node, name = chance.choice(numbers)
        node.set(name, str(int(node.get(name, "0")) * chance.choice(_FACTORS)))


def _swap_values(root: Tree, chance: Random) -> None:
    """Have two attributes of one name say what the other one says."""
    name = chance.choice([*_node(root, chance).attrib] or ["id"])
    nodes = [node for node in root.iter(etree.Element) if name in node.attrib]
    if nodes:
        one, other = chance.choice(nodes), chance.choice(nodes)
        said = one.get(name, "")
        one.set(name, other.get(name, ""))
        other.set(name, said)


def _remove(root: Tree, chance: Random) -> None:
    node = _node(root, chance)
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _nest(root: Tree, chance: Random) -> None:
    _node(root, chance).append(deepcopy(_node(root, chance)))


def _repeat(root: Tree, chance: Random) -> None:
    node = _node(root, chance)
    parent = node.getparent()
    size = sum(1 for _ in node.iter())
    for _ in range(min(chance.choice((1, 10, 200)), 20_000 // size) if parent is not None else 0):
        node.addnext(deepcopy(node))


def _rename(root: Tree, chance: Random) -> None:
    _node(root, chance).tag = _node(root, chance).tag


def _set_text(root: Tree, chance: Random) -> None:
    texts = [node for node in root.iter(etree.Element) if node.text and node.text.strip()]
    if texts:
        chance.choice(texts).text = chance.choice((*_VALUES, "a b " * 2000, "字" * 3000))


def _swap_targets(root: Tree, chance: Random) -> None:
    nodes = [*root]
    if nodes:
        one, other = chance.choice(nodes), chance.choice(nodes)
        said = one.get("Target", "")
        one.set("Target", other.get("Target", ""))
        other.set("Target", said)


def _make_external(root: Tree, chance: Random) -> None:
    if len(root):
        chance.choice([*root]).set("TargetMode", "External")


_OF_PARTS: tuple[Change, ...] = (
    _set_value, _set_value, _multiply, _multiply, _multiply, _swap_values, _remove, _remove, _nest,
    _repeat, _rename, _set_text,
)  # fmt: skip
_OF_RELATIONSHIPS: tuple[Change, ...] = (_swap_targets, _make_external, _remove, _set_value)

"""A package of parts (ECMA-376-2): read from bytes, written to bytes, never unpacked to disk."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from briefing_app.errors import FileDamaged, Place
from briefing_app.files import Inner, read_zip, write_zip
from briefing_app.model.quick_values import quick
from briefing_app.ooxml.elements import DECLARATION, Xml, quoted
from briefing_app.ooxml.names import RELS, TYPES, ContentType
from briefing_app.ooxml.xml_reader import parse_xml

ROOT = "/"
"""Stands for the package itself where a part name is asked for."""


@quick
class Relationship:
    """One relationship. target: absolute part name, or the address as written when external."""

    id: str
    type: str
    target: str
    external: bool = False


@quick
class Part:
    """A part to be written: absolute name, content type, content, relationships.

    content: of a package within the package what it holds, to be packed with the rest.
    """

    name: str
    content_type: str
    content: bytes | Inner
    relationships: tuple[Relationship, ...] = ()


def relationships_name(part: str) -> str:
    """Return the name of a part's relationships part; for ROOT that of the package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve_target(source: str, target: str) -> str:
    """Return the absolute part name that a relative target means (ECMA-376-2, 8.3.3)."""
    folder = posixpath.dirname(source)
    return posixpath.normpath(posixpath.join(folder or "/", target))


def relative_target(source: str, target: str) -> str:
    """Return the target as Office writes it, relative to the source part's folder."""
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


_TYPES_PART = "/[Content_Types].xml"


def _part_name(entry: str) -> str:
    """Return the part that an entry of a zip file is, as Office takes it.

    ECMA-376-2, 6.2.2 and 7.3: names are equal whatever their case; some programs write
    backslashes between their segments.
    """
    name = "/" + entry.replace("\\", "/").lstrip("/")
    return _TYPES_PART if name.lower() == _TYPES_PART.lower() else name


@dataclass(frozen=True)
class Package:
    """The parts of a package by absolute name, with content types and relationships.

    contents: part name (with its leading slash) to bytes; place: the file, for messages.
    """

    contents: Mapping[str, bytes]
    place: Place
    _defaults: Mapping[str, str] = field(default_factory=dict)
    _overrides: Mapping[str, str] = field(default_factory=dict)
    _trees: dict[str, etree._Element] = field(default_factory=dict, repr=False, compare=False)
    _relationships: dict[str, tuple[Relationship, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def read(cls, content: bytes, place: Place) -> Package:
        """Return the package in these bytes; raises what :func:`files.read_zip` raises."""
        entries = read_zip(content, place)
        contents = {_part_name(name): data for name, data in entries.items()}
        types = contents.pop(_TYPES_PART, None)
        if types is None:
            raise FileDamaged(
                "This is a zip file, but not an Office document: it has no content types.",
                remedy="Choose a .pptx, .potx or .xlsx file.",
                place=place,
            )
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for node in parse_xml(types, place):
            kind = node.get("ContentType", "")
            if node.tag == f"{{{TYPES}}}Default":
                defaults[node.get("Extension", "").lower()] = kind
            elif node.tag == f"{{{TYPES}}}Override":
                overrides[node.get("PartName", "").lower()] = kind
        return cls(contents, place, defaults, overrides)

    def content_type(self, part: str) -> str:
        """Return the content type of a part, or "" when none is declared."""
        extension = posixpath.splitext(part)[1].lstrip(".").lower()
        return self._overrides.get(part.lower()) or self._defaults.get(extension, "")

    def tree(self, part: str) -> etree._Element:
        """Return the root element of a part, parsed once; treat it as read-only.

        Raises FileDamaged when the part is missing or broken.
        """
        if part not in self._trees:
            if part not in self.contents:
                raise FileDamaged(
                    f"The part {part} is missing.",
                    remedy="Open the file in Office, save it under a new name and try again.",
                    place=self.place,
                )
            self._trees[part] = parse_xml(self.contents[part], self.place)
        return self._trees[part]

    def relationships(self, part: str = ROOT) -> tuple[Relationship, ...]:
        """Return the relationships of a part, in the order of the file."""
        if part not in self._relationships:
            name = relationships_name(part)
            found: list[Relationship] = []
            if name in self.contents:
                for node in self.tree(name):
                    external = node.get("TargetMode") == "External"
                    target = node.get("Target", "")
                    found.append(
                        Relationship(
                            node.get("Id", ""),
                            node.get("Type", ""),
                            target if external else resolve_target(part, target),
                            external,
                        )
                    )
            self._relationships[part] = tuple(found)
        return self._relationships[part]

    def related(self, part: str, relationship_type: str) -> tuple[str, ...]:
        """Return the names of the parts that a part points to by one relationship type."""
        return tuple(
            relationship.target
            for relationship in self.relationships(part)
            if relationship.type == relationship_type and not relationship.external
        )

    def part(self, name: str) -> Part:
        """Return a part ready to be written into another package."""
        return Part(name, self.content_type(name), self.contents[name], self.relationships(name))


class LivePackage(Package):
    """A package that changes: parts are put into it and dropped from it, without a zip between."""

    def __init__(self, parts: Iterable[Part], root: Iterable[Relationship], place: Place) -> None:
        self._live: dict[str, bytes]
        self._types: dict[str, str]
        object.__setattr__(self, "_live", {})
        object.__setattr__(self, "_types", {})
        super().__init__(self._live, place, {}, self._types)
        self._relationships[ROOT] = tuple(root)
        for part in parts:
            self.put(part)

    def put(self, part: Part) -> None:
        """Put a part in, in the place of the one of its name."""
        content = part.content
        self._live[part.name] = content if isinstance(content, bytes) else write_zip(content)
        self._types[part.name.lower()] = part.content_type
        self._relationships[part.name] = part.relationships
        self._trees.pop(part.name, None)

    def drop(self, name: str) -> None:
        """Take a part out, if it is there."""
        for kept in (self._live, self._relationships, self._trees):
            kept.pop(name, None)
        self._types.pop(name.lower(), None)


def _content_types(parts: Iterable[Part]) -> bytes:
    defaults = {"rels": ContentType.RELATIONSHIPS, "xml": ContentType.XML}
    overrides: list[tuple[str, str]] = []
    for part in parts:
        extension = posixpath.splitext(part.name)[1].lstrip(".").lower()
        if defaults.setdefault(extension, part.content_type) != part.content_type:
            overrides.append((part.name, part.content_type))
    body = "".join(
        [
            *(
                f'<Default Extension="{quoted(ext)}" ContentType="{kind}"/>'
                for ext, kind in sorted(defaults.items())
            ),
            *(
                f'<Override PartName="{quoted(name)}" ContentType="{kind}"/>'
                for name, kind in overrides
            ),
        ]
    )
    return f'{DECLARATION}<Types xmlns="{TYPES}">{body}</Types>'.encode()


def relationships_xml(source: str, relationships: Iterable[Relationship]) -> bytes:
    """Return the relationships part of a source part."""
    body = "".join(
        f'<Relationship Id="{relationship.id}" Type="{relationship.type}" '
        + (
            f'Target="{quoted(relationship.target)}" TargetMode="External"/>'
            if relationship.external
            else f'Target="{quoted(relative_target(source, relationship.target))}"/>'
        )
        for relationship in relationships
    )
    return (DECLARATION + Xml(f'<Relationships xmlns="{RELS}">{body}</Relationships>')).encode()


def write_package(parts: Iterable[Part], root: Iterable[Relationship]) -> bytes:
    """Return the bytes of a package: content types, root relationships, parts in order."""
    ordered = tuple(parts)
    entries: list[tuple[str, bytes | Inner]] = [
        ("[Content_Types].xml", _content_types(ordered)),
        ("_rels/.rels", relationships_xml(ROOT, root)),
    ]
    for part in ordered:
        entries.append((part.name.lstrip("/"), part.content))
        if part.relationships:
            name = relationships_name(part.name).lstrip("/")
            entries.append((name, relationships_xml(part.name, part.relationships)))
    return write_zip(entries)

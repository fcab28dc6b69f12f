"""The second pass over a PDF: outline, language, links, plain letters; nothing of the machine.

QPdfWriter has no calls for these. Dates are left out and the identifier is made of the content,
so that the same drawings give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

PRODUCER = "Briefing Deck Builder"
UNFINISHED_ID = "b21ef1b9-dec4-4b01-1de1-000000000000"
"""The identifier that the first pass writes, 36 bytes; replaced by one made of the content."""
_VERSION = "%PDF-1.4"
_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:format>application/pdf</dc:format>"
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="r"?>'
)
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|ftp://)\S", re.IGNORECASE)
_CODES = re.compile(rb"<([0-9A-Fa-f]{4})>")
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_LISTS = re.compile(rb"\[[^\]]*\]")

LettersDrawn = Callable[[Iterable[str]], Mapping[str, str]]
"""Called with letters that a PDF claims; returns those to be replaced, and by what."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link on a page, in points from its top left corner; page: 1-based target, or 0."""

    x: float
    y: float
    width: float
    height: float
    page: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the second pass is told of a page. width, height: in points, maybe not whole."""

    width: float
    height: float
    title: str
    links: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is said of the whole document. sections: name and first page (1-based), rising."""

    title: str = ""
    author: str = ""
    language: str = ""
    sections: tuple[tuple[str, int], ...] = ()


def xmp(facts: DocumentFacts) -> bytes:
    """Return the XMP metadata (ISO 16684-1) that QPdfWriter is given, else it writes the date."""
    title, author = (_printable(one) for one in (facts.title, facts.author))
    return _XMP.format(title=escape(title), author=escape(author)).encode()


def _printable(text: str) -> str:
    """Return text without what XML cannot hold."""
    return "".join(one for one in text if one.isprintable())


def is_address(target: str) -> bool:
    """Tell whether a link leads to an address that a PDF may name: web, mail, telephone."""
    return _ADDRESS.match(target) is not None


def finished(
    raw: bytes, pages: list[PageFacts], facts: DocumentFacts, letters_drawn: LettersDrawn
) -> bytes:
    """Return a PDF of QPdfWriter's with all that it lacks; pages: one for each page, in order."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    _say_what_it_is(writer, facts)
    for number, page in enumerate(pages):
        _fit_page(writer, number, page)
    _add_outline(writer, pages, facts.sections)
    for number, page in enumerate(pages):
        _add_links(writer, number, page)
    _name_plain_letters(writer, letters_drawn)
    buffer = io.BytesIO()
    writer.write(buffer)
    return _identified(buffer.getvalue())


def _say_what_it_is(writer: PdfWriter, facts: DocumentFacts) -> None:
    root = writer.root_object
    root.pop(NameObject("/Names"), None)  # Qt's, of attachments, without any
    writer.pdf_header = _VERSION
    writer.metadata = None
    known = {"/Title": facts.title, "/Author": facts.author}
    told = {name: text for name, text in known.items() if text}
    writer.add_metadata(told | {"/Creator": PRODUCER, "/Producer": PRODUCER})
    if facts.language:
        root[NameObject("/Lang")] = TextStringObject(facts.language)
    if facts.title:
        root[NameObject("/ViewerPreferences")] = DictionaryObject(
            {NameObject("/DisplayDocTitle"): BooleanObject(True)}
        )


def _fit_page(writer: PdfWriter, number: int, page: PageFacts) -> None:
    """Give a page its exact size: Qt rounds it to whole points, with the content at the top."""
    top = float(writer.pages[number].mediabox.top)
    box = [0.0, round(top - page.height, 3), round(page.width, 3), top]
    writer.pages[number][NameObject("/MediaBox")] = ArrayObject(map(FloatObject, box))


def _add_outline(
    writer: PdfWriter, pages: list[PageFacts], sections: tuple[tuple[str, int], ...]
) -> None:
    """Add sections and, in them, the titles of the pages; pages before the first stand alone."""
    parent: IndirectObject | None = None
    for number, page in enumerate(pages, 1):
        for name in [name for name, first in sections if first == number]:
            parent = writer.add_outline_item(title=name, page_number=number - 1)
        if page.title:
            writer.add_outline_item(title=page.title, page_number=number - 1, parent=parent)
    if writer.get_outline_root().get("/Count"):
        writer.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")


def _add_links(writer: PdfWriter, number: int, page: PageFacts) -> None:
    top = float(writer.pages[number].mediabox.top)
    for link in page.links:
        target = _target(writer, link)
        corners = (link.x, top - link.y - link.height, link.x + link.width, top - link.y)
        annotation: dict[str, PdfObject] = {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject(FloatObject(round(one, 3)) for one in corners),
            NameObject("/Border"): ArrayObject([NumberObject(0)] * 3),
            NameObject("/F"): NumberObject(4),  # printed, never hidden (ISO 32000-1, 12.5.3)
        }
        if target:
            writer.add_annotation(number, {**annotation, **target})


def _target(writer: PdfWriter, link: PageLink) -> dict[str, PdfObject]:
    """Return the entry that says where a link leads; empty when it leads nowhere."""
    if 1 <= link.page <= len(writer.pages):
        page = writer.pages[link.page - 1].indirect_reference
        place = [page or NullObject(), NameObject("/Fit")]
        return {NameObject("/Dest"): ArrayObject(place)}
    if not is_address(link.address):
        return {}
    action = {
        NameObject("/S"): NameObject("/URI"),
        NameObject("/URI"): TextStringObject(link.address),
    }
    return {NameObject("/A"): DictionaryObject(action)}


def _name_plain_letters(writer: PdfWriter, letters_drawn: LettersDrawn) -> None:
    """Have every glyph stand for the letters that were drawn, not for doubles of them."""
    maps = list(_letter_maps(writer))
    claimed = {letter for one in maps for letter in _claimed(one.get_data())}
    plain = letters_drawn(sorted(claimed))
    for one in maps if plain else ():
        one.set_data(_replaced(one.get_data(), plain))


def _letter_maps(writer: PdfWriter) -> Iterator[StreamObject]:
    """Yield the stream of each font that says which letters its glyphs are (9.10.3), once each."""
    seen: set[int] = set()
    for page in writer.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        for font in fonts.values():
            found = font.get_object().get("/ToUnicode", NullObject()).get_object()
            if isinstance(found, StreamObject) and id(found) not in seen:
                seen.add(id(found))
                yield found


def _claimed(letter_map: bytes) -> Iterable[str]:
    for block in _RANGES.findall(letter_map):
        for code in _CODES.findall(block):
            yield chr(int(code, 16))


def _replaced(letter_map: bytes, plain: Mapping[str, str]) -> bytes:
    def code(found: re.Match[bytes]) -> bytes:
        letter = chr(int(found[1], 16))
        return (
            b"<%s>" % plain.get(letter, letter).encode("utf-16-be", "surrogatepass").hex().encode()
        )

    def listed(found: re.Match[bytes]) -> bytes:
        return _CODES.sub(code, found[0])

    return _LISTS.sub(listed, letter_map)


def _identified(content: bytes) -> bytes:
    """Put an identifier that is made of the content in the place of the unfinished one."""
    digest = hashlib.sha256(content).hexdigest()
    wanted = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    written, made = (one.encode().hex().encode() for one in (UNFINISHED_ID, wanted))
    return content.replace(written, made)

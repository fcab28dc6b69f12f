"""Drawings as a PDF: vectors, real text that can be selected, subset fonts; same bytes twice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QTransform

from briefing_app.model.drawing import Drawing, Group, Item, Link, TextRun
from briefing_app.progress import QUIET, Progress
from briefing_app.render.painter import Studio, paint
from briefing_app.render.pdf_outline import (
    UNFINISHED_ID,
    DocumentFacts,
    PageFacts,
    PageLink,
    finished,
    is_address,
    xmp,
)

_POINTS_PER_INCH = 72
_PICTURE_DPI = 220
"""How fine pictures stay; what PowerPoint keeps by default."""
_INTERNAL = "slide:"
_REACH = 1.25  # of the size, from the top of the capitals down: what a click on text hits


def pdf_of(
    drawings: Iterable[Drawing],
    facts: DocumentFacts,
    studio: Studio,
    progress: Progress = QUIET,
    page_of_slide: dict[int, int] | None = None,
) -> bytes:
    """Return a PDF with a page for each drawing; they are taken one by one.

    page_of_slide: on which page (from 1) a slide stands, for links to slides; without it slide N
    is page N. Raises Cancelled, and ValueError when there is no drawing (a bug of the caller).
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_POINTS_PER_INCH)
    writer.setDocumentId(QUuid(UNFINISHED_ID))
    writer.setDocumentXmpMetadata(QByteArray(xmp(facts)))
    painter = QPainter()
    pages: list[PageFacts] = []
    try:
        for drawing in drawings:
            progress.check()
            writer.setPageLayout(_page(drawing))
            if not pages:
                painter.begin(writer)
            else:
                writer.newPage()
            painter.save()
            paint(painter, drawing, studio, _PICTURE_DPI / _POINTS_PER_INCH, progress.check)
            painter.restore()
            pages.append(_facts(drawing, page_of_slide))
    finally:
        painter.end()
    if not pages:
        raise ValueError("a PDF needs a page")
    return finished(bytes(buffer.data().data()), pages, facts, studio.fonts.drawn_letters)


def _page(drawing: Drawing) -> QPageLayout:
    size = QSizeF(math.ceil(drawing.width), math.ceil(drawing.height))
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def _facts(drawing: Drawing, page_of_slide: dict[int, int] | None) -> PageFacts:
    links = [_page_link(link, page_of_slide) for link in all_links(drawing)]
    return PageFacts(drawing.width, drawing.height, drawing.title, tuple(filter(None, links)))


def _page_link(link: Link, page_of_slide: dict[int, int] | None) -> PageLink | None:
    place = (link.x, link.y, link.width, link.height)
    if link.target.startswith(_INTERNAL):
        number = link.target.removeprefix(_INTERNAL)
        slide = int(number) if number.isdecimal() else 0
        page = slide if page_of_slide is None else page_of_slide.get(slide, 0)
        return PageLink(*place, page=page) if page else None
    return PageLink(*place, address=link.target) if is_address(link.target) else None


def all_links(drawing: Drawing) -> tuple[Link, ...]:
    """Return the links of a drawing and of its text; each text's only where no other covers it."""
    found = list(drawing.links)
    for link in _text_links(drawing.items, QTransform()):
        middle = (link.x + link.width / 2, link.y + link.height / 2)
        if not any(_covers(other, middle, link.target) for other in drawing.links):
            found.append(link)
    return tuple(found)


def _covers(link: Link, place: tuple[float, float], target: str) -> bool:
    x, y = place
    inside = link.x <= x <= link.x + link.width and link.y <= y <= link.y + link.height
    return inside and link.target == target


def _text_links(items: Iterable[Item], to_page: QTransform) -> Iterator[Link]:
    for item in items:
        if isinstance(item, Group):
            yield from _text_links(item.items, QTransform(*item.matrix) * to_page)
        elif isinstance(item, TextRun) and item.link:
            box = QRectF(item.x, item.baseline - item.size, item.width, item.size * _REACH)
            box = to_page.mapRect(box)
            yield Link(box.x(), box.y(), box.width(), box.height(), item.link)

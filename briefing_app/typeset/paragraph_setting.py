"""Paragraphs as files give them, turned into what :mod:`briefing_app.typeset.measure` sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing_app.model.drawing import Typeface
from briefing_app.model.quick_values import quick
from briefing_app.model.text_body import Bullet, SetParagraph, SetRun, TextBody
from briefing_app.typeset.measure import Paragraph, Run
from briefing_app.typeset.metrics import Metrics, TextStyle

SCRIPT_SIZE = 2 / 3
"""Superscripts and subscripts are set at two thirds of their size, in whole points.

So others measured it on PowerPoint: 6, 8, 10, 12 pt become 4, 5, 7, 8 (GitHub:
yukiyokotani/office-open-xml-viewer 1383).
"""
SMALL_CAPITALS = 0.8
"""Small letters among small capitals are capitals of this size."""
_LEAST_SPACING = 0.1


def text_style(face: Typeface, size_pt: float) -> TextStyle:
    """Return how text in a face is measured."""
    return TextStyle(
        latin=face.latin,
        size_pt=size_pt,
        bold=face.bold,
        italic=face.italic,
        east_asian=face.east_asian,
        complex_script=face.complex_script,
    )


@quick
class Piece:
    """A run as it is measured, the run it comes from, and how far it is raised, in points."""

    run: Run
    source: SetRun
    raised_pt: float


@quick
class Prepared:
    """A paragraph ready to be set; bullet sizes and widths are those after the autofit scale."""

    source: SetParagraph
    pieces: tuple[Piece, ...]
    measured: Paragraph
    bullet: Bullet | None
    bullet_pt: float


def prepared(paragraph: SetParagraph, body: TextBody, metrics: Metrics) -> Prepared:
    """Return a paragraph of a body with autofit, capitals and raised text worked out."""
    scale, kept = body.font_scale, 1.0 - body.spacing_reduction
    pieces = tuple(piece for run in _joined(paragraph.runs) for piece in _pieces(run, scale))
    size = scale * max((run.size_pt for run in paragraph.runs), default=0.0)
    bullet, wide = _bullet(paragraph, scale, metrics)
    first = max(paragraph.first_pt, -paragraph.left_pt)
    measured = Paragraph(
        runs=tuple(piece.run for piece in pieces),
        left_pt=paragraph.left_pt,
        first_pt=first,
        right_pt=paragraph.right_pt,
        space_before_pt=_space(
            paragraph.space_before_pt, paragraph.space_before_factor, size, kept
        ),
        space_after_pt=_space(paragraph.space_after_pt, paragraph.space_after_factor, size, kept),
        line_spacing=max(paragraph.line_spacing - body.spacing_reduction, _LEAST_SPACING),
        exact_line_pt=paragraph.exact_line_pt * kept,
        begin_pt=_begin(first, wide) if bullet else first,
        tabs=paragraph.tabs,
        default_tab_pt=paragraph.default_tab_pt,
    )
    return Prepared(paragraph, pieces, measured, bullet, wide)


def _space(points: float, factor: float, size: float, kept: float) -> float:
    return (factor * size if factor > 0 else points) * kept


def _begin(first: float, bullet_pt: float) -> float:
    """Return where text begins behind a bullet: at the margin, unless the bullet reaches further.

    A bullet that does not hang has its text right behind it.
    """
    return max(first + bullet_pt, 0.0) if first < 0 else first + bullet_pt


def _bullet(paragraph: SetParagraph, scale: float, metrics: Metrics) -> tuple[Bullet | None, float]:
    """Return the bullet at its size, and its width; an empty paragraph shows none."""
    bullet = paragraph.bullet
    if bullet is None or not any(run.text for run in paragraph.runs):
        return None, 0.0
    bullet = replace(bullet, size_pt=bullet.size_pt * scale)
    if bullet.picture is not None:
        return bullet, bullet.size_pt
    return bullet, metrics.width(bullet.text, text_style(bullet.face, bullet.size_pt))


def _joined(runs: Sequence[SetRun]) -> Iterator[SetRun]:
    """Yield the runs, those next to each other joined that differ in nothing but their text."""
    pending: SetRun | None = None
    for run in runs:
        if pending is None:
            pending = run
        elif pending.saying(run.text) == run:
            pending = pending.saying(pending.text + run.text)
        else:
            if pending.text:
                yield pending
            pending = run
    if pending is not None:
        yield pending


def _pieces(run: SetRun, scale: float) -> Iterator[Piece]:
    """Yield the pieces of a run: one, but for small capitals."""
    full = run.size_pt * scale
    raised = run.baseline * full
    size = max(round(full * SCRIPT_SIZE), 1) if run.baseline else full
    for text, share in _capitals(run):
        style = text_style(run.face, size * share)
        line = 0.0 if style.size_pt == full else full
        yield Piece(Run(text, style, run.spacing_pt * scale, line), run, raised)


def _capitals(run: SetRun) -> Iterator[tuple[str, float]]:
    """Yield what is shown of a run's text, with its share of the size."""
    if run.caps == "all":
        yield run.text.upper(), 1.0
    elif run.caps == "small" and run.text:
        start = 0
        small = run.text[0].islower()
        for spot, letter in enumerate([*run.text, ""]):
            if letter == "" or letter.islower() != small:
                if start < spot:
                    yield run.text[start:spot].upper(), SMALL_CAPITALS if small else 1.0
                start, small = spot, letter.islower()
    else:
        yield run.text, 1.0

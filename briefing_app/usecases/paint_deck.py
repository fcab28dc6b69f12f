"""Painting a deck, in the worker: read, draw and paint slide by slide, and write the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing_app.errors import BriefingError, Place
from briefing_app.files import read_file, write_atomically
from briefing_app.model.drawing import Colour, Drawing, Outline, Solid, Stroke, TextRun, Typeface
from briefing_app.model.finding import Finding, error, info, warning
from briefing_app.ooxml.deck_outline import DeckOutline
from briefing_app.progress import Progress
from briefing_app.render.handouts import handout_pages
from briefing_app.render.painter import Studio, outline_of_box
from briefing_app.render.pdf import pdf_of
from briefing_app.render.pdf_outline import DocumentFacts
from briefing_app.render.png import POINTS_PER_INCH, Image, image_of, png_of
from briefing_app.render.qt_start import start_qt
from briefing_app.system.diagnostics import install_qt_messages
from briefing_app.usecases.draw_ahead import wished_slides
from briefing_app.usecases.drawn_pages import Job, drawn_page, job_of
from briefing_app.usecases.render_deck import PAINTING, Wish
from briefing_app.usecases.shipped_files import shipped_fonts
from briefing_app.worker import JsonObject

_SHOWN_LETTERS = 12
_LIGHT, _EDGE, _TEXT = Colour("F2F2F2"), Colour("BFBFBF"), Colour("595959")


def paint_deck(job: Job, output: Path, progress: Progress, *, as_pdf: bool) -> JsonObject:
    """Paint a deck, as :func:`render_deck.render_deck` makes it; see there."""
    install_qt_messages()
    start_qt(shipped_fonts())
    pages = _Pages(job)
    if as_pdf:
        files = _write_pdf(pages, output, progress)
    else:
        files = _write_pictures(pages, output, job.wish, progress)
    return {
        "pages": pages.count,
        "files": files,
        "findings": [one.to_json() for one in pages.findings()],
    }


def slide_pictures(deck: Path, width: int, progress: Progress) -> Iterator[Image]:
    """Yield the slides of a deck as images; see :func:`render_deck.slide_pictures`."""
    install_qt_messages()
    start_qt(shipped_fonts())
    wish = Wish(hidden=True)
    pages = _Pages(job_of(wished_slides(read_file(deck), deck, wish), wish))
    for _, drawing in pages.drawn(progress):
        yield image_of(drawing, width / drawing.width, pages.studio, progress.check)


class _Pages:
    """The pages of one deck, drawn one after the other; and what there is to say of them."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._wish = wish = job.wish
        self._resources = job.resources
        self._unpainted: dict[int, list[str]] = {}
        self._faults: list[Finding] = []
        self.outline = self._resources.outline
        self.studio = Studio()
        self.numbers = job.numbers
        per_page = wish.per_page if wish.kind == "handout" else 1
        self.page_of_slide = {
            number: place // per_page + 1 for place, number in enumerate(self.numbers)
        }
        self.count = 0

    def drawn(self, progress: Progress) -> Iterator[tuple[int, Drawing]]:
        """Yield the pages that are wished, each with its number: a slide's, or a handout's own."""
        if self._wish.kind == "handout":
            slides = (drawing for _, drawing in self._slides(progress))
            made = handout_pages(slides, self._wish.per_page, self._resources)
            numbered: Iterable[tuple[int, Drawing]] = enumerate(made, 1)
        else:
            numbered = self._slides(progress)
        for number, drawing in numbered:
            self.count += 1
            yield number, drawing
            self._note(0 if self._wish.kind == "handout" else number, self.studio.unpainted)
            self.studio.unpainted.clear()

    def _slides(self, progress: Progress) -> Iterator[tuple[int, Drawing]]:
        """Yield number and drawing of each slide, or its notes page; tells progress before each."""
        for done, number in enumerate(self.numbers):
            progress.tell(PAINTING, done, len(self.numbers))
            drawing = self._drawing(number)
            self._note(number, drawing.unpainted)
            yield number, drawing
        progress.tell(PAINTING, len(self.numbers), len(self.numbers))

    def _drawing(self, number: int) -> Drawing:
        if number in self._job.left_out:
            return _placeholder(number, self.outline.slide_size)
        try:
            known = self._job.ahead.page(number)
            return known or drawn_page(self._resources, number, self._wish.kind)
        except BriefingError as problem:  # one broken slide part is no reason to lose the others
            place = Place(file=self._resources.package.place.file, slide=number)
            self._faults.append(error("slide-not-painted", problem.what, problem.remedy, place))
            return _placeholder(number, self.outline.slide_size)

    def _note(self, number: int, unpainted: Iterable[str]) -> None:
        self._unpainted.setdefault(number, []).extend(unpainted)

    def findings(self) -> list[Finding]:
        """Return what was not painted, or otherwise than asked for."""
        file = self._resources.package.place.file
        found = [*self._faults, *_of_fonts(self.studio, file)]
        for number, names in self._unpainted.items():
            if names:
                found.append(
                    warning(
                        "not-painted",
                        f"What is not painted: {', '.join(dict.fromkeys(names))}.",
                        "Look at the slide in PowerPoint.",
                        Place(file=file, slide=number),
                    )
                )
        hidden = len(self.outline.slides) - len(self.numbers)
        if hidden:
            found.append(
                info(
                    "hidden-slides",
                    f"{hidden} hidden slide{'s are' if hidden > 1 else ' is'} left out.",
                    "Ask for hidden slides if they are wanted.",
                    Place(file=file),
                )
            )
        return found


def _of_fonts(studio: Studio, file: str) -> list[Finding]:
    fonts, place = studio.fonts, Place(file=file)
    if not fonts.are_there:
        return [
            error("no-fonts", "This machine has no font: no text is painted.",
                  "Install fonts, or the program again with its folder assets/fonts.", place)
        ]  # fmt: skip
    found = [
        info(
            "font-substituted",
            f"The font “{wanted}” is not installed; {used} is painted at its widths.",
            "Install the font to see it.",
            place,
        )
        for wanted, used in sorted(fonts.stand_ins)
    ]
    if fonts.missing:
        letters = sorted(fonts.missing)
        more = " …" if len(letters) > _SHOWN_LETTERS else ""
        found.append(
            warning(
                "font-missing",
                f"No font here has the characters {' '.join(letters[:_SHOWN_LETTERS])}{more}",
                "Install a font for them; until then they are painted as boxes.",
                place,
            )
        )
    return found


def _placeholder(number: int, size: tuple[float, float]) -> Drawing:
    wide, high = size
    box = outline_of_box(wide * 0.05, high * 0.05, wide * 0.9, high * 0.9)
    said = f"Slide {number} could not be painted."
    text = TextRun(said, wide * 0.08, high * 0.15, 0.0, high / 27, Typeface("Arial"), _TEXT)
    edge = Stroke(Solid(_EDGE), 1.0)
    return Drawing(wide, high, (Outline(box, Solid(_LIGHT), edge), text))


def _write_pdf(pages: _Pages, output: Path, progress: Progress) -> list[str]:
    outline = pages.outline
    sections = _sections(outline, pages.page_of_slide)
    facts = DocumentFacts(outline.title, outline.author, outline.language, sections)
    drawings = (drawing for _, drawing in pages.drawn(progress))
    content = pdf_of(drawings, facts, pages.studio, progress, pages.page_of_slide)
    write_atomically(output, content)
    return [str(output)]


def _sections(outline: DeckOutline, page_of_slide: dict[int, int]) -> tuple[tuple[str, int], ...]:
    """Return name and first page of each section of which a slide is shown."""
    firsts = [*(first for _, first in outline.sections), len(outline.slides) + 1]
    found = []
    for (name, first), end in zip(outline.sections, firsts[1:], strict=True):
        pages = [page_of_slide[slide] for slide in range(first, end) if slide in page_of_slide]
        if pages:
            found.append((name, pages[0]))
    return tuple(found)


def _write_pictures(pages: _Pages, output: Path, wish: Wish, progress: Progress) -> list[str]:
    files = []
    for number, drawing in pages.drawn(progress):
        image = image_of(drawing, wish.dpi / POINTS_PER_INCH, pages.studio, progress.check)
        target = output / f"{wish.kind}-{number:03}.png"
        write_atomically(target, png_of(image, wish.dpi))
        files.append(str(target))
    return files

"""What the slides of a deck share: sheets, themes, pictures and set texts, each worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from briefing_app.charts.chart_paint import Kept
from briefing_app.model.drawing import Item, Link
from briefing_app.model.text_body import TextBody
from briefing_app.ooxml.backgrounds import Looks, PartLook
from briefing_app.ooxml.deck_outline import DeckOutline, read_outline
from briefing_app.ooxml.drawing_colours import ColourScope
from briefing_app.ooxml.names import R
from briefing_app.ooxml.package import Package
from briefing_app.ooxml.shape_placement import child, whole
from briefing_app.ooxml.slide_shapes import Sheet, read_sheet, shows_fields
from briefing_app.ooxml.text_properties import KeptTexts
from briefing_app.ooxml.xml_reader import Node
from briefing_app.typeset.metrics import Metrics
from briefing_app.typeset.text_layout import SetText, lay_out

_MOST_TEXTS = 4_000
_JUMP = "ppaction://hlinksldjump"
_SHOW = "ppaction://hlinkshowjump?jump="
_TABLE_STYLES = R + "/tableStyles"


@dataclass(slots=True)
class Board:
    """What shapes have put on a page so far, from back to front."""

    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    unpainted: list[str] = field(default_factory=list)

    def add(self, other: Board) -> None:
        """Put all of another board on top."""
        self.items += other.items
        self.links += other.links
        self.unpainted += other.unpainted


class DeckResources:
    """Holds what the pages of one package share. Not for use by two threads at once."""

    def __init__(
        self, package: Package, metrics: Metrics, outline: DeckOutline | None = None
    ) -> None:
        """Take a package, the font metrics and the outline, where it has been read already.

        Raises FileDamaged for what is no presentation.
        """
        self.package = package
        self.metrics = metrics
        self.outline: DeckOutline = read_outline(package) if outline is None else outline
        self.looks = Looks(package)
        self.root: Node = package.tree(self.outline.presentation)
        self.numbers = {slide.part: n for n, slide in enumerate(self.outline.slides, 1)}
        self.first_number = whole(self.root.get("firstSlideNum"), 1)
        self.defaults = child(self.root, "defaultTextStyle")
        self._sheets: dict[str, Sheet] = {}
        self.kept_texts = KeptTexts()
        self._charts: dict[int, tuple[ColourScope, Kept]] = {}
        # By what they say: to hash all of a text costs more, and few differ in the rest alone.
        self._texts: dict[tuple[tuple[str, ...], float, float], tuple[TextBody, SetText]] = {}
        self._standing: dict[str, list[tuple[ColourScope, Board]]] = {}
        self._changing: dict[str, bool] = {}
        self._table_styles: Node | None = None
        self._looked_for_styles = False

    def sheet(self, look: PartLook) -> Sheet:
        """Return the tree of a part; those of layouts and masters are kept."""
        if look.part in self.numbers:
            return read_sheet(look, indexed=False)
        if look.part not in self._sheets:
            self._sheets[look.part] = read_sheet(look)
        return self._sheets[look.part]

    def set_text(self, body: TextBody, width: float, height: float) -> SetText:
        """Return a text set in a box; the same text in the same box is set once."""
        said = tuple([run.text for paragraph in body.paragraphs for run in paragraph.runs])
        key = (said, round(width, 3), round(height, 3))
        known = self._texts.get(key)
        if known is not None and known[0] == body:
            return known[1]
        found = lay_out(body, width, height, self.metrics)
        if len(self._texts) >= _MOST_TEXTS:
            self._texts.clear()
        self._texts[key] = body, found
        return found

    def chart_styles(self, scope: ColourScope) -> Kept:
        """Return what the charts in a scope have worked out so far; the scope is kept with it."""
        return self._charts.setdefault(id(scope), (scope, Kept()))[1]

    def standing(self, sheet: Sheet, scope: ColourScope, made: Callable[[], Board]) -> Board:
        """Return what a layout or master shows on a slide; made once where all show the same."""
        part = sheet.look.part
        if part not in self._changing:
            self._changing[part] = shows_fields(sheet)
        if self._changing[part]:
            return made()
        boards = self._standing.setdefault(part, [])
        for known, board in boards:
            if known == scope:
                return board
        board = made()
        boards.append((scope, board))
        return board

    def shown_number(self, part: str) -> int:
        """Return the number that a slide shows; 0 for a part that is no slide of the deck."""
        place = self.numbers.get(part, 0)
        return place + self.first_number - 1 if place else 0

    def link_target(self, part: str, slide: int, node: Node) -> str:
        """Return where an ``a:hlinkClick`` of a part leads: ``slide:N``, an address, or "".

        slide: the number of the slide that it stands on, from 1. Programs, macros and files are
        led to by nobody (ECMA-376-1, 21.1.2.3.5).
        """
        action = node.get("action", "")
        if action.startswith(_SHOW):
            return self._jump(action.removeprefix(_SHOW), slide)
        relation = node.get(f"{{{R}}}id", "")
        for one in self.package.relationships(part):
            if one.id == relation:
                if one.external:
                    return "" if action and not action.startswith(_JUMP) else one.target
                place = self.numbers.get(one.target, 0)
                return f"slide:{place}" if place else ""
        return ""

    def _jump(self, jump: str, slide: int) -> str:
        last = len(self.outline.slides)
        place = {
            "firstslide": 1, "lastslide": last, "nextslide": slide + 1, "previousslide": slide - 1,
        }.get(jump, 0)  # fmt: skip
        return f"slide:{place}" if slide and 1 <= place <= last else ""

    def table_styles(self) -> Node | None:
        """Return the root of the table styles part, None where there is none that can be read."""
        if not self._looked_for_styles:
            self._looked_for_styles = True
            for part in self.package.related(self.outline.presentation, _TABLE_STYLES):
                if part in self.package.contents:
                    self._table_styles = self.package.tree(part)
        return self._table_styles

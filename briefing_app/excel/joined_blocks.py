"""Blocks of figures joined to what names them: labels at their left, headers above them.

A blank row or column divides only what can stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_app.excel.annotations import is_annotation
from briefing_app.excel.blocks import blocks
from briefing_app.excel.body_start import first_data, heads_grid
from briefing_app.excel.cell_types import CellType
from briefing_app.excel.header_rows import filled_columns, recognised_headers
from briefing_app.excel.label_columns import ColumnKind, column_kinds, leading_labels
from briefing_app.excel.row_roles import RowRole, row_role, sampled, types_of
from briefing_app.excel.sheet_grid import SheetGrid, overlap
from briefing_app.model.cell_range import CellRange

_BUCKET = 64
_WIDE = 256  # columns
_COLUMNS_APART = 2
"""Visible blank columns over which figures still reach the labels at their left."""
_ROWS_APART = 2
"""Visible blank rows over which figures still reach the header above them."""
_NEAR = 64
"""Blocks before it, from the top, among which a block looks for the table that it continues."""
_LONGEST_BANNER = 120
"""Characters of a banner over rows; what is longer is a note."""


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a block is.

    figures: its columns of figures; headed and labelled: whether it says itself what they are.
    """

    cells: CellRange
    figures: tuple[int, ...]
    headed: bool
    labelled: bool


def joined_blocks(grid: SheetGrid, taken: Sequence[CellRange] = ()) -> list[CellRange]:
    """Return the blocks of a worksheet that hold figures, joined, top-left first."""
    beside = _joined_beside(grid, [_profile(grid, cells) for cells in blocks(grid, taken)])
    return [profile.cells for profile in _joined_below(grid, beside)]


def _profile(grid: SheetGrid, cells: CellRange) -> _Profile:
    rows = [r for r in grid.rows(cells.top, cells.bottom) if grid.has(r, cells.left, cells.right)]
    columns = filled_columns(grid, rows, cells)
    body = first_data(grid, rows, columns)
    if body is None:
        return _Profile(cells, (), headed=False, labelled=True)
    first, data = recognised_headers(grid, rows, columns)
    sample = sampled(rows[body:])
    kinds = column_kinds(grid, sample, columns)
    figures = tuple(
        column for column, kind in zip(columns, kinds, strict=True) if kind is ColumnKind.FIGURES
    )
    headed = first < data
    leading = next((kind for kind in kinds if kind is not ColumnKind.BLANK), ColumnKind.BLANK)
    labelled = leading is ColumnKind.TEXTS or (leading is ColumnKind.PERIODS and len(columns) > 1)
    if headed and not labelled and ColumnKind.TEXTS in kinds:
        labelled = leading_labels(grid, rows[first:data], sample, columns, kinds) > 1
    if not labelled and not headed and figures and kinds[-1] is ColumnKind.TEXTS:
        labelled = _all_differ(grid, sample, columns[-1])  # names that stand at the right
    labelled = labelled or heads_grid(grid, rows, data - 1, columns)
    if leading is ColumnKind.TEXTS and figures and _are_remarks(grid, sample, columns[0]):
        labelled = False
    return _Profile(cells, figures, headed, labelled)


def _all_differ(grid: SheetGrid, rows: Sequence[int], column: int) -> bool:
    cells = [grid.values[row].get(column) for row in rows]
    return len(cells) > 1 and None not in cells and len(set(cells)) == len(cells)


def _are_remarks(grid: SheetGrid, rows: Sequence[int], column: int) -> bool:
    """Return whether a column holds a letter or two that point to notes; labels would differ."""
    texts = [v for row in rows if isinstance(v := grid.values[row].get(column), str)]
    short = all(len(text.strip()) <= 2 for text in texts)
    return short and len(texts) > 1 and len(set(texts)) * 4 <= len(texts) * 3


def _joined_beside(grid: SheetGrid, profiles: Sequence[_Profile]) -> list[_Profile]:
    """Return the blocks with those that have no labels joined to what stands at their left."""
    joined = _ByRows()
    for profile in sorted(profiles, key=lambda item: (item.cells.left, item.cells.top)):
        left = None
        if _needs_left(grid, profile):
            left = _left_of(grid, joined.near(profile.cells), profile)
            if left is not None and (
                _has_same_header(grid, left, profile) or _is_of_another_kind(grid, left, profile)
            ):
                left = None
        if left is None:
            joined.add(profile)
        else:
            joined.remove(left)
            joined.add(_profile_of_both(grid, left, profile))
    return _without_overlaps(grid, _with_outer_labels(grid, joined))


def _profile_of_both(grid: SheetGrid, left: _Profile, profile: _Profile) -> _Profile:
    """Return what a block is with one joined at its right; a very wide one stays what it was.

    To look at all of it with every block that is joined would take the square of its width.
    """
    cells = _around(left.cells, profile.cells)
    if cells.columns <= _WIDE:
        return _profile(grid, cells)
    figures = tuple(sorted({*left.figures, *profile.figures}))
    return _Profile(cells, figures, left.headed, left.labelled)


def _with_outer_labels(grid: SheetGrid, found: _ByRows) -> list[_Profile]:
    """Return blocks with a column of labels that one blank column sets apart at their left."""
    listed = []
    for profile in found.listed():
        cells = profile.cells
        outer = [
            other.cells
            for other in (found.near(cells) if profile.figures else ())
            if other.cells.columns == 1
            and not other.figures
            and _stands_beside(grid, other.cells, cells)
            and other.cells.right < cells.left
            and grid.columns_apart(other.cells.right, cells.left) == 1
        ]
        listed.append(_profile(grid, _around(outer[0], cells)) if outer else profile)
    return listed


def _stands_beside(grid: SheetGrid, labels: CellRange, cells: CellRange) -> bool:
    """Return whether labels take the rows of a block; a header merged downwards is their first."""
    if labels.bottom != cells.bottom:
        return False
    return labels.top == cells.top or (
        cells.top < labels.top <= cells.top + _ROWS_APART
        and grid.has(cells.top, labels.left, labels.right)
    )


def _is_of_another_kind(grid: SheetGrid, left: _Profile, profile: _Profile) -> bool:
    """Return whether only one of two neighbours has a header, so that they are two tables."""
    begins = profile.cells.top <= left.cells.top
    partly = 0 < len(profile.figures) < profile.cells.columns
    if left.headed and begins and partly and not profile.headed:
        return left.cells.right < profile.cells.left
    pairs = bool(left.figures) and left.labelled and not left.headed and left.cells.columns > 1
    across = grid.filled(profile.cells.top, left.cells.left, left.cells.right)
    if across and across[0] > left.cells.left:
        return False  # the header begins above these figures: 1, 1000, 1820, 1821
    return pairs and profile.headed and left.cells.right < profile.cells.left


def _has_same_header(grid: SheetGrid, left: _Profile, profile: _Profile) -> bool:
    """Return whether a block begins with the header that the one at its left begins with, too."""
    if not (left.headed and profile.headed) or left.cells.right >= profile.cells.left:
        return False
    for row in grid.rows(profile.cells.top, profile.cells.bottom)[:6]:
        name = grid.value(row, profile.cells.left)
        if isinstance(name, str) and name == grid.value(row, left.cells.left):
            return len(grid.filled(row, profile.cells.left, profile.cells.right)) > 1
    return False


class _ByRows:
    """Profiles by the rows they stand in, so that neighbours are found without a full search."""

    def __init__(self) -> None:
        self._buckets: dict[int, dict[CellRange, _Profile]] = {}

    def _numbers(self, cells: CellRange) -> range:
        return range(cells.top // _BUCKET, cells.bottom // _BUCKET + 1)

    def add(self, profile: _Profile) -> None:
        for number in self._numbers(profile.cells):
            self._buckets.setdefault(number, {})[profile.cells] = profile

    def remove(self, profile: _Profile) -> None:
        for number in self._numbers(profile.cells):
            del self._buckets[number][profile.cells]

    def near(self, cells: CellRange) -> list[_Profile]:
        found: dict[CellRange, _Profile] = {}
        for number in self._numbers(cells):
            found |= self._buckets.get(number, {})
        return list(found.values())

    def listed(self) -> list[_Profile]:
        every: dict[CellRange, _Profile] = {}
        for bucket in self._buckets.values():
            every |= bucket
        return sorted(every.values(), key=lambda item: (item.cells.top, item.cells.left))


def _without_overlaps(grid: SheetGrid, profiles: Sequence[_Profile]) -> list[_Profile]:
    """Return joined blocks with those that grew into each other made one."""
    kept = _ByRows()
    for profile in profiles:
        cells = profile.cells
        while over := [other for other in kept.near(cells) if overlap(other.cells, cells)]:
            for other in over:
                kept.remove(other)
                cells = _around(cells, other.cells)
        kept.add(profile if cells == profile.cells else _profile(grid, cells))
    return kept.listed()


def _needs_left(grid: SheetGrid, profile: _Profile) -> bool:
    """Return whether a block has no names for its rows, or is one column of words."""
    if profile.figures:
        return not profile.labelled
    return profile.cells.columns == 1 or not any(
        kind is CellType.TEXT
        for row in grid.rows(profile.cells.top, profile.cells.bottom)[1:200]
        for kind in types_of(grid, row, (profile.cells.left,))
    )


def _left_of(grid: SheetGrid, found: Sequence[_Profile], profile: _Profile) -> _Profile | None:
    """Return the nearest block at the left, or around, that shares most of a block's rows."""
    cells = profile.cells
    best: _Profile | None = None
    for other in found:
        own = other.cells
        shared = min(own.bottom, cells.bottom) - max(own.top, cells.top) + 1
        if own.left > cells.left or shared * 3 < cells.rows:
            continue
        if own.right < cells.left and grid.columns_apart(own.right, cells.left) > _COLUMNS_APART:
            continue
        if not profile.figures and not (
            other.figures and own.top <= cells.top and cells.rows * 2 >= own.rows
        ):
            continue
        if best is None or own.right > best.cells.right:
            best = other
    return best


def _around(one: CellRange, other: CellRange) -> CellRange:
    return CellRange(
        one.sheet,
        min(one.top, other.top),
        min(one.left, other.left),
        max(one.bottom, other.bottom),
        max(one.right, other.right),
    )


def _joined_below(grid: SheetGrid, profiles: Sequence[_Profile]) -> list[_Profile]:
    """Return the blocks with those that have no header joined to the table above them."""
    done: list[_Profile] = []
    for profile in profiles:
        upper = _above(grid, done, profile)
        if upper is None:
            done.append(profile)
            continue
        done.remove(upper)
        cells = _around(upper.cells, profile.cells)
        inside = [other for other in done if overlap(other.cells, cells)]
        done = [other for other in done if other not in inside]
        figures = tuple(sorted({*upper.figures, *profile.figures}))
        done.append(_Profile(cells, figures, upper.headed, upper.labelled))
    return [profile for profile in done if profile.figures]


def _above(grid: SheetGrid, done: Sequence[_Profile], profile: _Profile) -> _Profile | None:
    """Return the table above that a block without a header continues, None when it is its own."""
    cells = profile.cells
    if profile.headed or not profile.figures:
        return None
    over = [
        other
        for other in done[-_NEAR:]
        if other.figures
        and other.cells.bottom < cells.top
        and other.cells.left <= cells.left
        and cells.right <= other.cells.right + 1
    ]
    if not over:
        return None
    upper = max(over, key=lambda other: other.cells.bottom)
    if _are_key_figures(grid, upper, profile):
        return None
    if len(set(profile.figures) & set(upper.figures)) * 2 < len(profile.figures):
        return None
    return upper if _only_banners(grid, upper.cells, cells) else None


def _are_key_figures(grid: SheetGrid, upper: _Profile, profile: _Profile) -> bool:
    """Return whether a block is pairs of a label and a figure below a much wider table.

    A row that continues a table has figures for most of its columns.
    """
    cells = profile.cells
    pairs = cells.columns == 2 and cells.rows > 1 and profile.labelled
    if not pairs or len(upper.figures) < _WIDER_THAN_PAIRS:
        return False
    whole = all(
        len(grid.filled(row, cells.left, cells.right)) == 2
        for row in grid.rows(cells.top, cells.bottom)
    )
    return whole and grid.rows_apart(upper.cells.bottom, cells.top) > 0


_WIDER_THAN_PAIRS = 4
"""Columns of figures from which on pairs below a table are none of its rows."""


def _is_banner(grid: SheetGrid, row: int, upper: CellRange, lower: CellRange) -> bool:
    """Return whether a row is a lone label over figures that touch it, in the table's columns."""
    filled = grid.filled(row, lower.left, lower.right)
    text = grid.values[row][filled[0]]
    if len(filled) > 1 or filled[0] != upper.left or row + 1 not in grid.values:
        return False
    columns = range(lower.left, lower.right + 1)
    data = row_role(grid, row + 1, columns) is RowRole.DATA
    return data and isinstance(text, str) and not is_annotation(text)


def _only_banners(grid: SheetGrid, upper: CellRange, lower: CellRange) -> bool:
    """Return whether nothing but blank rows and banners stands between two blocks."""
    last = upper.bottom
    for row in [*grid.rows(upper.bottom + 1, lower.top - 1), lower.top]:
        if row != lower.top and not grid.has(row, upper.left, upper.right):
            continue  # it is filled beside the table only
        if grid.rows_apart(last, row) > _ROWS_APART:
            return False
        if row == lower.top:
            # After two blank rows something else begins, unless figures go on at once.
            near = grid.rows_apart(last, row) < _ROWS_APART
            if not near and _is_banner(grid, row, upper, lower):
                return True
            return near or row_role(grid, row, range(lower.left, lower.right + 1)) is RowRole.DATA
        last = row
        filled = grid.filled(row, upper.left, upper.right)
        texts = [grid.values[row][column] for column in filled]
        if len(filled) > 2 or not all(
            isinstance(text, str) and len(text) <= _LONGEST_BANNER and not is_annotation(text)
            for text in texts
        ):
            return False
    return True

"""How well the table finder does on workbooks whose tables a person marked.

``python3 benchmarks/table_score.py DIR`` reads DIR/truth.json, lists the tables of each workbook
named there and compares: a table counts as found when intersection over union with the marked
range, or with another that the label accepts, is at least 0.9. ``--labels FILE`` takes the labels
from elsewhere (``benchmarks/labels/truth.json``, whose file names are relative to DIR);
``--misses`` lists what is wrong, ``--json`` prints one document.

What the numbers are worth: the rules are fixed, nothing is fitted when the score is computed, and
so a true leave-one-publisher-out does not exist. On workbooks that were looked at while the rules
were written, the numbers are *in-sample* and flatter. ``without X`` only shows how much one
publisher weighs, and ``worst`` which one fits least. What tells how the rules carry over is the
score of workbooks at first sight, before anything was mended for them; such numbers are kept
beside their labels (``first_sight`` in ``benchmarks/labels/first_sight.json``) and printed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing_app.errors import BriefingError
from briefing_app.excel.workbook_reader import parse_workbook
from briefing_app.model.cell_range import CellRange
from briefing_app.model.data_table import DataTable

ENOUGH = 0.9
"""Intersection over union from which on two ranges are the same table (issue 3)."""

Label = Mapping[str, object]


@dataclass(slots=True)
class Score:
    """Counts of one group of workbooks; a rate is right divided by all."""

    found: int = 0
    marked: int = 0
    right: int = 0
    listed: int = 0
    parts: dict[str, list[int]] = field(
        default_factory=lambda: {
            name: [0, 0] for name in ("header_rows", "header_cols", "title", "unit", "source")
        }
    )
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add another group's counts."""
        self.found += other.found
        self.marked += other.marked
        self.right += other.right
        self.listed += other.listed
        for name, (right, every) in other.parts.items():
            self.note(name, right, every)
        self.misses += other.misses

    def note(self, name: str, right: int, every: int = 1) -> None:
        """Count one part of a matched table."""
        self.parts[name][0] += right
        self.parts[name][1] += every

    def rates(self) -> dict[str, float | None]:
        """Return the rates, None where nothing was to be judged."""
        pairs = {"recall": (self.found, self.marked), "precision": (self.right, self.listed)}
        both = {**pairs, **{name: (r, n) for name, (r, n) in self.parts.items()}}
        return {name: round(r / n, 4) if n else None for name, (r, n) in both.items()}


def overlap_share(one: CellRange, other: CellRange) -> float:
    """Return intersection over union of two ranges on one sheet."""
    rows = min(one.bottom, other.bottom) - max(one.top, other.top) + 1
    columns = min(one.right, other.right) - max(one.left, other.left) + 1
    shared = max(0, rows) * max(0, columns)
    return shared / (one.rows * one.columns + other.rows * other.columns - shared)


def _texts(label: Label, key: str) -> list[str]:
    value = label.get(key)
    return [str(item) for item in value] if isinstance(value, list) else []


def _ranges(sheet: str, label: Label) -> list[CellRange]:
    return [
        CellRange.parse(sheet, text) for text in (str(label["range"]), *_texts(label, "alt_ranges"))
    ]


def _best(table: DataTable, ranges: Sequence[CellRange]) -> tuple[float, int]:
    shares = [overlap_share(table.cells, cells) for cells in ranges]
    return max((share, -index) for index, share in enumerate(shares))


def _plain(text: object) -> str:
    return re.sub(r"[\W_]+", " ", str(text)).casefold().strip()


def _same_text(marked: object, found: str) -> bool:
    """Return whether two texts say the same: one holds the other, punctuation aside."""
    one, other = _plain(marked), _plain(found)
    if not one or not other:
        return False
    close, tight = one.replace(" ", ""), other.replace(" ", "")
    return one in other or other in one or close in tight or tight in close


def _same_unit(marked: str, table: DataTable) -> bool:
    found = [table.unit, *(unit for unit in table.column_units if unit)]
    if marked.startswith(("mixed", "per column", "percent / count per column")):
        return any(found)
    signs = {"%": "percent", "€": "€"}
    if any(sign in marked and sign in unit for sign in signs for unit in found):
        return True
    return any(_same_text(marked, unit) for unit in found if unit)


def _matched(score: Score, sheet: str, label: Label, table: DataTable) -> None:
    """Judge the parts of a table whose range is right."""
    ranges = _ranges(sheet, label)
    chosen = ranges[-_best(table, ranges)[1]]
    where = f"{sheet}!{label['range']}"
    shift = chosen.top - ranges[0].top, chosen.left - ranges[0].left
    for name, moved, found in (
        ("header_rows", shift[0], table.header_height),
        ("header_cols", shift[1], table.header_width),
    ):
        accepted = {int(str(label[name])), *map(int, _texts(label, f"alt_{name}"))}
        accepted |= {max(0, count - moved) for count in accepted}
        score.note(name, found in accepted)
        if found not in accepted:
            score.misses.append(f"{where}: {name} {found}, marked {label[name]}")
    for name, found_text in (("title", table.title), ("source", table.source)):
        if label.get(name):
            same = _same_text(label[name], found_text)
            score.note(name, same)
            if not same:
                score.misses.append(f"{where}: {name} “{found_text}”, marked “{label[name]}”")
    if label.get("unit") and label.get("unit_shown", True):
        same = _same_unit(str(label["unit"]), table)
        score.note("unit", same)
        if not same:
            units = [table.unit, *dict.fromkeys(table.column_units)]
            score.misses.append(f"{where}: unit {units}, marked “{label['unit']}”")


def _split_matches(sheet: str, label: Label, tables: Sequence[DataTable]) -> list[DataTable]:
    """Return the tables that together are an accepted split; [] unless every part is there."""
    parts = [CellRange.parse(sheet, text) for text in _texts(label, "acceptable_split")]
    used = [
        next((t for t in tables if overlap_share(t.cells, part) >= ENOUGH), None) for part in parts
    ]
    found = [table for table in used if table is not None]
    return found if parts and len(found) == len(parts) else []


def _inside(cells: CellRange, sheet: str, entry: Label) -> bool:
    """Return whether a detection lies in what the label calls notes or context."""
    labels = entry.get("tables")
    texts = [str(t.get("notes_range") or "") for t in labels] if isinstance(labels, list) else []
    texts += _texts(entry, "context") or [str(entry.get("context") or "")]
    for text in filter(None, texts):
        notes = CellRange.parse(sheet, text)
        if notes.top <= cells.top and cells.bottom <= notes.bottom:
            return True
    return False


def score_sheet(entry: Label, tables: Sequence[DataTable]) -> Score:
    """Return the score of one labelled sheet. tables: what was found on it."""
    score, sheet = Score(), str(entry["sheet"])
    labels = entry["tables"] if isinstance(entry["tables"], list) else []
    whole = entry.get("alt_tables")
    left = list(tables)
    for alternative in [str(whole)] if isinstance(whole, str) else _texts(entry, "alt_tables"):
        ranges = [CellRange.parse(sheet, alternative)]
        if len(left) == 1 and _best(left[0], ranges)[0] >= ENOUGH:
            score.found, score.marked, score.right, score.listed = 1, 1, 1, 1
            return score
    for label in labels:
        ranges = _ranges(sheet, label)
        best = max(left, key=lambda table: _best(table, ranges)[0], default=None)
        matched = [best] if best and _best(best, ranges)[0] >= ENOUGH else []
        matched = matched or _split_matches(sheet, label, left)
        left = [table for table in left if all(table is not other for other in matched)]
        if label.get("optional"):
            continue
        score.marked += 1
        score.found += bool(matched)
        score.right += len(matched)
        score.listed += len(matched)
        if matched:
            _matched(score, sheet, label, matched[0])
        else:
            score.misses.append(f"{sheet}!{label['range']}: not found")
    extra = [table for table in left if not _inside(table.cells, sheet, entry)]
    if entry.get("complete", True):
        score.listed += len(extra)
        score.misses += [f"{table.cells}: not marked ({table.found_by})" for table in extra]
    return score


def publisher(file: str) -> str:
    """Return the group of a workbook: what stands before the first ``_`` of its name."""
    return Path(file).stem.partition("_")[0]


def score_folder(folder: Path, labels: Path) -> dict[str, Score]:
    """Return the score of each publisher's workbooks; one that cannot be read counts as empty."""
    entries = [
        entry
        for entry in json.loads(labels.read_text(encoding="utf-8"))["entries"]
        if not entry.get("ambiguous")
    ]
    groups: dict[str, Score] = {}
    for file in dict.fromkeys(str(entry["file"]) for entry in entries):
        own = [entry for entry in entries if entry["file"] == file]
        score = groups.setdefault(publisher(file), Score())
        tables = _tables(_found(folder, file), score)
        for entry in own:
            here = [table for table in tables if table.cells.sheet == entry["sheet"]]
            part = score_sheet(entry, here)
            part.misses = [f"{Path(file).name}: {miss}" for miss in part.misses]
            score.add(part)
    return groups


def _found(folder: Path, file: str) -> Path:
    """Return the path of a labelled file, whose name may begin with the folder's own."""
    path = folder / file
    return path if path.exists() else folder.parent / file


def _tables(path: Path, score: Score) -> tuple[DataTable, ...]:
    try:
        return parse_workbook(path.read_bytes(), path.name).tables
    except (BriefingError, OSError) as error:
        score.misses.append(f"{path.name}: cannot be read ({error})")
        return ()


def _total(scores: Sequence[Score]) -> Score:
    total = Score()
    for score in scores:
        total.add(score)
    return total


def report(groups: Mapping[str, Score]) -> dict[str, object]:
    """Return all rates: in total, of each publisher, without each publisher, and the worst."""
    total = _total(list(groups.values()))
    each = {name: score.rates() for name, score in groups.items()}
    without = {
        name: _total([score for other, score in groups.items() if other != name]).rates()
        for name in groups
    }
    worst: dict[str, tuple[str, float]] = {}
    for name, rates in each.items():
        for key, rate in rates.items():
            if rate is not None and (key not in worst or rate < worst[key][1]):
                worst[key] = (name, rate)
    return {
        "total": total.rates(),
        "marked": total.marked,
        "publishers": each,
        "without": without,
        "worst": {key: {"publisher": name, "rate": rate} for key, (name, rate) in worst.items()},
        "misses": total.misses,
    }


def _lines(document: Mapping[str, object], *, misses: bool) -> Iterator[str]:
    total = document["total"]
    keys = list(total) if isinstance(total, dict) else []
    yield f"{'':24}" + "".join(f"{key:>13}" for key in keys)
    rows: list[tuple[str, object]] = [("total", total)]
    for part in ("publishers", "without"):
        group = document[part]
        if isinstance(group, dict):
            prefix = "without " if part == "without" else ""
            rows += [(prefix + name, rates) for name, rates in group.items()]
    for name, rates in rows:
        if isinstance(rates, dict):
            cells = ("-" if rates[key] is None else f"{rates[key]:.3f}" for key in keys)
            yield f"{name[:24]:24}" + "".join(f"{cell:>13}" for cell in cells)
    yield "In-sample wherever the rules were written with these workbooks in view; at first sight:"
    seen = document.get("first_sight")
    for name, rates in seen.items() if isinstance(seen, dict) and seen else [("not noted", {})]:
        yield f"  {name}: " + ", ".join(f"{key} {rate:.3f}" for key, rate in rates.items())
    worst = document["worst"]
    if isinstance(worst, dict):
        for key, found in worst.items():
            yield f"worst {key}: {found['publisher']} {found['rate']:.3f}"
    if misses and isinstance(document["misses"], list):
        yield from map(str, document["misses"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the score of a folder of labelled workbooks; exit 1 when the labels are missing."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=Path, help="default: FOLDER/truth.json")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    labels = options.labels or options.folder / "truth.json"
    if not labels.is_file():
        print(f"There are no labels at {labels}.", file=sys.stderr)
        return 1
    about = json.loads(labels.read_text(encoding="utf-8")).get("about", {})
    seen = about.get("first_sight", {}) if isinstance(about, dict) else {}
    document = {**report(score_folder(options.folder, labels)), "first_sight": seen}
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(document, misses=options.misses)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""From an exhibit request and its data table to a chart or table specification."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing_app.charts.chart_writer import can_chart
from briefing_app.errors import Place
from briefing_app.model.bound_text import BoundText
from briefing_app.model.briefing import ChosenExhibit
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.model.chart_spec import ChartKind
from briefing_app.model.data_table import DataTable
from briefing_app.model.exhibit_options import OPTIONS, option_named, options_named
from briefing_app.model.exhibit_spec import ExhibitSpec, TextExhibit
from briefing_app.model.finding import Finding, error, info, warning
from briefing_app.model.labels import table_said
from briefing_app.model.slide_plan import BoundValue
from briefing_app.model.typography import set_text
from briefing_app.story.chart_choice import (
    KINDS,
    TABLE,
    TEXT_KINDS,
    Choice,
    choose_kind,
    kind_named,
    nearest_kinds,
    ranked_kinds,
)
from briefing_app.story.chart_specs import chart_spec
from briefing_app.story.column_roles import Cross, cross, without_common_headers
from briefing_app.story.exhibit_wish import Wish
from briefing_app.story.plain_text import Wording
from briefing_app.story.table_specs import table_spec
from briefing_app.story.text_exhibits import in_language, text_exhibit
from briefing_app.story.text_kinds import suits_texts


@dataclass(frozen=True, slots=True)
class MadeExhibit:
    """A specification, or None when nothing can be shown, and what there is to say about it.

    title_values: the bound values of its title.
    """

    spec: ExhibitSpec | None
    findings: tuple[Finding, ...] = ()
    title_values: tuple[BoundValue, ...] = ()


def _unknown_options(chosen: ChosenExhibit) -> list[Finding]:
    return [
        warning(
            "option-unknown",
            f"The option “{name}” is not known.",
            f"Known options: {', '.join(OPTIONS)}.",
            chosen.request.place,
        )
        for name, _ in chosen.request.options
        if option_named(name) not in OPTIONS
    ]


def _kind(chosen: ChosenExhibit, data: Cross) -> tuple[str, list[Finding]]:
    asked = chosen.request.kind
    place = chosen.request.place
    if asked:
        kind = kind_named(asked)
        if kind:
            return kind, []
        near = ", ".join(f"“{name}”" for name in nearest_kinds(asked))
        choice = choose_kind(data)
        remedy = f"Write one of {near}; until then it is a {choice.kind}."
        return choice.kind, [
            error("kind-unknown", f"There is no exhibit “{asked}”.", remedy, place)
        ]
    choice = choose_kind(data)
    remedy = "Name another kind in the Exhibits sheet if you prefer one."
    return choice.kind, [info("kind-chosen", f"Chosen: {choice.reason}.", remedy, place)]


def _wish(
    chosen: ChosenExhibit, table: DataTable, shared: str, wording: Wording, message: str
) -> tuple[Wish, BoundText, list[Finding]]:
    request, language = chosen.request, wording.language
    # Braces in a client's own headings are braces; in what was written for slides they are values.
    title = wording.set(request.title.in_language(language), request.place)
    unit = wording.set(request.unit.in_language(language), request.place)
    named = ", ".join(part for part in (table.title, shared) if part)
    wish = Wish(
        table=table,
        asked=options_named(request.options),
        title=title.text or set_text(named, language),
        unit=unit.text,
        language=language,
        message=message,
        place=Place(file=table.workbook.name, sheet=table.cells.sheet, cell=table.cells.address),
        words=wording.words,
    )
    return wish, title, [*title.findings, *unit.findings]


def make_exhibit(chosen: ChosenExhibit, wording: Wording, *, message: str) -> MadeExhibit:
    """Return what an exhibit shows. message: the action title that it serves."""
    if chosen.table is None:
        return MadeExhibit(None)
    table, shared = _as_said(chosen.table, wording)
    wish, title, findings = _wish(chosen, table, shared, wording, message)
    made = _made(chosen, table, wish, findings)
    return replace(made, title_values=title.values)


def _as_said(table: DataTable, wording: Wording) -> tuple[DataTable, str]:
    """Return a table in the briefing's words and language, and what all its headers share."""
    return without_common_headers(in_language(table_said(table, wording.words), wording.language))


def possible_kinds(chosen: ChosenExhibit, wording: Wording) -> tuple[str, ...]:
    """Return the kinds (of KINDS, in that order) that are worth offering for an exhibit.

    What can be drawn of its data and says something of it; others may still be asked for by name.
    """
    offered = {choice.kind for choice in kind_choices(chosen, wording)}
    return tuple(kind for kind in KINDS if kind in offered)


def kind_choices(chosen: ChosenExhibit, wording: Wording) -> tuple[Choice, ...]:
    """Return the kinds that are worth offering for an exhibit, with reasons, the best first."""
    if chosen.table is None:
        return ()
    table, shared = _as_said(chosen.table, wording)
    wish, _, _ = _wish(chosen, table, shared, wording, "")
    data = cross(table, wish.language)
    charts = [choice for choice in ranked_kinds(data) if _can_be_shown(choice.kind, wish, data)]
    texts = [
        Choice(kind, f"the columns say something as {kind}")
        for kind in TEXT_KINDS
        if suits_texts(TextExhibit(kind), table, data, wish.language)
    ]
    return (*charts, *texts)


def _can_be_shown(kind: str, wish: Wish, data: Cross) -> bool:
    if kind == TABLE:
        return bool(wish.table.row_count and wish.table.columns)
    chart, _ = chart_spec(ChartKind(kind), wish, data)
    return chart is not None and can_chart(chart) is None


def _made(
    chosen: ChosenExhibit, table: DataTable, wish: Wish, findings: list[Finding]
) -> MadeExhibit:
    data = cross(table, wish.language)
    kind, found = _kind(chosen, data)
    findings = [*findings, *found, *_unknown_options(chosen), *_doubtful_cells(table)]
    if kind in TEXT_KINDS:
        texts, found = text_exhibit(TextExhibit(kind), wish)
        findings += found
        if texts is not None:
            return MadeExhibit(texts, tuple(findings))
        kind = TABLE  # what cannot be set as asked for can still be read
    if kind == TABLE:
        spec, found = table_spec(wish, data)
        return MadeExhibit(spec, (*findings, *found))
    chart, found = chart_spec(ChartKind(kind), wish, data)
    findings += found
    why = can_chart(chart) if chart is not None else None
    if chart is None or why is not None:
        # What cannot be drawn can still be read.
        spec, found = table_spec(wish, data)
        told = [replace(why, place=wish.place)] if why else []
        return MadeExhibit(spec, (*findings, *told, *found))
    return MadeExhibit(chart, tuple(findings))


def _doubtful_cells(table: DataTable) -> list[Finding]:
    """Return a finding for each error value that would be shown; a summary has told its own."""
    if table.computed:
        return []
    return [
        error(
            "error-value",
            f"The cell holds the error {value.text}.",
            "Correct the formula in Excel, save and build again.",
            Place(table.workbook.name, table.cells.sheet, table.address(row, number)),
        )
        for number, column in enumerate(table.columns)
        for row, value in enumerate(column.values)
        if isinstance(value, Missing) and value.kind is MissingKind.ERROR
    ]

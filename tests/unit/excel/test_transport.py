from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from briefing_app.errors import Place
from briefing_app.excel.transport import from_json, to_json
from briefing_app.excel.workbook_content import SheetContext, WorkbookContent
from briefing_app.model.cell_range import CellRange
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.model.data_table import (
    Column,
    DataTable,
    FoundBy,
    Orientation,
    TableKind,
    Workbook,
)
from briefing_app.model.finding import Finding, Severity
from briefing_app.model.topic import ExhibitRequest, KeyMessage, Text, Topic

TEXTS = st.text(max_size=8)
COUNTS = st.integers(0, 1 << 20)
TUPLES = st.lists(TEXTS, max_size=3).map(tuple)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple)
VALUES = (
    st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | st.booleans()
    | st.datetimes().map(lambda moment: moment.replace(fold=0))
    | st.builds(Missing, st.sampled_from(MissingKind), TEXTS)
)
WORKBOOK = Workbook("book.xlsx", "abc")
SPANS = st.lists(st.tuples(COUNTS, COUNTS), max_size=3).map(tuple)
LANGUAGES = st.builds(Text, TEXTS, PAIRS)
PLACES = st.builds(Place, TEXTS, TEXTS, TEXTS, COUNTS, TEXTS)


@st.composite
def tables(draw: st.DrawFn) -> DataTable:
    rows = draw(st.lists(COUNTS, unique=True, max_size=6).map(sorted))

    def column(index: int) -> Column:
        values = tuple(draw(VALUES) for _ in rows)
        formats = tuple(draw(st.sampled_from(["General", "0.0%"])) for _ in rows)
        return Column(draw(TUPLES), values, formats, index)

    return DataTable(
        id=draw(TEXTS),
        name=draw(TEXTS),
        cells=CellRange(draw(TEXTS), *(draw(COUNTS) for _ in range(4))),
        header_rows=draw(COUNTS),
        header_cols=draw(COUNTS),
        columns=tuple(column(index) for index in range(draw(st.integers(0, 3)))),
        found_by=draw(st.sampled_from(FoundBy)),
        workbook=WORKBOOK,
        title=draw(TEXTS),
        unit=draw(TEXTS),
        source=draw(TEXTS),
        notes=draw(TUPLES),
        total_rows=tuple(draw(st.lists(COUNTS, max_size=3))),
        hidden_rows=draw(COUNTS),
        hidden_columns=draw(COUNTS),
        row_numbers=tuple(rows),
        kind=draw(st.sampled_from(TableKind)),
        orientation=draw(st.sampled_from(Orientation)),
        header_height=draw(COUNTS),
        header_width=draw(COUNTS),
        column_units=draw(TUPLES),
        row_levels=tuple(draw(COUNTS) for _ in rows),
    )


TOPICS = st.builds(
    Topic,
    id=TEXTS, headline=LANGUAGES, standfirst=LANGUAGES, section=LANGUAGES, author=TEXTS,
    date=TEXTS, tags=TUPLES, related=TUPLES, source=LANGUAGES, layout=TEXTS, owner=TEXTS,
    expires=TEXTS, extra=PAIRS, place=PLACES, proposed=st.booleans(),
    messages=st.lists(st.builds(KeyMessage, LANGUAGES, LANGUAGES, PLACES), max_size=2).map(tuple),
    exhibits=st.lists(
        st.builds(
            ExhibitRequest, kind=TEXTS, data=TEXTS, headline=LANGUAGES, title=LANGUAGES,
            unit=LANGUAGES, source=LANGUAGES, options=PAIRS, place=PLACES,
        ),
        max_size=2,
    ).map(tuple),
)  # fmt: skip
CONTENTS = st.builds(
    WorkbookContent,
    workbook=st.just(WORKBOOK),
    tables=st.lists(tables(), max_size=2).map(tuple),
    referenced=st.lists(st.tuples(TEXTS, tables()), max_size=2).map(tuple),
    topics=st.lists(TOPICS, max_size=2).map(tuple),
    has_library=st.booleans(),
    labels=st.lists(st.tuples(TEXTS, LANGUAGES), max_size=2).map(tuple),
    contexts=st.lists(
        st.builds(
            SheetContext,
            TEXTS,
            SPANS,
            SPANS,
            COUNTS,
            COUNTS,
            st.lists(st.tuples(COUNTS, COUNTS, TEXTS, st.booleans()), max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    title=TEXTS,
    author=TEXTS,
    findings=st.lists(
        st.builds(Finding, TEXTS, st.sampled_from(Severity), TEXTS, TEXTS, PLACES), max_size=2
    ).map(tuple),
)


@given(CONTENTS)
def test_a_content_comes_back_as_it_went(content: WorkbookContent) -> None:
    wire = json.dumps(to_json(content), allow_nan=False)
    back = from_json(json.loads(wire))
    assert back == content
    assert repr(back) == repr(content)  # 1.0 and True are equal, but not the same

"""Bound values: what they print, what they are bound to, and what is said when they cannot be."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing_app.errors import Place
from briefing_app.facts.expressions import evaluator
from briefing_app.model.bound_text import BoundText
from briefing_app.model.cell_value import Missing, MissingKind
from briefing_app.model.data_table import DataTable
from briefing_app.model.finding import Severity
from briefing_app.model.number_text import number_text

Fill = Callable[..., BoundText]
MakeGrid = Callable[..., DataTable]
PLACE = Place("Library.xlsx", "Messages", "D4")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2212", "-")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Revenue was {Revenue[2024]}.", "Revenue was 1,234.5."),
        ("{2024[Revenue]}", "1,234.5"),
        ("{revenue['2024'] | #,##0}", "1,235"),
        ("{Costs[2019]}", "800.0"),
        ("{Revenue[2024] / Revenue[2019] - 1 | +0%}", "+23%"),
        ("{Revenue[2019] / Revenue[2024] - 1 | +0.0%}", "-19.0%"),
        ("{Revenue[2019] / Revenue[2019] - 1 | +0.0%}", "0.0%"),
        ("{Revenue[2024] / Revenue[2019] - 1}", "0.235"),
        ("{Revenue[2024] - Revenue[2019]}", "234.5"),
        ("{Revenue[2024] * 2}", "2,469.0"),
        ("{-Revenue[2024]}", "-1,234.5"),
        ("{cagr(Revenue[2019:2024])}", "4.3%"),
        ("{cagr(Revenue[2019], Revenue[2024]) | 0.00%}", "4.30%"),
        ("{growth(Revenue[2019:2024])}", "23.5%"),
        ("{growth(Revenue[2024:2019])}", "-19.0%"),
        ("{sum(Revenue[2019:2024])}", "3,334.5"),
        ("{avg(Revenue[2019:2024]) | 0}", "1112"),
        ("{min(Revenue[2019:2024])} to {max(Revenue[2019:2024])}", "1,000.0 to 1,234.5"),
        ("{count(Revenue[2019:2024])}", "3"),
        ("{first(Revenue)}", "1,000.0"),
        ("{share(Costs[2019], Revenue[2019])}", "80.0%"),
        ("{Status[2019]}", "on track"),
        ("{Status[2025]}", "TRUE"),
        ("{sum(2024.0) | 0} {5% + 1} {-2^2} {2^3^2} {7/2}", "2024 1.05 4 64 3.5"),
        ("{Revenue[2024] | bn} {Revenue[2024] | 0 auto €} {Revenue[2024] | #,##0 k}",
         "1.2 bn €1 bn 1,234,500 k"),
        ('{Revenue[2024] | #,##0.0 "million"}', "1,234.5 million"),
        ("{Accounts > Revenue[2024]}", "1,234.5"),
        ("{{braces}} and {Revenue[2024]}", "{braces} and 1,234.5"),
    ],
)  # fmt: skip
def test_what_a_value_prints(text: str, printed: str, accounts: DataTable, fill: Fill) -> None:
    filled = fill(text, accounts)
    assert plain(filled.text) == printed
    assert filled.findings == ()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{'Europe' > 'Germany'['GDP' > 2024]}", "2,0"),
        ("{France['GDP 2024']}", "3,0"),
        ("{'Europe, France'['GDP' > 2024]}", "3,0"),
        ('{rank("France", GDP[2024])}', "2"),
        ("{rank(China, GDP[2024])}", "1"),
        ('{rank("China", GDP[2024], 1)}', "4"),
        ('{share("China", GDP[2024])}', "33,3 %"),
        ("{total(GDP[2024])} {sum(GDP[2024])}", "12,0 12,0"),
        ("{sum(Europe['GDP' > 2024])}", "5,0"),
        ("{sum(China['GDP' > 2019:2024])}", "7,0"),
        ("{cagr(China[GDP]) | 0.0%}", "5,9 %"),
        ("{Total['GDP' > 2024] | auto}", "12,0 Mrd."),
        ("{Economies > China['GDP' > 2024]}", "4,0"),
        ("{max(GDP[2024])}", "4,0"),
    ],
)
def test_paths_and_items(text: str, printed: str, economies: DataTable, fill: Fill) -> None:
    filled = fill(text, economies, language="de")
    assert (plain(filled.text), filled.findings) == (printed, ())


@pytest.mark.parametrize(
    ("formula", "code", "said"),
    [
        ("Costs[2020]", "bound-not-available", "Data!C5 says “n/a”"),
        ("Profit[2024]", "bound-suppressed", "Data!D6 says “(D)”"),
        ("Profit[2020]", "bound-error", "Data!C6 holds the error #DIV/0!"),
        ("Revenue[2025]", "bound-uncalculated", "Data!E4 holds a formula"),
        ("Status[2024]", "bound-blank", "Data!D7 is empty"),
        ("Status[2019] + 1", "bound-not-a-number", "Data!B7 holds “on track”"),
        ("sum(Revenue)", "bound-uncalculated", "Data!E4"),
        ("avg(Costs[2019:2024])", "bound-not-available", "Data!C5"),
        ("max(Profit)", "bound-error", "Data!C6"),
        ("Revenu[2024]", "bound-label-unknown", "Did you mean “Revenue”?"),
        ("Revenue[2023]", "bound-label-unknown", "“2023” in Data!A3:E7"),
        ("Revenue[Costs]", "bound-label-unknown", "No table has both labels"),
        ("Revenue", "bound-many-cells", "names 4 cells, Data!B4 to Data!E4"),
        ("foo(1)", "bound-function-unknown", "sum, avg, min"),
        ("a.__class__()", "bound-function-unknown", "a.__class__"),
        ("Revenue[2024] / Profit[2025]", "bound-division-by-zero", "Data!E6"),
        ("1 / 0", "bound-division-by-zero", "divides by zero"),
        ("0 ^ -1", "bound-division-by-zero", "divides by zero"),
        ("share(Revenue[2024], Profit[2025])", "bound-division-by-zero", "Data!E6"),
        ("10 ^ 400", "bound-too-large", "too large"),
        ("9" * 400, "bound-too-large", "too large"),
        ("10 ^ 300 * 10 ^ 300", "bound-too-large", "too large"),
        ("(0 - 8) ^ 0.5", "bound-argument", "root of a negative"),
        ("sum()", "bound-argument", "no arguments"),
        ('sum("Revenue")', "bound-argument", "cannot take the text “Revenue”"),
        ('"Revenue"', "bound-argument", "no figure"),
        ("rank(1, 2)", "bound-argument", "needs a row or column"),
        ('rank("Revenue")', "bound-argument", "takes an item"),
        ('rank("Revenue", Costs[2024], 1, 2)', "bound-argument", "takes an item"),
        ('rank("Sales", 7)', "bound-argument", "needs a row or column"),
        ("cagr(1, 2)", "bound-argument", "whose labels tell the years"),
        ("cagr(Revenue[2024:2019])", "bound-argument", "rising years"),
        ("cagr(Revenue[2024])", "bound-argument", "first and a last"),
        ("growth(Profit[2025], Costs[2025])", "bound-argument", "starts from 0 (Data!E6)"),
        ("total(1)", "bound-argument", "takes one row"),
        ("sum(2024)", "bound-argument", "Write '2024' for the row or column"),
        ("2024", "bound-argument", "2024.0 for the number"),
        ("share(1)", "bound-argument", "two arguments"),
        ("Revenue[2024] | xyz", "bound-format", "“xyz”"),
        ("Revenue[2024] | yyyy", "bound-format", "does not show a number"),
        ("Revenue[2024] | ;;;", "bound-empty", "prints nothing"),
        ("Revenue[2024] - Revenue[2019] | 0%", "bound-unit", "no percentage"),
        ("Revenue[2024", "bound-syntax", "“]” is missing"),
        ("Total revenue[2024]", "bound-syntax", "single quotes"),
        ("", "bound-syntax", "ends early"),
    ],
)
def test_what_cannot_be_computed_is_said_and_the_text_left_out(
    formula: str, code: str, said: str, accounts: DataTable, fill: Fill
) -> None:
    filled = fill(f"Before {{{formula}}} after.", accounts)
    assert (filled.text, filled.values) == ("", ())
    (finding,) = filled.findings
    assert (finding.code, finding.severity, finding.place) == (code, Severity.ERROR, PLACE)
    assert said in f"{finding.message} {finding.remedy}"
    assert "{" + formula.partition(" | ")[0] in finding.message


def test_a_loose_brace_is_a_finding(fill: Fill) -> None:
    filled = fill("Revenue[2024]}")
    assert (filled.text, [f.code for f in filled.findings]) == ("", ["bound-brace"])
    assert filled.findings[0].place == PLACE


def test_without_a_table_a_label_is_nothing_but_arithmetic_is_something(fill: Fill) -> None:
    assert [f.code for f in fill("{Revenue[2024]}").findings] == ["bound-no-table"]
    assert fill("{2 + 2}").text == "4"


def test_all_values_that_fail_are_said_at_once(accounts: DataTable, fill: Fill) -> None:
    filled = fill("{Costs[2020]} {Revenue[2024]} {Profit[2020]}", accounts)
    assert filled.text == ""
    assert [f.code for f in filled.findings] == ["bound-not-available", "bound-error"]


def test_a_double_label_lists_its_candidates_with_their_cells(
    economies: DataTable, fill: Fill
) -> None:
    (finding,) = fill("{Germany['GDP' > 2024]}", economies).findings
    assert finding.code == "bound-label-double"
    assert "'Europe' > 'Germany'['GDP' > '2024'] in Data!D4" in finding.message
    assert "'Asia' > 'Germany'['GDP' > '2024'] in Data!D7" in finding.message
    (finding,) = fill("{China[2024]}", economies).findings
    assert finding.code == "bound-label-double"
    (finding,) = fill('{rank("Germany", GDP[2024])}', economies).findings
    assert finding.code == "bound-label-double"
    (finding,) = fill('{rank("Brazil", GDP[2024])}', economies).findings
    assert finding.code == "bound-label-unknown"


def test_a_label_that_is_a_row_and_a_column_is_double(make_grid: MakeGrid, fill: Fill) -> None:
    table = make_grid([("A",), ("B",)], {("A",): [1.0, 2.0], ("B",): [3.0, 4.0]})
    (finding,) = fill("{A[B]}", table).findings
    assert finding.code == "bound-label-double"
    assert "Data!C4" in finding.message
    assert "Data!B5" in finding.message


def test_the_first_table_that_knows_a_label_is_taken(make_grid: MakeGrid, fill: Fill) -> None:
    first = make_grid([("Asia",)], {("2024",): [1.0]}, title="Sales")
    second = make_grid(
        [("Asia",), ("Europe",)], {("2024",): [7.0, 9.0]}, title="Costs", sheet="Costs"
    )
    assert fill("{Asia[2024]} {Europe[2024]}", first, second).text == "1.0 9.0"
    assert fill("{'Costs' > Asia[2024]}", first, second).text == "7.0"
    assert fill("{sum(Costs[2024])}", first, second).text == "16.0"


def test_what_compares_leaves_out_what_has_no_figure_and_says_so(
    accounts: DataTable, fill: Fill
) -> None:
    filled = fill("{max(Costs)}", accounts)
    assert filled.text == "900.0"
    assert [(f.code, f.severity) for f in filled.findings] == [("bound-gaps", Severity.INFO)]
    assert "Data!C5" in filled.findings[0].message


def test_years_may_stand_apart_and_in_rows(make_grid: MakeGrid, fill: Fill) -> None:
    table = make_grid([(2010.0,), (2020.0,)], {("Sales",): [100.0, 200.0]})
    assert fill("{cagr(Sales) | 0.00%}", table).text == "7.18%"
    assert fill("{cagr(Sales[2010:2020]) | 0.00%}", table).text == "7.18%"
    short = make_grid([("Sales",)], {("FY19",): [100.0], ("FY21",): [121.0]})
    assert fill("{cagr(Sales)}", short).text == "10.0%"


def test_totals_and_headings_are_no_items(make_grid: MakeGrid, fill: Fill) -> None:
    blank = Missing(MissingKind.BLANK)
    table = make_grid(
        [("Europe",), ("Spain",), ("Italy",), ("Total",)],
        {("2023",): [blank, 1.0, 2.0, 3.0], ("2024",): [blank, 3.0, 5.0, 8.0],
         ("Total",): [blank, 4.0, 7.0, 11.0]},
        total_rows=(3,),
    )  # fmt: skip
    assert fill(
        "{sum(2024)} {sum(Spain)} {total(Spain)}".replace("2024", "'2024'"), table
    ).text == ("8.0 4.0 4.0")
    assert fill("{sum(Spain[2023:'Total'])}", table).text == "8.0"
    assert fill("{sum('2024'['Spain':'Total'])}", table).text == "16.0"


def test_dates_print_as_dates(make_grid: MakeGrid, fill: Fill) -> None:
    day = datetime.datetime.fromisoformat("2024-03-05")
    table = make_grid([("Start",)], {("Date",): [day]}, number_format="d mmm yyyy")
    assert plain(fill("{Start[Date]} {Start[Date] | yyyy}", table).text) == "5 Mar 2024 2024"
    assert [f.code for f in fill("{Start[Date] | 0}", table).findings] == ["bound-format"]
    rows = make_grid([(day,)], {("Rate",): [4.5]})
    assert fill("{Rate['2024-03-05']}", rows).text == "4.5"


def test_a_text_of_a_cell_is_printed_on_one_line(make_grid: MakeGrid, fill: Fill) -> None:
    table = make_grid([("A",)], {("Note",): [" on\n\x01 track\u00a0{B} "]})
    assert fill("{A[Note]}", table).text == "on track\u00a0{B}"


def test_figures_of_different_units_are_not_added(make_grid: MakeGrid, fill: Fill) -> None:
    small = make_grid([("Sales",)], {("2024",): [1200.0]}, unit="€ m")
    large = make_grid([("Debt",)], {("2024",): [3.0]}, unit="€ bn", sheet="Debt")
    (finding,) = fill("{Sales[2024] + Debt[2024]}", small, large).findings
    assert finding.code == "bound-unit"
    assert "“€ m”" in finding.message
    assert fill("{Sales[2024] / Debt[2024] | 0%}", small, large).text == ""
    assert fill("{Debt[2024] * 1000 / Sales[2024]}", small, large).text == "2.5"


def test_a_scale_word_takes_the_units_scale_into_account(make_grid: MakeGrid, fill: Fill) -> None:
    def shown(unit: str, number_format: str = "0") -> str:
        table = make_grid(
            [("Sales",)], {("2024",): [1234.0]}, unit=unit, number_format=number_format
        )
        filled = fill("{Sales[2024] | 0.0 auto}", table)
        return plain(filled.text) or filled.findings[0].code

    assert shown("€") == "1.2 k"
    assert shown("€ m") == "1.2 bn"
    assert shown("m") == "bound-unit"
    assert shown("€ k", "0,") == "1.2 k"
    by_row = make_grid([("Sales (€ bn)",)], {("2024",): [5.0]}, unit="€ m")
    assert plain(fill("{'Sales (€ bn)'[2024] | auto}", by_row).text) == "5.0 bn"


def test_a_value_is_bound_to_its_cells(accounts: DataTable, fill: Fill) -> None:
    filled = fill("Up {Revenue[2024] / Revenue[2019] - 1 | +0%} to {Revenue[2024]}", accounts)
    rate, amount = filled.values
    assert filled.text[rate.start : rate.end] == "+23%"
    assert filled.text[amount.start : amount.end] == "1,234.5"
    assert rate.formula == "Revenue[2024] / Revenue[2019] - 1 | +0%"
    assert float(rate.value) == pytest.approx(0.2345)
    assert amount.value == "1234.5"
    (origin,) = rate.origins
    assert (origin.workbook, origin.sha256) == ("Data.xlsx", "ab" * 32)
    assert origin.cells == "Data!B4, Data!D4"
    (cell,) = amount.cells
    assert (cell.address, cell.row_path, cell.column_path) == ("D4", ("Revenue",), ("2024",))
    (whole,) = fill("{sum(Revenue[2019:2024])}", accounts).values
    assert whole.origins[0].cells == "Data!B4:D4"


def test_many_cells_are_bound_as_a_range(make_grid: MakeGrid, fill: Fill) -> None:
    table = make_grid([(f"Item {i}",) for i in range(500)], {("Sales",): [1.0] * 500})
    (value,) = fill("{sum(Sales)}", table).values
    assert value.cells == ()
    assert value.origins[0].cells == "Data!B4:B503"


NAMES = [f"R{i}" for i in range(6)]
YEARS = [str(year) for year in range(2019, 2024)]
finite = st.floats(-1e9, 1e9, allow_subnormal=False).map(lambda value: round(value, 4))
grids = st.lists(
    st.lists(finite, min_size=len(YEARS), max_size=len(YEARS)),
    min_size=len(NAMES),
    max_size=len(NAMES),
)


def _leaf() -> st.SearchStrategy[tuple[str, str]]:
    """Return a formula and the Python that computes the same from ``v[row][column]``."""
    cell = st.tuples(st.integers(0, 5), st.integers(0, 4))
    by_row = cell.map(lambda at: (f"{NAMES[at[0]]}[{YEARS[at[1]]}]", f"v[{at[0]}][{at[1]}]"))
    by_column = cell.map(lambda at: (f"{YEARS[at[1]]}[{NAMES[at[0]]}]", f"v[{at[0]}][{at[1]}]"))
    number = st.integers(0, 999).map(lambda n: (f"{n}", f"{n}.0"))
    percent = st.integers(0, 99).map(lambda n: (f"{n}%", f"({n}/100)"))
    return by_row | by_column | number | percent | _call()


def _call() -> st.SearchStrategy[tuple[str, str]]:
    functions = st.sampled_from(
        [("sum", "math.fsum"), ("min", "min"), ("max", "max"), ("count", "float_len"),
         ("avg", "mean"), ("first", "first"), ("last", "last"), ("total", "math.fsum")]
    )  # fmt: skip
    ranges = st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(0, 4))

    def written(function: tuple[str, str], at: tuple[int, int, int]) -> tuple[str, str]:
        row, start, end = at
        step = 1 if start <= end else -1
        cells = ", ".join(f"v[{row}][{i}]" for i in range(start, end + step, step))
        return (
            f"{function[0]}({NAMES[row]}[{YEARS[start]}:{YEARS[end]}])",
            f"{function[1]}([{cells}])",
        )

    return st.builds(written, functions, ranges)


def _joined(inner: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    def operation(left: tuple[str, str], sign: str, right: tuple[str, str]) -> tuple[str, str]:
        return f"({left[0]} {sign} {right[0]})", f"({left[1]} {sign} {right[1]})"

    negative = inner.map(lambda pair: (f"-{pair[0]}", f"(0.0-{pair[1]})"))
    return st.builds(operation, inner, st.sampled_from("+-*/"), inner) | negative


@given(grids, st.recursive(_leaf(), _joined, max_leaves=8))
def test_a_plain_recomputation_agrees(
    make_grid: MakeGrid, grid: list[list[float]], pair: tuple[str, str]
) -> None:
    formula, python = pair
    table = make_grid(
        [(name,) for name in NAMES],
        {(year,): [row[i] for row in grid] for i, year in enumerate(YEARS)},
    )
    names = {
        "v": grid,
        "math": math,
        "float_len": lambda cells: float(len(cells)),
        "mean": lambda cells: math.fsum(cells) / len(cells),
        "first": lambda cells: cells[0],
        "last": lambda cells: cells[-1],
    }
    filled = evaluator()("{" + formula + " | 0.0000}", [table], "en", PLACE)
    try:
        wanted = float(eval(python, names))  # noqa: S307 - built above from numbers alone
    except ZeroDivisionError:
        assert [finding.code for finding in filled.findings] == ["bound-division-by-zero"]
        return
    assume(math.isfinite(wanted))
    assert filled.findings == ()
    assert float(filled.values[0].value) == wanted
    assert filled.text == number_text(wanted, "0.0000")


@given(grids, st.integers(0, 4), st.integers(0, 5))
def test_rank_and_share_agree_with_sorting_and_summing(
    make_grid: MakeGrid, grid: list[list[float]], year: int, row: int
) -> None:
    table = make_grid(
        [(name,) for name in NAMES],
        {(y,): [cells[i] for cells in grid] for i, y in enumerate(YEARS)},
        title="Sales",
    )
    column = [cells[year] for cells in grid]
    text = f'{{rank("{NAMES[row]}", Sales[{YEARS[year]}])}}'
    filled = evaluator()(text, [table], "en", PLACE)
    assert int(filled.text) == sorted(column, reverse=True).index(column[row]) + 1
    text = f"{{share({NAMES[row]}, Sales[{YEARS[year]}])}}"
    shared = evaluator()(text, [table], "en", PLACE)
    if math.fsum(column) == 0:
        assert [finding.code for finding in shared.findings] == ["bound-division-by-zero"]
    else:
        assert float(shared.values[0].value) == column[row] / math.fsum(column)


SIGNS = "Revenue Cost[]()2019:>'\"{}|+-*/^%0.,äm bnauto€“”\t"


@given(st.text(SIGNS, max_size=50) | st.text(max_size=40), st.sampled_from(["en", "de", "zh"]))
def test_no_text_crashes_and_nothing_unevaluated_is_printed(
    accounts: DataTable, text: str, language: str
) -> None:
    filled = evaluator()(text, [accounts], language, PLACE)
    assert all(finding.place == PLACE for finding in filled.findings)
    errors = [finding for finding in filled.findings if finding.severity is Severity.ERROR]
    assert not (errors and filled.text)
    at = 0
    for value in filled.values:
        assert at <= value.start < value.end <= len(filled.text)
        at = value.end


@given(st.text(SIGNS, max_size=30), st.sampled_from(["Revenue[2024]", "Status[2019]", "1/3", "0"]))
def test_no_format_crashes(accounts: DataTable, code: str, formula: str) -> None:
    assume("{" not in code and "}" not in code)
    filled = evaluator()(f"{{{formula}|{code}}}", [accounts], "en", PLACE)
    assert bool(filled.text) != bool(filled.findings)

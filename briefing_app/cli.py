"""The command line: `briefing`. It reads the call, runs a use case and prints what came of it.

Exit status: 0 done; 1 done or refused, with findings at or above ``--fail-on``; 2 the input or
the call is wrong, with one clear message on standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from briefing_app import __version__
from briefing_app.errors import BriefingError, CallError, Cancelled, Place
from briefing_app.model.finding import Finding, Severity, worst
from briefing_app.progress import Progress

if TYPE_CHECKING:
    from briefing_app.policy.settings import Settings
    from briefing_app.usecases.build_briefing import Instead
    from briefing_app.usecases.export_deck import Exported

DONE, FINDINGS, WRONG = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command has to say: lines for people, a document for programs, findings."""

    document: dict[str, object]
    lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are our own errors."""

    def error(self, message: str) -> NoReturn:
        raise CallError(
            f"The call is not understood: {message}.", remedy=f"See `{self.prog} --help`."
        )


def _add_command(
    commands: argparse._SubParsersAction[_Parser], name: str, says: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=says, description=says)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--fail-on", choices=("error", "warning"), help="least severity to fail at")
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="briefing", description="From Excel workbooks to client-ready decks.")
    parser.add_argument("--version", action="store_true", help="print the version")
    parser.add_argument("--self-check", action="store_true", help="prove that the program works")
    parser.add_argument("--json", action="store_true", dest="json_top", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, says in (("tables", "list the data tables"), ("topics", "list the topics")):
        listing = _add_command(commands, name, f"{says} of a workbook")
        listing.add_argument("workbook", type=Path)
    forget = _add_command(commands, "forget", "remove all that is kept here of a workbook")
    forget.add_argument("workbook", type=Path)
    build = _add_command(commands, "build", "build a deck from workbooks or a .briefing")
    build.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    build.add_argument("--topic", action="append", default=[], metavar="ID")
    build.add_argument("--table", action="append", default=[], metavar="REF")
    build.add_argument(
        "--summary", action="append", default=[], metavar="TEXT",
        help="sum up a list of records, such as “sum of Sales by Region, top 10”",
    )  # fmt: skip
    build.add_argument("--template", metavar="FILE", help="a .pptx, .potx or a bundled name")
    build.add_argument("--lang", choices=("en", "de", "zh"))
    build.add_argument("--format", default="pptx", help="pptx, pdf, png; several with commas")
    build.add_argument("--clean", action="store_true", help="leave out tags, notes and manifest")
    build.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    check = _add_command(commands, "check", "list the findings of a deck or a .briefing")
    check.add_argument("file", type=Path)
    check.add_argument("--with", action="append", default=[], type=Path, dest="workbooks")
    render = _add_command(commands, "render", "paint a deck: a PDF, or a PNG for each slide")
    render.add_argument("deck", type=Path)
    render.add_argument("--dpi", type=float, default=150.0, help="of PNG files; 150 if not given")
    render.add_argument("--hidden", action="store_true", help="also slides that shows leave out")
    kind = render.add_mutually_exclusive_group()
    kind.add_argument("--notes", action="store_true", help="notes pages")
    kind.add_argument("--handout", type=int, metavar="N", help="handouts with N slides on a page")
    render.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf|DIR")
    commands.add_parser("app", help="show the window", add_help=False)  # opened by __main__
    demo = _add_command(commands, "demo", "build the bundled sample")
    demo.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    gallery = _add_command(commands, "gallery", "build a deck that shows every kind of chart")
    gallery.add_argument("--template", metavar="FILE", help="a .pptx, .potx or a bundled name")
    gallery.add_argument("--format", default="pptx", help="pptx, pdf, png; several with commas")
    gallery.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    return parser


def _progress() -> Progress:
    """Return progress for a terminal; silent when standard error is a file or a pipe."""
    if not sys.stderr.isatty():
        return Progress()

    def show(what: str, done: int, total: int) -> None:
        end = "\r" if done < total else "\n"
        print(f"{what} {done}/{total}" if total else what, end=end, file=sys.stderr, flush=True)

    return Progress(show)


def _settings(call: argparse.Namespace) -> tuple[Settings, tuple[Finding, ...]]:
    from briefing_app.policy import settings  # noqa: PLC0415 - only commands need settings
    from briefing_app.usecases.load_settings import load_settings  # noqa: PLC0415

    said = {
        settings.TEMPLATE: getattr(call, "template", None),
        settings.LANGUAGE: getattr(call, "lang", None),
        settings.FAIL_ON: call.fail_on,
    }
    return load_settings({setting: text for setting, text in said.items() if text})


def _tables(call: argparse.Namespace, chosen: Settings) -> Outcome:
    from briefing_app.usecases.draft_briefing import open_sources  # noqa: PLC0415
    from briefing_app.usecases.forget_workbook import workbook_cache  # noqa: PLC0415
    from briefing_app.usecases.listings import tables_document, tables_lines  # noqa: PLC0415

    cache = workbook_cache(chosen)
    (content,) = open_sources([call.workbook], (), _progress(), with_cells=False, cache=cache)
    return Outcome(tables_document(content), tables_lines(content), content.findings)


def _topics(call: argparse.Namespace, chosen: Settings) -> Outcome:
    from briefing_app.usecases.draft_briefing import open_sources  # noqa: PLC0415
    from briefing_app.usecases.forget_workbook import workbook_cache  # noqa: PLC0415
    from briefing_app.usecases.listings import topics_document, topics_lines  # noqa: PLC0415

    cache = workbook_cache(chosen)
    (content,) = open_sources([call.workbook], (), _progress(), with_cells=False, cache=cache)
    return Outcome(topics_document(content), topics_lines(content), content.findings)


def _forget(call: argparse.Namespace, _chosen: Settings) -> Outcome:
    from briefing_app.usecases.forget_workbook import forget_workbook  # noqa: PLC0415

    count = forget_workbook(call.workbook)
    document: dict[str, object] = {
        "schema": "briefing.forget/1",
        "workbook": call.workbook.name,
        "removed": count,
    }
    return Outcome(document, (f"{call.workbook.name}: {count} entries removed",))


def _build(call: argparse.Namespace, chosen: Settings) -> Outcome:
    from briefing_app.policy.settings import LANGUAGE, TEMPLATE  # noqa: PLC0415
    from briefing_app.usecases.build_briefing import (  # noqa: PLC0415
        briefing_among,
        build_from_briefing,
    )
    from briefing_app.usecases.build_deck import Built, build_from_workbooks  # noqa: PLC0415
    from briefing_app.usecases.draft_briefing import Choice  # noqa: PLC0415
    from briefing_app.usecases.export_deck import export, formats_of  # noqa: PLC0415
    from briefing_app.usecases.forget_workbook import workbook_cache  # noqa: PLC0415

    choice = Choice(
        tuple(call.topic), tuple(call.table), chosen.text(LANGUAGE), tuple(call.summary)
    )
    saved = briefing_among(call.sources)
    if saved and (call.topic or call.table or call.summary):
        raise CallError(
            "What a saved briefing shows is said in it.",
            remedy="Leave out --topic, --table and --summary.",
            place=Place(file=str(saved)),
        )

    def build(deck: Path) -> Built:
        if saved:
            instead = _instead(call, chosen)
            cache = workbook_cache(chosen)
            return build_from_briefing(
                saved, instead, deck, clean=call.clean, progress=_progress(), cache=cache
            )
        return build_from_workbooks(
            call.sources,
            choice,
            chosen.text(TEMPLATE),
            deck,
            clean=call.clean,
            progress=_progress(),
            cache=workbook_cache(chosen),
        )

    made = export(build, call.output, formats_of(call.format), _progress())
    return _outcome_of_build("build", made, call.output)


def _instead(call: argparse.Namespace, chosen: Settings) -> Instead:
    """Return what the call, or the administrator, wants instead of what a briefing says."""
    from briefing_app.policy.settings import LANGUAGE, TEMPLATE  # noqa: PLC0415
    from briefing_app.usecases.build_briefing import Instead  # noqa: PLC0415

    said = {LANGUAGE: getattr(call, "lang", None), TEMPLATE: getattr(call, "template", None)}
    language, template = (
        chosen.text(setting) if given or chosen[setting].locked else ""
        for setting, given in said.items()
    )
    return Instead(language, template, chosen.text(TEMPLATE))


def _outcome_of_build(command: str, made: Exported, output: Path) -> Outcome:
    slides = made.built.deck.slide_count if made.built.deck else 0
    document: dict[str, object] = {
        "schema": f"briefing.{command}/1",
        "output": str(output) if slides else None,
        "files": [*made.files],
        "slides": slides,
    }
    said = f"{output}: {slides} slides" if slides else "No deck was written."
    return Outcome(document, (said,), made.built.findings, refused=not slides)


def _demo(call: argparse.Namespace, _chosen: Settings) -> Outcome:
    from briefing_app.usecases.build_sample import SAMPLE_DECKS, build_sample  # noqa: PLC0415

    made = build_sample(call.output, _progress())
    first = SAMPLE_DECKS[0].name
    document: dict[str, object] = {
        "schema": "briefing.demo/1",
        "output": str(call.output / f"{first}.pptx"),
        "files": [*made.files],
        "slides": made.slides[first],
        "decks": made.slides,
    }
    lines = (f"{call.output / name}.pptx: {count} slides" for name, count in made.slides.items())
    return Outcome(document, tuple(lines), made.findings)


def _gallery(call: argparse.Namespace, chosen: Settings) -> Outcome:
    from briefing_app.policy.settings import TEMPLATE  # noqa: PLC0415 - only commands need settings
    from briefing_app.usecases.build_sample import build_gallery  # noqa: PLC0415
    from briefing_app.usecases.export_deck import formats_of  # noqa: PLC0415

    template, formats = chosen.text(TEMPLATE), formats_of(call.format)
    made = build_gallery(call.output, template, formats, _progress())
    return _outcome_of_build("gallery", made, call.output)


def _render(call: argparse.Namespace, _chosen: Settings) -> Outcome:
    from briefing_app.usecases.render_deck import Wish, render_deck  # noqa: PLC0415

    kind = "notes" if call.notes else "handout" if call.handout is not None else "slide"
    wish = Wish(call.dpi, kind, call.handout or 0, hidden=call.hidden)
    rendered = render_deck(call.deck, call.output, wish, _progress())
    document: dict[str, object] = {
        "schema": "briefing.render/1",
        "output": str(call.output),
        "files": [*rendered.files],
        "pages": rendered.pages,
    }
    return Outcome(document, (f"{call.output}: {rendered.pages} pages",), rendered.findings)


def _check(call: argparse.Namespace, chosen: Settings) -> Outcome:
    from briefing_app.usecases.build_briefing import briefing_among  # noqa: PLC0415
    from briefing_app.usecases.check_file import check_file  # noqa: PLC0415
    from briefing_app.usecases.forget_workbook import workbook_cache  # noqa: PLC0415

    if saved := briefing_among([call.file, *call.workbooks]):
        return _check_briefing(saved, call, chosen)
    cache = workbook_cache(chosen)
    checked = check_file(call.file, call.workbooks, _progress(), cache=cache)
    document: dict[str, object] = {"schema": "briefing.check/1", "file": str(call.file)}
    lines = (f"{call.file}: {len(checked.findings)} findings", *checked.lines())
    return Outcome(document | checked.to_json(), lines, checked.findings)


def _check_briefing(saved: Path, call: argparse.Namespace, chosen: Settings) -> Outcome:
    from briefing_app.usecases.build_briefing import build_from_briefing  # noqa: PLC0415
    from briefing_app.usecases.forget_workbook import workbook_cache  # noqa: PLC0415

    cache, instead = workbook_cache(chosen), _instead(call, chosen)
    built = build_from_briefing(saved, instead, None, progress=_progress(), cache=cache)
    document: dict[str, object] = {
        "schema": "briefing.check/1",
        "file": str(saved),
        "sources": [],
        "values": [],
    }
    lines = (f"{saved}: {len(built.findings)} findings",)
    return Outcome(document, lines, built.findings)


def _version() -> Outcome:
    document: dict[str, object] = {"schema": "briefing.version/1", "version": __version__}
    return Outcome(document, (f"Briefing Deck Builder {__version__}",))


def _self_check() -> Outcome:
    from briefing_app.usecases.self_check import self_check  # noqa: PLC0415

    steps = self_check()
    document: dict[str, object] = {
        "schema": "briefing.self-check/1",
        "steps": [{"name": s.name, "held": s.held, "seen": s.seen} for s in steps],
    }
    lines = tuple(f"{'ok  ' if s.held else 'FAIL'} {s.name}: {s.seen}" for s in steps)
    return Outcome(document, lines, refused=not all(step.held for step in steps))


def _run(call: argparse.Namespace) -> tuple[Outcome, Severity]:
    if call.version:
        return _version(), Severity.ERROR
    if call.self_check:
        return _self_check(), Severity.ERROR
    if not call.command:
        raise CallError("No command was given.", remedy="See `briefing --help`.")
    from briefing_app.policy.settings import FAIL_ON  # noqa: PLC0415

    chosen, doubts = _settings(call)
    if call.command == "build":
        outcome = _build(call, chosen)
    else:
        commands = {
            "tables": _tables,
            "topics": _topics,
            "forget": _forget,
            "check": _check,
            "render": _render,
            "demo": _demo,
            "gallery": _gallery,
        }
        outcome = commands[call.command](call, chosen)
    findings = (*doubts, *outcome.findings)
    told = Outcome(outcome.document, outcome.lines, findings, outcome.refused)
    return told, Severity(chosen.text(FAIL_ON))


def _print(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        key = "problems" if "problems" in outcome.document else "findings"
        document = outcome.document | {key: [f.to_json() for f in outcome.findings]}
        print(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for line in outcome.lines:
        print(line)
    for finding in sorted(outcome.findings, key=lambda f: f.severity.rank):
        print(finding, file=sys.stderr)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status. arguments: without the program's name."""
    try:
        call = _parser().parse_args(arguments)
        outcome, fail_on = _run(call)
    except Cancelled:
        print("Stopped.", file=sys.stderr)
        return WRONG
    except BriefingError as problem:
        print(f"briefing: {problem}", file=sys.stderr)
        return WRONG
    _print(outcome, as_json=getattr(call, "json", False) or call.json_top)
    gravest = worst(outcome.findings)
    failed = gravest is not None and gravest.rank <= fail_on.rank
    return FINDINGS if outcome.refused or failed else DONE

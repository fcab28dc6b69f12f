"""Prove that the installed program works: its files are there and it builds its sample."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass

from briefing_app import __version__
from briefing_app.deck.preflight import check_package
from briefing_app.errors import BriefingError
from briefing_app.model.finding import Severity, worst
from briefing_app.typeset.metrics import TextStyle
from briefing_app.usecases.build_deck import build_deck
from briefing_app.usecases.draft_briefing import Choice, draft, open_sources
from briefing_app.usecases.shipped_files import (
    bundled_templates,
    load_metrics,
    load_template,
    sample_library,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the self-check: what was tried, whether it held, and what was seen."""

    name: str
    held: bool
    seen: str


def _metrics() -> str:
    width = load_metrics().width("Briefing", TextStyle("Arial", 12))
    if width <= 0:
        raise ValueError(width)
    return f"“Briefing” in Arial 12 pt is {width:.1f} pt wide"


def _templates() -> str:
    names = bundled_templates()
    layouts = sum(len(load_template(name).layouts) for name in names)
    return f"{', '.join(names)}: {layouts} layouts"


def _sample() -> str:
    contents = open_sources([sample_library()])
    template = load_template(bundled_templates()[0])
    built = build_deck(draft(contents, Choice()), template, load_metrics())
    if built.deck is None or worst(built.findings) is Severity.ERROR:
        raise ValueError("; ".join(map(str, built.findings)))
    wrong = check_package(built.deck.content, "sample")
    if wrong:
        raise ValueError("; ".join(map(str, wrong)))
    return f"{built.deck.slide_count} slides, {len(built.deck.content)} bytes, package sound"


_STEPS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("font metrics", _metrics),
    ("templates", _templates),
    ("worker process and sample deck", _sample),
)


def self_check() -> tuple[Step, ...]:
    """Return what was tried and how it went; never raises for a step that failed."""
    steps = [Step("program", True, f"{__version__}, Python {platform.python_version()}")]
    for name, attempt in _STEPS:
        try:
            steps.append(Step(name, True, attempt()))
        except (BriefingError, OSError, ValueError, KeyError) as problem:
            steps.append(Step(name, False, str(problem)))
    return tuple(steps)

"""What opening the first file will need, loaded part by part while nobody waits.

Each step is short, so that the window answers between two of them.
"""

# ruff: noqa: F401 - loading is what these imports are for

from __future__ import annotations

from collections.abc import Callable


def _edits() -> None:
    import briefing_app.model.edits


def _project_file() -> None:
    import briefing_app.store.briefing_file


def _settings() -> None:
    import briefing_app.usecases.load_settings


def _engine() -> None:
    import briefing_app.ui.live_deck
    import briefing_app.ui.open_workbooks


def _recovery() -> None:
    import briefing_app.ui.recovery


def _sources() -> None:
    import briefing_app.ui.panels.sources


def _slides() -> None:
    import briefing_app.ui.panels.filmstrip
    import briefing_app.ui.panels.slide_view


def _data() -> None:
    import briefing_app.ui.panels.data_view
    import briefing_app.ui.panels.findings


def _inspector() -> None:
    import briefing_app.ui.panels.inspector


def _working() -> None:
    import briefing_app.ui.export_dialog
    import briefing_app.ui.working


STEPS: tuple[Callable[[], None], ...] = (
    *(_edits, _settings, _project_file, _engine, _recovery),
    *(_sources, _slides, _data, _inspector, _working),
)

"""What opening the first file will need, made ready part by part while nobody waits.

Each part is short, so that the window answers between two of them. A module is named after those
that it needs, so that none brings many along.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_app.ui.session import Session

_WORK = (
    "briefing_app.ui.engine_client",
    "briefing_app.model.data_table",
    "briefing_app.model.briefing",
    "briefing_app.store.project_json",
    "briefing_app.ui.item_models.slide_list",
    "briefing_app.ui.live_deck",
    "briefing_app.model.edits",
    "briefing_app.ui.item_models.source_tree",
    "briefing_app.ui.open_workbooks",
    "briefing_app.policy.settings",
    "briefing_app.usecases.load_settings",
    "platformdirs",
)
"""What engine, workbooks and deck are made of."""
_PAGE = (
    "briefing_app.store.briefing_file",
    "briefing_app.store.recovery",
    "briefing_app.ui.recovery",
    "briefing_app.ui.panels.empty_state",
    "briefing_app.ui.panels.sources",
    "briefing_app.ui.panels.filmstrip",
    "briefing_app.ui.panels.slide_view",
    "briefing_app.ui.panels.data_view",
    "briefing_app.ui.panels.findings",
    "briefing_app.ui.panels.text_fields",
    "briefing_app.ui.panels.exhibit_field",
    "briefing_app.ui.panels.inspector",
    "briefing_app.ui.working",
    "briefing_app.ui.export_dialog",
)
"""What the page to work on is made of, and what saves its briefing."""


def load(session: Session) -> Iterator[None]:
    """Load modules one by one, and start the engine as soon as it can be."""
    for name in _WORK:
        import_module(name)
        yield
    engine = session.engine
    yield
    engine.start()
    yield
    for name in _PAGE:
        import_module(name)
        yield

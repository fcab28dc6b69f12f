"""What opening the first file will need, made ready part by part while nobody waits.

Each part is short, so that the window answers between two of them. A module is named after those
that it needs, so that none brings many along.
"""

# ruff: noqa: F401 - loading is what these imports are for

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_app.ui.session import Session


def load(session: Session) -> Iterator[None]:
    """Load modules one by one, and start the engine as soon as it can be."""
    yield from _work()
    engine = session.engine
    yield
    engine.start()
    yield
    yield from _page()


def _work() -> Iterator[None]:
    """Load what engine, workbooks and deck are made of."""
    import briefing_app.ui.engine_client

    yield
    import briefing_app.model.data_table

    yield
    import briefing_app.model.briefing

    yield
    import briefing_app.store.project_json

    yield
    import briefing_app.ui.item_models.slide_list

    yield
    import briefing_app.ui.live_deck

    yield
    import briefing_app.model.edits

    yield
    import briefing_app.ui.item_models.source_tree

    yield
    import briefing_app.ui.open_workbooks

    yield
    import briefing_app.policy.settings

    yield
    import briefing_app.usecases.load_settings

    yield


def _page() -> Iterator[None]:
    """Load what the page to work on is made of, and what saves its briefing."""
    import briefing_app.store.briefing_file

    yield
    import briefing_app.store.recovery

    yield
    import briefing_app.ui.recovery

    yield
    import briefing_app.ui.panels.empty_state

    yield
    import briefing_app.ui.panels.sources

    yield
    import briefing_app.ui.panels.filmstrip

    yield
    import briefing_app.ui.panels.slide_view

    yield
    import briefing_app.ui.panels.data_view

    yield
    import briefing_app.ui.panels.findings

    yield
    import briefing_app.ui.panels.text_fields

    yield
    import briefing_app.ui.panels.exhibit_field

    yield
    import briefing_app.ui.panels.inspector

    yield
    import briefing_app.ui.working

    yield
    import briefing_app.ui.export_dialog

    yield

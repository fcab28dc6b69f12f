"""The library of faces that is shipped, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing_app.typeset.metrics import Metrics

TABLES = Path(__file__).parents[3] / "assets" / "metrics"


@pytest.fixture(scope="session")
def tables() -> tuple[bytes, ...]:
    """Return the bytes of every metrics table of the repository."""
    return tuple(path.read_bytes() for path in sorted(TABLES.glob("*.json")))


@pytest.fixture(scope="session")
def metrics(tables: tuple[bytes, ...]) -> Metrics:
    """Return the library that the program ships."""
    return Metrics.from_tables(tables)

"""Progress tells of each step and stops when asked."""

from __future__ import annotations

import pytest

from briefing_app.errors import Cancelled
from briefing_app.progress import Progress


def test_steps_are_told_and_counted() -> None:
    told: list[tuple[str, int, int]] = []
    progress = Progress(lambda what, done, total: told.append((what, done, total)))
    assert list(progress.steps("Reading", ["a", "b"])) == ["a", "b"]
    assert told == [("Reading", 0, 2), ("Reading", 1, 2), ("Reading", 2, 2)]


def test_cancel_stops_before_the_next_step() -> None:
    answers = iter([False, False, True])
    steps = Progress(cancelled=lambda: next(answers)).steps("Reading", [1, 2, 3, 4])
    assert [next(steps), next(steps)] == [1, 2]
    with pytest.raises(Cancelled):
        next(steps)

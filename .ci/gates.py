"""The gates: what every change must pass before any test runs."""

from __future__ import annotations

import environment

WALLS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
GATES = (
    ("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    ("style", ("-m", "ruff", "check", "--quiet", "--output-format=concise", ".")),
    ("types", ("-m", "mypy")),
    ("walls", ("-c", WALLS, "--no-logo")),
)


def lint() -> int:
    """Run every gate, say which failed, and return 0 when none did."""
    failed = [name for name, arguments in GATES if environment.python(*arguments)]
    print(f"Gates failed: {', '.join(failed)}" if failed else "All gates passed.")
    return 1 if failed else 0

"""The two addresses: what we ship with the program, and what the user owns.

Shipped files lie at the top of a checkout, inside the package of an installed wheel, and in the
unpacked folder of a frozen program (PyInstaller's ``sys._MEIPASS``). Nothing is looked up when
this module is imported.
"""

from __future__ import annotations

import sys
from pathlib import Path

_NAME = "briefing-deck-builder"
_PACKAGE = Path(__file__).parent.parent


def is_frozen() -> bool:
    """Say whether this is the frozen program and not Python with our package."""
    return bool(getattr(sys, "frozen", False))


def assets_folder() -> Path:
    """Return the folder of what the program needs: samples, font metrics."""
    return _shipped_root() / "assets"


def templates_folder() -> Path:
    """Return the folder of the bundled templates (.pptx)."""
    return _shipped_root() / "templates"


def _shipped_root() -> Path:
    if is_frozen():
        return Path(str(getattr(sys, "_MEIPASS", _PACKAGE.parent)))
    return _PACKAGE if (_PACKAGE / "assets").is_dir() else _PACKAGE.parent


def program_command() -> tuple[str, ...]:
    """Return how to start this very program again, to be followed by its arguments.

    ``-P`` keeps a file of the current folder from posing as a module of ours.
    """
    if is_frozen():
        # The window's own processes have pipes to talk to: those of the console program.
        program = Path(sys.executable)
        return (str(program.with_name(f"briefing{program.suffix}")),)
    return (sys.executable, "-P", "-m", "briefing_app")


def log_file() -> Path:
    """Return the user's log file; its folder need not exist yet."""
    import platformdirs  # noqa: PLC0415 - `--version` needs no paths

    return platformdirs.user_log_path(_NAME, appauthor=False) / "briefing.log"


def cache_folder() -> Path:
    """Return the user's folder for what was read of workbooks; it need not exist yet."""
    import platformdirs  # noqa: PLC0415

    return platformdirs.user_cache_path(_NAME, appauthor=False) / "workbooks"


def recovery_folder() -> Path:
    """Return the user's folder for open briefings, kept for after a crash; it need not exist."""
    import platformdirs  # noqa: PLC0415

    return platformdirs.user_state_path(_NAME, appauthor=False) / "recovery"


def settings_file() -> Path:
    """Return the user's settings file (TOML); it need not exist."""
    import platformdirs  # noqa: PLC0415

    return platformdirs.user_config_path(_NAME, appauthor=False, roaming=True) / "settings.toml"


def policy_file() -> Path:
    """Return the administrator's settings file (TOML); it need not exist.

    On Linux the place is fixed: XDG_CONFIG_DIRS is the user's to set, and would lift the policy.
    """
    system: str = sys.platform
    if system not in {"win32", "darwin"}:
        return Path("/etc") / _NAME / "policy.toml"
    import platformdirs  # noqa: PLC0415

    return platformdirs.site_config_path(_NAME, appauthor=False) / "policy.toml"

"""Settings from the two files where they lie, and from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing_app.files import read_file
from briefing_app.model.finding import Finding
from briefing_app.policy.settings import Setting, Settings, SettingsFile, resolve
from briefing_app.system.paths import policy_file, settings_file


def _read(path: Path) -> SettingsFile:
    return SettingsFile(str(path), read_file(path) if path.exists() else None)


def load_settings(call: Mapping[Setting, str]) -> tuple[Settings, tuple[Finding, ...]]:
    """Return what holds on this machine for this call; raises FileDamaged for a broken policy."""
    return resolve(_read(settings_file()), call, _read(policy_file()))

"""Settings: declared once, each value knowing where it comes from and whether it is locked.

A value is taken from the administrator's policy file, else from the command line, else from the
user's settings file, else it is the default. What the policy says is locked. Both files are TOML
with the settings' names at the top level::

    language = "de"
    template = "Client 2025.pptx"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefing_app.errors import FileDamaged, Place
from briefing_app.model.finding import Finding, warning


class Origin(StrEnum):
    """Where a value comes from."""

    DEFAULT = "default"
    USER = "settings file"
    CALL = "command line"
    POLICY = "administrator"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as declared: its name in files, default, allowed values (empty: any), meaning."""

    name: str
    default: str
    choices: tuple[str, ...]
    meaning: str

    def why_not(self, value: object) -> str | None:
        """Return why the value cannot be this setting's, None when it can."""
        if not isinstance(value, str):
            return f"The setting {self.name} must be text in quotes."
        if self.choices and value not in self.choices:
            return f"The setting {self.name} cannot be {value!r}."
        return None

    @property
    def allowed(self) -> str:
        """Return what the setting may be, for a remedy."""
        return " or ".join(self.choices) if self.choices else "text"


TEMPLATE = Setting(
    "template",
    "client-16x9",
    (),
    "The template of new decks: the name of a bundled one, or a path to a .pptx file.",
)
LANGUAGE = Setting(
    "language",
    "en",
    ("en", "de", "zh"),
    "The language of numbers, dates and fixed words on slides.",
)
FAIL_ON = Setting(
    "fail_on",
    "error",
    ("error", "warning"),
    "The least severity of a finding at which a command ends with status 1.",
)
OUTPUT_FOLDER = Setting("output_folder", ".", (), "The folder that new decks are written to.")

CACHE = Setting(
    "cache",
    "on",
    ("on", "off"),
    "Whether what was read of workbooks is kept on this machine, so that they open at once.",
)

SETTINGS = (TEMPLATE, LANGUAGE, FAIL_ON, OUTPUT_FOLDER, CACHE)


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a setting and where it comes from."""

    text: str
    origin: Origin

    @property
    def locked(self) -> bool:
        """Say whether only the administrator can change it."""
        return self.origin is Origin.POLICY


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A settings file as it was read. content: its bytes, None when there is none."""

    path: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Settings:
    """The value of every declared setting."""

    values: Mapping[Setting, Value]

    def __getitem__(self, setting: Setting) -> Value:
        """Return the value of a setting."""
        return self.values[setting]

    def text(self, setting: Setting) -> str:
        """Return the text of a setting's value."""
        return self.values[setting].text


def resolve(
    user: SettingsFile, call: Mapping[Setting, str], policy: SettingsFile
) -> tuple[Settings, tuple[Finding, ...]]:
    """Return what holds, and findings on what was not heeded.

    call: what the command line says, only settings that were given. A fault in the user's file
    is a finding and the next origin holds; a fault in the policy file raises FileDamaged, since
    going on would lift the policy. Undeclared names are findings in both.
    """
    fixed, unknown = _declared(policy, _of_policy(policy))
    chosen, findings = _of_user(user)
    findings += unknown
    values: dict[Setting, Value] = {}
    for setting in SETTINGS:
        if setting in fixed:
            values[setting] = Value(fixed[setting], Origin.POLICY)
            if call.get(setting, fixed[setting]) != fixed[setting]:
                findings.append(_overruled(setting, fixed[setting], policy))
        elif setting in call:
            values[setting] = Value(call[setting], Origin.CALL)
        elif setting in chosen:
            values[setting] = Value(chosen[setting], Origin.USER)
        else:
            values[setting] = Value(setting.default, Origin.DEFAULT)
    return Settings(values), tuple(findings)


def _parsed(file: SettingsFile) -> dict[str, object]:
    """Return the file's names and values; raises ValueError when it is no TOML in UTF-8."""
    if file.content is None:
        return {}
    return tomllib.loads(file.content.decode("utf-8-sig"))


def _of_policy(policy: SettingsFile) -> dict[str, object]:
    try:
        names = _parsed(policy)
    except ValueError as problem:
        raise _policy_damaged("The policy file is not valid TOML.", policy) from problem
    for setting in SETTINGS:
        if setting.name in names and (why := setting.why_not(names[setting.name])):
            raise _policy_damaged(f"{why} It must be {setting.allowed}.", policy)
    return names


def _policy_damaged(what: str, policy: SettingsFile) -> FileDamaged:
    return FileDamaged(what, remedy="Ask your administrator.", place=Place(file=policy.path))


def _of_user(user: SettingsFile) -> tuple[dict[Setting, str], list[Finding]]:
    place = Place(file=user.path)
    try:
        names = _parsed(user)
    except ValueError as problem:
        what = f"The settings file is not valid TOML and is not heeded: {problem}."
        return {}, [warning("settings-damaged", what, "Mend or delete the file.", place)]
    findings = [
        warning("setting-invalid", why, f"Write {setting.allowed}.", place)
        for setting in SETTINGS
        if setting.name in names and (why := setting.why_not(names[setting.name]))
    ]
    chosen, unknown = _declared(user, names)
    return chosen, findings + unknown


def _declared(
    file: SettingsFile, names: Mapping[str, object]
) -> tuple[dict[Setting, str], list[Finding]]:
    """Return the valid values of declared settings, and a finding for each other name."""
    declared = {setting.name: setting for setting in SETTINGS}
    return dict(_valid(declared, names)), [
        warning(
            "setting-unknown",
            f"There is no setting {name!r}.",
            f"Delete it, or write one of: {', '.join(declared)}.",
            Place(file=file.path),
        )
        for name in names
        if name not in declared
    ]


def _valid(
    declared: Mapping[str, Setting], names: Mapping[str, object]
) -> Iterator[tuple[Setting, str]]:
    for name, value in names.items():
        setting = declared.get(name)
        if setting and isinstance(value, str) and not setting.why_not(value):
            yield setting, value


def _overruled(setting: Setting, text: str, policy: SettingsFile) -> Finding:
    return warning(
        "setting-locked",
        f"Your administrator has fixed the setting {setting.name} at {text!r}.",
        "Leave the option out, or ask your administrator.",
        Place(file=policy.path),
    )

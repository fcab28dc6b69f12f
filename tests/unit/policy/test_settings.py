"""Settings: each value comes from the strongest origin, knows it, and nothing is misread."""

from __future__ import annotations

import pytest

from briefing_app.errors import FileDamaged
from briefing_app.policy.settings import (
    FAIL_ON,
    LANGUAGE,
    OUTPUT_FOLDER,
    SETTINGS,
    TEMPLATE,
    Origin,
    SettingsFile,
    Value,
    resolve,
)

NO_USER = SettingsFile("settings.toml", None)
NO_POLICY = SettingsFile("policy.toml", None)


def user(text: str) -> SettingsFile:
    return SettingsFile("settings.toml", text.encode())


def policy(text: str) -> SettingsFile:
    return SettingsFile("policy.toml", text.encode())


def test_without_anything_the_defaults_hold() -> None:
    settings, findings = resolve(NO_USER, {}, NO_POLICY)
    assert findings == ()
    assert {setting.name: settings.text(setting) for setting in SETTINGS} == {
        "template": "client-16x9",
        "language": "en",
        "fail_on": "error",
        "output_folder": ".",
        "cache": "on",
    }
    assert {settings[setting].origin for setting in SETTINGS} == {Origin.DEFAULT}


def test_every_default_is_allowed_and_every_setting_explained() -> None:
    for setting in SETTINGS:
        assert setting.why_not(setting.default) is None
        assert setting.meaning.endswith(".")


def test_the_strongest_origin_holds_and_only_the_policy_locks() -> None:
    everywhere = "language = 'de'\nfail_on = 'warning'\ntemplate = 'mine.pptx'\n"
    settings, findings = resolve(
        user(everywhere),
        {LANGUAGE: "zh", FAIL_ON: "error"},
        policy("language = 'en'\n"),
    )
    assert settings[LANGUAGE] == Value("en", Origin.POLICY)
    assert settings[FAIL_ON] == Value("error", Origin.CALL)
    assert settings[TEMPLATE] == Value("mine.pptx", Origin.USER)
    assert settings[OUTPUT_FOLDER] == Value(".", Origin.DEFAULT)
    assert [setting for setting in SETTINGS if settings[setting].locked] == [LANGUAGE]
    assert [(finding.code, finding.place.file) for finding in findings] == [
        ("setting-locked", "policy.toml")
    ]


def test_an_option_that_agrees_with_the_policy_is_no_finding() -> None:
    _, findings = resolve(NO_USER, {LANGUAGE: "de"}, policy("language = 'de'"))
    assert findings == ()


def test_names_that_are_not_declared_are_findings() -> None:
    settings, findings = resolve(
        user("langauge = 'de'\n[language_options]\na = 1\n"), {}, policy("theme = 'dark'")
    )
    assert settings.text(LANGUAGE) == "en"
    assert [finding.code for finding in findings] == ["setting-unknown"] * 3
    assert "'langauge'" in findings[0].message
    assert "language" in findings[0].remedy


@pytest.mark.parametrize("text", ["language = 1", "language = 'fr'", "language = ['de']"])
def test_a_wrong_value_of_the_user_is_a_finding_and_not_heeded(text: str) -> None:
    settings, findings = resolve(user(text), {}, NO_POLICY)
    assert settings[LANGUAGE] == Value("en", Origin.DEFAULT)
    assert [finding.code for finding in findings] == ["setting-invalid"]
    assert findings[0].remedy == "Write en or de or zh."


def test_a_damaged_file_of_the_user_is_a_finding() -> None:
    for content in (b"language = ", b"\xff\xfe"):
        settings, findings = resolve(SettingsFile("s.toml", content), {}, NO_POLICY)
        assert settings.text(LANGUAGE) == "en"
        assert [finding.code for finding in findings] == ["settings-damaged"]


@pytest.mark.parametrize("text", ["language = ", "language = 'fr'", "fail_on = true"])
def test_a_damaged_policy_stops_the_program(text: str) -> None:
    with pytest.raises(FileDamaged) as caught:
        resolve(NO_USER, {}, policy(text))
    assert caught.value.place.file == "policy.toml"
    assert "administrator" in caught.value.remedy


def test_a_file_saved_by_notepad_with_a_byte_order_mark_is_read() -> None:
    settings, findings = resolve(
        SettingsFile("s.toml", b"\xef\xbb\xbflanguage = 'de'\r\n"), {}, NO_POLICY
    )
    assert (settings.text(LANGUAGE), findings) == ("de", ())

"""The file of a briefing: written as it is read, and read with care."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app.errors import BriefingError, FileDamaged, FileMissing, InputError
from briefing_app.model.edits import Edit
from briefing_app.model.project import (
    ExhibitOverride,
    Overrides,
    OwnMessages,
    OwnText,
    Project,
    ProjectItem,
    ProjectSource,
)
from briefing_app.store import briefing_file
from briefing_app.store.briefing_file import (
    SCHEMA,
    file_content,
    project_of,
    read_briefing,
    write_briefing,
)
from tests.unit.model.edit_sequences import sequences

FOLDER = Path("/briefings/2025")
FILE = FOLDER / "GDP.briefing"
OVERRIDES = Overrides(
    headline=OwnText((("de", "Wachstum"), ("en", "Growth of {GDP[2024] | +0%}"))),
    standfirst=OwnText((("en", ""),)),
    layout="",
    messages=OwnMessages((("en", (("Heading", "text"), ("", "two\nlines"))),)),
    exhibits=(
        ExhibitOverride(1, kind="bar", options=(("sort", "down"), ("sort", "up"))),
        ExhibitOverride(3, title=OwnText((("zh", "增长"),)), options=()),
    ),
    hidden=(2,),
)
PROJECT = Project(
    title="Growth",
    language="de",
    template="/briefings/firm.pptx",
    sources=(
        ProjectSource("s1", "/briefings/data/a.xlsx", "a.xlsx", "aa"),
        ProjectSource("s2", "/elsewhere/b.xlsx", "b.xlsx"),
    ),
    items=(
        ProjectItem("s1/topic:GDP", "s1", topic="GDP", overrides=OVERRIDES),
        ProjectItem("s2/table:Data!A1:C3", "s2", table="Data!A1:C3", summary="sum of Sales"),
    ),
)


def facts_of(project: Project = PROJECT) -> dict[str, object]:
    facts = json.loads(file_content(project, FOLDER))
    assert isinstance(facts, dict)
    return facts


def content(facts: object) -> bytes:
    return json.dumps(facts).encode()


def test_what_is_written_is_read() -> None:
    assert project_of(file_content(PROJECT, FOLDER), FILE) == (PROJECT, ())


def test_the_file_is_named_relative_to_itself() -> None:
    facts = facts_of()
    assert facts["schema"] == SCHEMA
    assert facts["template"] == "../firm.pptx"
    sources = facts["sources"]
    assert isinstance(sources, list)
    assert [source["path"] for source in sources] == ["../data/a.xlsx", "../../elsewhere/b.xlsx"]


def test_the_file_can_be_compared_line_by_line() -> None:
    written = file_content(PROJECT, FOLDER).decode()
    other = replace(PROJECT, title="Shrinking")
    lines = zip(written.split("\n"), file_content(other, FOLDER).decode().split("\n"), strict=True)
    assert [one for one, two in lines if one != two] == [' "title": "Growth",']
    assert "Wachstum" in written
    assert "增长" in written
    assert list(json.loads(written))[:3] == ["schema", "title", "author"]


def test_what_was_not_changed_is_not_in_the_file() -> None:
    bare = replace(PROJECT, items=(ProjectItem("s1/topic:GDP", "s1", topic="GDP"),))
    assert facts_of(bare)["items"] == [{"key": "s1/topic:GDP", "source": "s1", "topic": "GDP"}]


@given(sequences())
def test_every_project_survives_the_file(made: list[Edit]) -> None:
    project = made[-1].project
    assert project_of(file_content(project, FOLDER), FILE) == (project, ())


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=[]), min_size=1))
def test_every_file_name_survives_the_file(name: str) -> None:
    if name in {".", ".."}:
        name += "x"
    source = ProjectSource("s1", f"/briefings/{name}", name)
    project = Project(sources=(source,))
    assert project_of(file_content(project, FOLDER), FILE)[0] == project


def test_a_moved_briefing_finds_its_workbooks_where_they_lie_relative_to_it(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "a.xlsx").touch()
    source = ProjectSource("s1", (old / "data" / "a.xlsx").as_posix(), "a.xlsx")
    write_briefing(old / "x.briefing", Project(sources=(source,)))
    (old / "x.briefing").rename(new / "x.briefing")
    project, _ = read_briefing(new / "x.briefing")
    assert project.source("s1").path == (new / "data" / "a.xlsx").as_posix()


def test_a_workbook_beside_the_briefing_is_found_when_its_folder_is_gone(tmp_path: Path) -> None:
    source = ProjectSource("s1", (tmp_path / "gone" / "a.xlsx").as_posix(), "a.xlsx")
    template = (tmp_path / "gone" / "firm.pptx").as_posix()
    write_briefing(tmp_path / "x.briefing", Project(template=template, sources=(source,)))
    (tmp_path / "a.xlsx").touch()
    project, _ = read_briefing(tmp_path / "x.briefing")
    assert project.source("s1").path == (tmp_path / "a.xlsx").as_posix()
    assert project.template == template


def test_a_bundled_template_is_no_path() -> None:
    project = Project(template="client-16x9")
    assert facts_of(project)["template"] == "client-16x9"
    assert project_of(file_content(project, FOLDER), FILE)[0] == project


def test_what_is_not_known_is_left_out_and_said() -> None:
    facts = facts_of()
    items = facts["items"]
    assert isinstance(items, list)
    facts["colour"] = "green"
    items[0]["overrides"]["tone"] = {"en": "warm"}
    project, findings = project_of(content(facts), FILE)
    assert project == PROJECT
    assert [f.code for f in findings] == ["briefing-unknown-key"] * 2
    assert "items[0].overrides.tone" in findings[1].message
    assert {f.place.file for f in findings} == {"GDP.briefing"}


def _without_source(facts: dict[str, object]) -> None:
    facts["sources"] = []


def _both(facts: dict[str, object]) -> None:
    facts["items"] = [{"key": "x", "source": "s1", "topic": "a", "table": "B!A1:B2"}]


def _double_source(facts: dict[str, object]) -> None:
    facts["sources"] = [{"key": "s1", "path": "a.xlsx"}, {"key": "s1", "path": "b.xlsx"}]
    facts["items"] = []


@pytest.mark.parametrize(
    ("change", "count", "said"),
    [
        (_without_source, 2, "there is no source “s1”"),
        (_both, 1, "neither or both"),
        (_double_source, 1, "another source's"),
    ],
)
def test_what_makes_no_sense_is_left_out_and_said(
    change: Callable[[dict[str, object]], None], count: int, said: str
) -> None:
    facts = facts_of()
    change(facts)
    project, findings = project_of(content(facts), FILE)
    assert [f.code for f in findings] == ["briefing-item-left-out"] * count
    assert said in findings[0].message
    assert not project.items


def test_two_items_of_one_key_get_two() -> None:
    item = {"key": "s1/topic:a", "source": "s1", "topic": "a"}
    facts = facts_of() | {"items": [item, item, {"source": "s1", "topic": "b"}]}
    project, _ = project_of(content(facts), FILE)
    assert [i.key for i in project.items] == ["s1/topic:a", "s1/topic:a#2", "s1/topic:b"]


def test_an_unknown_language_is_english_and_said() -> None:
    project, findings = project_of(content(facts_of() | {"language": "tlh"}), FILE)
    assert (project.language, [f.code for f in findings]) == ("en", ["briefing-language"])


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04",
        b"[]",
        b'{"schema": "briefing.project/1"',
        b"[" * 100_000,
        b'{"schema": "other/1"}',
        b'{"schema": "briefing.project/one"}',
        b'{"schema": "briefing.project/0"}',
        b'{"schema": 1}',
        b"{}",
        b"1" * 5_000,
    ],
)
def test_what_is_no_briefing_is_a_clear_error(wrong: bytes) -> None:
    with pytest.raises(FileDamaged) as caught:
        project_of(wrong, FILE)
    assert caught.value.place.file == "GDP.briefing"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("sources[0].path", {"sources": [{"key": "s1", "path": 1}]}),
        ("sources[0].path", {"sources": [{"key": "s1"}]}),
        ("sources", {"sources": {}}),
        ("items[0]", {"items": ["s1/topic:GDP"]}),
        ("title", {"title": None}),
        ("items[0].overrides.hidden[0]", {"overrides": {"hidden": [True]}}),
        ("items[0].overrides.hidden[0]", {"overrides": {"hidden": [0]}}),
        ("items[0].overrides.headline.en", {"overrides": {"headline": {"en": 3}}}),
        ("items[0].overrides.headline", {"overrides": {"headline": "Growth"}}),
        (
            "items[0].overrides.messages.en[0].text",
            {"overrides": {"messages": {"en": [{"text": 1}]}}},
        ),
        ("items[0].overrides.exhibits[0].number", {"overrides": {"exhibits": [{"kind": "bar"}]}}),
        (
            "items[0].overrides.exhibits[0].options[0]",
            {"overrides": {"exhibits": [{"number": 1, "options": [["top"]]}]}},
        ),
    ],
)
def test_a_value_of_another_kind_is_an_error_that_says_where(
    where: str, change: dict[str, object]
) -> None:
    facts = facts_of()
    if "overrides" in change:
        change = {"items": [{"key": "k", "source": "s1", "topic": "a", **change}]}
    with pytest.raises(FileDamaged, match="“" + where.replace("[", r"\[") + "”"):
        project_of(content(facts | change), FILE)


def test_a_newer_version_is_said() -> None:
    with pytest.raises(InputError, match="newer version"):
        project_of(content({"schema": "briefing.project/2"}), FILE)


def test_older_versions_are_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = {
        8: lambda facts: {**facts, "name": "Growth"},
        9: lambda facts: {k: v for k, v in facts.items() if k != "name"} | {"title": facts["name"]},
    }
    monkeypatch.setattr(briefing_file, "MIGRATIONS", steps)
    monkeypatch.setattr(briefing_file, "_VERSION", 10)
    project, findings = project_of(content({"schema": "briefing.project/8"}), FILE)
    assert (project.title, findings) == ("Growth", ())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "key source topic table overrides headline en messages text heading exhibits "
                "number options hidden kind path name sha256 layout".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["title", "sources", "items", "language"]), _JSON))
def test_whatever_the_file_holds_it_is_a_project_or_an_error_of_ours(
    facts: dict[str, object],
) -> None:
    try:
        project, _ = project_of(content({"schema": SCHEMA} | facts), FILE)
    except BriefingError:
        return
    assert project_of(file_content(project, FOLDER), FILE)[0] == project


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_briefing(tmp_path / "x.briefing")


def test_saving_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "x.briefing"
    write_briefing(path, Project(title="A longer title than the next one"))
    write_briefing(path, Project(title="B"))
    assert read_briefing(path)[0] == Project(title="B")
    assert [one.name for one in tmp_path.iterdir()] == ["x.briefing"]

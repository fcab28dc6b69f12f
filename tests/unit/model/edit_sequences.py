"""Random edits, as a person makes them one after the other: for tests of projects."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from briefing_app.model import edits
from briefing_app.model.briefing import LANGUAGES
from briefing_app.model.edits import Edit, Pick
from briefing_app.model.project import OwnMessage, Project

TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "Sales rose",
            "{Sales[2020]}",
            "{{braces}}",
            "{open",
            "close}",
            "{Nobody[1]}",
            "Umsätze „stark“",
            "销售额增长",
            "a\vb\nc\td",
            "x" * 300,
            "\u0000\u001f",
            "🙂",
            "مبيعات",
        ]
    ),
    st.text(max_size=30),
)
KINDS = st.sampled_from(["", "column", "bar", "line", "table", "waterfall", "no such kind"])
OPTIONS = st.lists(
    st.tuples(st.sampled_from(["top", "sort", "focus", "summary", "X"]), TEXTS), max_size=3
)
TOPICS = ["a", "b", "A", "not there"]
TABLES = ["Data!A1:C5", "Data#1", "Data!A2:B4", "Nowhere!A1:B2", "no reference at all"]
SUMMARIES = ["", "sum of Sales by Region", "no summary"]


def messages_of(project: Project, key: str) -> tuple[OwnMessage, ...]:
    """Return the messages that stand there now: a person's, or those of some workbook."""
    own = project.item(key).overrides.messages.get(project.language)
    return (("One", "first"), ("", "second")) if own is None else own


def edit(draw: st.DrawFn, project: Project) -> Edit:
    """Draw an edit that a window could make of a project."""
    makers: list[Callable[[st.DrawFn, Project], Edit]] = [_of_briefing, _of_sources]
    if project.sources:
        makers += [_added] * 2
    if project.items:
        makers += [_of_items] + [_of_texts] * 3 + [_of_messages] * 2 + [_of_exhibits] * 2
    return draw(st.sampled_from(makers))(draw, project)


@st.composite
def sequences(draw: st.DrawFn, most: int = 12) -> list[Edit]:
    """Draw edits one after the other, from an empty project on."""
    project, made = Project(), []
    for _ in range(draw(st.integers(1, most))):
        made.append(edit(draw, project))
        project = made[-1].project
    return made


def _of_briefing(draw: st.DrawFn, project: Project) -> Edit:
    text = draw(TEXTS)
    return draw(
        st.sampled_from(
            [
                edits.set_title(project, text),
                edits.set_author(project, text),
                edits.set_date(project, draw(st.sampled_from([text, "2025-03-31", "1. Mai"]))),
                edits.set_language(project, draw(st.sampled_from(LANGUAGES))),
                edits.set_template(project, draw(st.sampled_from(["", "client-16x9"]))),
            ]
        )
    )


def _of_sources(draw: st.DrawFn, project: Project) -> Edit:
    names = ["/data/One.xlsx", "/data/Two.xlsx", "/other/One.xlsx"]
    path = draw(st.sampled_from(names))
    adding = edits.add_sources(project, [(path, path.rpartition("/")[2], "ab" * 32)])
    if not project.sources:
        return adding
    key = draw(st.sampled_from([source.key for source in project.sources]))
    return draw(
        st.sampled_from(
            [
                adding,
                edits.remove_source(project, key),
                edits.replace_source(project, key, path, "New.xlsx"),
                edits.accept_source(project, key, "cd" * 32),
            ]
        )
    )


def _added(draw: st.DrawFn, project: Project) -> Edit:
    source = st.sampled_from([source.key for source in project.sources])
    summary = st.sampled_from(SUMMARIES)
    pick = st.one_of(
        st.builds(Pick, source, topic=st.sampled_from(TOPICS)),
        st.builds(Pick, source, table=st.sampled_from(TABLES), summary=summary),
    )
    place = draw(st.none() | st.integers(-1, 9))
    return edits.add_items(project, draw(st.lists(pick, min_size=1, max_size=3)), place)


def _of_items(draw: st.DrawFn, project: Project) -> Edit:
    all_keys = [item.key for item in project.items]
    keys = draw(st.lists(st.sampled_from(all_keys), min_size=1, max_size=3))
    return draw(
        st.sampled_from(
            [
                edits.remove_items(project, keys),
                edits.move_items(project, keys, draw(st.integers(-1, 9))),
                edits.reset_item(project, keys[0]),
                edits.set_summary(project, keys[0], draw(st.sampled_from(SUMMARIES))),
            ]
        )
    )


def _key(draw: st.DrawFn, project: Project) -> str:
    return draw(st.sampled_from([item.key for item in project.items]))


def _of_texts(draw: st.DrawFn, project: Project) -> Edit:
    key, text = _key(draw, project), draw(st.none() | TEXTS)
    name: edits.TextField = draw(st.sampled_from(("headline", "standfirst", "section", "source")))
    if draw(st.integers(0, 5)) == 0:
        return edits.set_layout(project, key, text)
    return edits.set_text(project, key, name, text)


def _of_messages(draw: st.DrawFn, project: Project) -> Edit:
    key = _key(draw, project)
    shown = messages_of(project, key)
    number, place = draw(st.integers(-1, 4)), draw(st.integers(-1, 4))
    message = draw(st.tuples(TEXTS, TEXTS))
    return draw(
        st.sampled_from(
            [
                edits.change_message(project, key, shown, number, message),
                edits.add_message(project, key, shown, message, place),
                edits.remove_message(project, key, shown, number),
                edits.move_message(project, key, shown, number, place),
                edits.reset_messages(project, key),
            ]
        )
    )


def _of_exhibits(draw: st.DrawFn, project: Project) -> Edit:
    key, number = _key(draw, project), draw(st.integers(1, 3))
    name: edits.ExhibitField = draw(st.sampled_from(("headline", "title", "unit", "source")))
    return draw(
        st.sampled_from(
            [
                edits.set_exhibit_kind(project, key, number, draw(st.none() | KINDS)),
                edits.set_exhibit_text(project, key, number, name, draw(st.none() | TEXTS)),
                edits.set_exhibit_options(project, key, number, draw(st.none() | OPTIONS)),
                edits.show_exhibit(project, key, number, shown=draw(st.booleans())),
            ]
        )
    )

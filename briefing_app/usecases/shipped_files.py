"""The files that the program ships: font metrics, templates, the sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app.errors import CallError
from briefing_app.files import read_file
from briefing_app.system.paths import assets_folder, templates_folder
from briefing_app.typeset.metrics import Metrics

if TYPE_CHECKING:  # whoever paints needs no template
    from briefing_app.deck.template_profile import TemplateProfile


def load_metrics() -> Metrics:
    """Return the font metrics that are shipped."""
    tables = sorted((assets_folder() / "metrics").glob("*.json"))
    return Metrics.from_tables(read_file(table) for table in tables)


def shipped_fonts() -> list[bytes]:
    """Return the font files that are shipped, for machines that have none."""
    return [read_file(font) for font in sorted((assets_folder() / "fonts").glob("*.ttf"))]


def bundled_templates() -> tuple[str, ...]:
    """Return the names of the bundled templates."""
    return tuple(sorted(path.stem for path in templates_folder().glob("*.pptx")))


def template_path(name: str) -> Path:
    """Return the file of a template: a path, or the name of a bundled one.

    Raises CallError when it is neither.
    """
    path = Path(name)
    if path.suffix.lower() in (".pptx", ".potx", ".pptm", ".potm") or path.exists():
        return path
    bundled = templates_folder() / f"{name}.pptx"
    if bundled.exists():
        return bundled
    raise CallError(
        f"There is no template “{name}”.",
        remedy=f"Give a .pptx or .potx file, or one of: {', '.join(bundled_templates())}.",
    )


def load_template(name: str) -> TemplateProfile:
    """Return what a template offers; raises CallError or InputError when it cannot be used."""
    from briefing_app.deck.template_profile import read_template  # noqa: PLC0415

    path = template_path(name)
    return read_template(read_file(path), path.name)


def sample_library() -> Path:
    """Return the bundled topic library."""
    return assets_folder() / "samples" / "briefing-library.xlsx"


def gallery_library() -> Path:
    """Return the bundled topic library with a topic for every kind of chart."""
    return assets_folder() / "samples" / "gallery-library.xlsx"

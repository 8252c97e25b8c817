"""Turns a pack's content into documents: HTML for paper, HTML for the site, and the name of the design they have.

The content is all they are drawn from; nothing is read from the database. The same content under the same design gives
the same bytes.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from plan.clock import LONDON
from plan.pdf import render_paper

from . import lean
from .content import Content, digest

STYLESHEETS = ("plan/paper-base.css", "outcomes/pack.css")
PAGE_STYLESHEETS = (*STYLESHEETS, "outcomes/pack-page.css")
# Everything that shapes what is printed, beside the content.
DESIGN = ("templates/packs/**/*.html", "templates/components/status_tag.html", "templates/charts/*.svg")
DESIGN_CODE = (
    "outcomes/templatetags/packs.py", "outcomes/packs/lean.py", "plan/text.py", "performance/charts.py",
    "performance/chart_parts.py", "performance/scale.py",
)  # fmt: skip
RULES = (
    "performance/rag.py", "performance/direction.py", "performance/course.py", "performance/position.py",
    "performance/values.py", "outcomes/packs/recent.py",
)  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """A finished PDF and how many pages it has."""

    pdf: bytes
    pages: int


def identifier(content: Content) -> str:
    """The name of this paper among all papers."""
    paper = content.paper
    return f"{paper.committee_slug}/{paper.quarter}/version-{paper.number}"


def file_name(content: Content, ending: str) -> str:
    """What the file is called when it is kept: 'adults-and-communities-2022-q2.pdf', '…-v2.pdf' for a revised one."""
    paper = content.paper
    version = f"-v{paper.number}" if paper.is_revised else ""
    return f"{paper.committee_slug}-{paper.quarter.lower()}{version}.{ending}"


def print_pdf(content: Content) -> Printed:
    """The pack as an accessible PDF. Costs about a second and 0.15 s a page, in a process of its own.

    Raises plan.pdf.RenderFailed, whose reason is for the person who asked.
    """
    paper = render_paper(
        _document("packs/paper.html", content),
        title=f"{content.paper.title}: {content.paper.committee}",
        identifier=identifier(content),
        created=datetime.combine(datetime.fromisoformat(content.paper.cut_off_day), time(), tzinfo=LONDON),
        stylesheets=STYLESHEETS,
    )
    return Printed(paper.pdf, paper.pages)


def print_page(content: Content) -> bytes:
    """The pack as one web page that needs nothing beside itself."""
    return _document("packs/page.html", content, style=page_style()).encode()


def _document(template: str, content: Content, **more: str) -> str:
    # A file cannot hold its own SHA-256, so the paper names that of its content, which the log and the desk have too.
    context = {"pack": content, "paper": content.paper, "fingerprint": digest(content.to_dict()), **more}
    return render_to_string(template, context)


@cache
def page_style() -> str:
    """The style sheet that is printed into the page."""
    return lean.style("\n".join(_asset(name).read_text(encoding="utf-8") for name in PAGE_STYLESHEETS))


def template_version() -> str:
    """SHA-256 over the templates, style sheets and drawing code, so that a version says which design it has."""
    return _hash([*_files(DESIGN), *_files(DESIGN_CODE), *map(_asset, PAGE_STYLESHEETS)])


def rules_version() -> str:
    """SHA-256 over the rules that ratings, directions and positions come from."""
    return _hash(_files(RULES))


def _files(patterns: tuple[str, ...]) -> list[Path]:
    return [path for pattern in patterns for path in sorted(settings.BASE_DIR.glob(pattern))]


def _asset(name: str) -> Path:
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(f"The style sheet {name} is not among the static files.")
    return Path(found)


def _hash(paths: list[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.name.encode() + b"\n" + path.read_bytes()).digest())
    return whole.hexdigest()

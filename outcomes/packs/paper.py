"""Turns a pack's content into documents: HTML for paper, HTML for the site, and the name of the design they have.

The content is all they are drawn from; nothing is read from the database. The same content under the same design gives
the same bytes.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from plan.clock import LONDON
from plan.pdf import render_paper

from . import lean
from .content import digest
from .dividing import divided
from .kinds import USUAL, AnyContent, Design

EXEMPT = Design(stylesheets=("plan/paper-base.css", "outcomes/exempt.css"))

# Everything that shapes what is printed, beside the content.
DESIGN = ("templates/packs/**/*.html", "templates/components/status_tag.html", "templates/charts/*.svg")
DESIGN_CODE = (
    "outcomes/templatetags/packs.py", "outcomes/packs/lean.py", "outcomes/packs/dividing.py",
    "outcomes/packs/cutting.py", "outcomes/packs/markup.py", "plan/text.py", "performance/charts.py",
    "performance/chart_parts.py", "performance/scale.py", "outcomes/packs/sheets.py", "outcomes/packs/workbook.py",
    "outcomes/packs/word/*.py",
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


def identifier(content: AnyContent) -> str:
    """The name of this paper among all papers."""
    paper = content.paper
    return f"{paper.committee_slug}/{paper.address}/version-{paper.number}"


def file_name(content: AnyContent, ending: str, *, beside: str = "") -> str:
    """What the file is called when it is kept: 'adults-and-communities-2022-q2.pdf', '…-v2.pdf' for a revised one,
    '…-exempt.pdf' for one `beside` it."""
    paper = content.paper
    version = f"-v{paper.number}" if paper.is_revised else ""
    apart = f"-{beside}" if beside else ""
    return f"{paper.committee_slug}-{paper.address.lower().replace('/', '-')}{version}{apart}.{ending}"


def print_pdf(content: AnyContent, design: Design = USUAL) -> Printed:
    """The pack as an accessible PDF. Costs about a second and 0.15 s a page, in a process of its own.

    Raises plan.pdf.RenderFailed, whose reason is for the person who asked.
    """
    title = f"{content.paper.title}: {content.paper.committee}"
    html = _document(design.paper, content).replace("</head>", f"{_numbered_from(content.paper.first_page)}</head>", 1)
    return _printed(html, content, title, identifier(content), design)


def print_exempt(exempt: Any, content: AnyContent) -> Printed:
    """The exempt part of a pack as an accessible PDF of its own, marked on each page. About a second."""
    told = f"Exempt appendix: {content.paper.committee}, {content.paper.quarter_label}"
    html = render_to_string("packs/exempt.html", {"exempt": exempt, "paper": content.paper, "title": told})
    return _printed(html, content, told, f"{identifier(content)}/exempt", EXEMPT)


def _numbered_from(first_page: int | None) -> str:
    """A style that numbers the pages as the agenda's papers do, where it is known on which of them the first one is.
    How many there are in all is left out: the agenda's pages go on after them."""
    if not first_page:
        return ""
    running = "@page{@bottom-right{content:counter(page)}}"
    return f"<style>@page:first{{counter-reset:page {first_page}}}{running}</style>"


def _printed(html: str, content: AnyContent, title: str, name: str, design: Design) -> Printed:
    paper = render_paper(
        html,
        title=title,
        identifier=name,
        created=datetime.combine(datetime.fromisoformat(content.paper.cut_off_day), time(), tzinfo=LONDON),
        stylesheets=design.stylesheets,
    )
    return Printed(paper.pdf, paper.pages)


def print_page(content: AnyContent, design: Design = USUAL) -> bytes:
    """The pack as one web page that needs nothing beside itself."""
    return lean.markup(_document(design.page, content, style=page_style(design))).encode()


def print_pages(content: AnyContent, design: Design = USUAL) -> list[bytes]:
    """The pack as web pages, the first with its contents; one page where it is light enough for that."""
    document = _document(design.page, content, style=page_style(design))
    return [page.encode() for page in divided(document, lambda beside: file_name(content, "html", beside=beside))]


def _document(template: str, content: AnyContent, **more: str) -> str:
    # A file cannot hold its own SHA-256, so the paper names that of its content, which the log and the desk have too.
    context = {"pack": content, "paper": content.paper, "fingerprint": digest(content.to_dict()), **more}
    return render_to_string(template, context)


@cache
def page_style(design: Design = USUAL) -> str:
    """The style sheet that is printed into the page."""
    sheets = "\n".join(_asset(name).read_text(encoding="utf-8") for name in _sheets(design))
    return lean.for_screen(lean.style(sheets))


def _sheets(design: Design = USUAL) -> tuple[str, ...]:
    return (*design.stylesheets, *design.page_stylesheets)


def template_version(design: Design = USUAL) -> str:
    """SHA-256 over the templates, style sheets and drawing code, so that a version says which design it has."""
    return _hash([*_files(DESIGN), *_files(DESIGN_CODE), *map(_asset, _sheets(design))])


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

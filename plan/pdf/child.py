"""The process that renders one paper and ends: `python -m plan.pdf.child`, a job on its stdin.

It knows no Django, no database and no secret; it sets its own limits before it reads a word, and may open no
connection and start no program. A page that tries to eat the machine ends this process, and nothing else.

The job is one JSON object (see `Job`); the answer, on stdout, one line of JSON (`failed`, or `warnings` and `pages`)
followed by the bytes of the PDF.
"""

import ctypes
import gc
import json
import logging
import os
import resource
import signal
import sys
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from typing import Any, BinaryIO

from plan.characters import REPLACEMENT, clean

PR_SET_PDEATHSIG = 1
MEGABYTE = 1024 * 1024
LARGEST_PAPER = 200 * MEGABYTE
CHECKED_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "ftplib.")


@dataclass(frozen=True)
class Job:
    """One paper to render. `created` is None or an ISO 8601 moment; `stylesheets` are names of assets."""

    html: str
    title: str
    language: str
    identifier: str
    created: str | None
    stylesheets: list[str]


class Refused(Exception):
    """The paper cannot be made as it is; the message says what to mend."""


def main() -> int:
    """Render the job on stdin to stdout. Arguments: processor seconds and megabytes of memory it may use."""
    end_with_parent()
    seconds, megabytes = int(sys.argv[1]), int(sys.argv[2])
    limit(seconds, megabytes)
    # What libraries print must not get between the bytes of the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        job = Job(**json.load(sys.stdin.buffer))
        said, pdf = render(job)
    except Refused as refusal:
        said, pdf = {"failed": str(refusal)}, b""
    except MemoryError:
        said, pdf = {"failed": "memory"}, b""
    except RecursionError:
        said, pdf = {"failed": "It is nested too deeply: simplify its tables and lists."}, b""
    return write(answer, said, pdf)


def end_with_parent() -> None:
    """End this process when the one that waits for the paper is killed, and cannot end it itself. Linux only:
    elsewhere the limit of processor time does it later."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def limit(seconds: int, megabytes: int) -> None:
    """Bound what this process may use: processor time, memory, the size of files; it yields to the site."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_PAPER, LARGEST_PAPER))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def write(answer: BinaryIO, said: dict[str, Any], pdf: bytes) -> int:
    answer.write(json.dumps(said).encode() + b"\n")
    answer.write(pdf)
    answer.close()
    return 0


class Log(logging.Handler):
    """Keeps what WeasyPrint says: `errors` (something is missing from the pages) and `warnings`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self.unprintable: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if "glyph rendered for Unicode" in str(record.msg) and isinstance(record.args, tuple):
            self.unprintable.add(str(record.args[0]))
            return
        if "has no required alt" in str(record.msg):
            return  # an empty alternative text is meant: such a picture becomes an artifact
        kept = self.errors if record.levelno >= logging.ERROR else self.warnings
        picture = str(record.msg).startswith(
            ("Failed to load image", "Failed to render SVG", "Failed to load inline SVG")
        )
        message = "a picture or chart cannot be read, replace it." if picture else record.getMessage()[:300]
        if message not in kept and len(kept) < 100:
            kept.append(message)


def render(job: Job) -> tuple[dict[str, Any], bytes]:
    """Shut this process's doors for good, then `make` the paper."""
    import weasyprint  # noqa: F401 - most of a second's work, and it may start programs: before the doors are shut

    # What is imported is never rubbish, and pages make little: looking for it seldom saves a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    _shut_doors()
    return make(job)


def make(job: Job) -> tuple[dict[str, Any], bytes]:
    """Return what is said of the paper (`warnings`, `pages`) and its bytes. Raises Refused."""
    log = Log()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(log)
    try:
        return _make(job, log)
    finally:
        logger.removeHandler(log)


def _make(job: Job, log: Log) -> tuple[dict[str, Any], bytes]:
    unprintable: set[str] = set()
    for _ in range(3):
        pdf, pages = _render(job, log, frozenset(unprintable))
        if not log.unprintable:
            break
        # No installed font has these characters, and a reader would be read nothing: say so on the page.
        unprintable |= _written_as(log.unprintable, job.html, again=bool(unprintable))
        log.unprintable = set()
    else:
        codes = ", ".join(_code(character) for character in sorted(unprintable)[:10])
        raise Refused(f"No font has the characters {codes}: write them in another way.")
    log.warnings += [
        f"No font has the character {_code(character)}: {REPLACEMENT} is printed." for character in unprintable
    ]
    return {"warnings": sorted(log.warnings), "pages": pages}, pdf


def _written_as(missing: set[str], html: str, *, again: bool) -> set[str]:
    """The characters to replace: the missing ones, and where that did not help those that are drawn with them."""
    if not again:
        return missing
    return missing | {character for character in set(html) if missing & set(unicodedata.normalize("NFKD", character))}


def _code(character: str) -> str:
    return f"U+{ord(character[0]):04X}"


def _render(job: Job, log: Log, unprintable: frozenset[str]) -> tuple[bytes, int]:
    from weasyprint import HTML

    from plan.pdf.aftercare import finish
    from plan.pdf.assets import ASSETS, Assets, static_folders
    from plan.pdf.check import problems

    replaced = str.maketrans(dict.fromkeys(unprintable, REPLACEMENT))

    def mend(text: str) -> str:
        return clean(text).translate(replaced)

    assets = Assets(static_folders(), mend)
    html = HTML(string=job.html, base_url=ASSETS, url_fetcher=assets)
    if found := problems(html.etree_element, language=job.language):
        raise Refused(" ".join(found[:5]))
    _mend_words(html.etree_element, mend)
    document = _lay_out(html, assets, job.stylesheets)
    _describe(document.metadata, job, mend(job.title))
    name = md5(job.identifier.encode(), usedforsecurity=False).digest()
    pdf = document.write_pdf(pdf_variant="pdf/a-2a", pdf_identifier=name)
    _nothing_missing(assets.refused, log.errors)
    created = datetime.fromisoformat(job.created) if job.created else None
    pdf = finish(pdf, title=mend(job.title), language=job.language, identifier=job.identifier, created=created)
    return pdf, len(document.pages)


def _lay_out(html: Any, assets: Any, stylesheets: list[str]) -> Any:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetchingError

    from plan.pdf.assets import ASSETS

    fonts = FontConfiguration()
    styles = []
    for name in stylesheets:
        try:
            styles.append(CSS(url=ASSETS + name, url_fetcher=assets, font_config=fonts))
        except URLFetchingError:
            raise Refused(f'The stylesheet "{name}" is not among the project\'s own files.') from None
    # The hints are what numbers a list from where its narrative starts it, and sizes pictures by their attributes.
    return html.render(font_config=fonts, stylesheets=styles, presentational_hints=True, pdf_variant="pdf/a-2a")


def _describe(metadata: Any, job: Job, title: str) -> None:
    """The file says of itself what the job says, and nothing that a page's <meta> put in."""
    metadata.title, metadata.lang = title, job.language
    metadata.created = metadata.modified = job.created
    metadata.authors, metadata.keywords, metadata.attachments = [], [], []
    metadata.description = metadata.generator = None


def _mend_words(root: Any, mend: Any) -> None:
    for element in root.iter():
        if element.tag == "style":
            continue
        if element.text:
            element.text = mend(element.text)
        if element.tail:
            element.tail = mend(element.tail)
        for name, value in element.attrib.items():
            if name not in ("href", "src"):
                element.set(name, mend(value))


def _nothing_missing(refused: list[str], errors: list[str]) -> None:
    """A paper is a record: it has everything that was put on it, or it is not made."""
    if refused:
        raise Refused(f'It asks for "{refused[0][:100]}", which is not one of its own files: take that out.')
    if errors:
        raise Refused(f"Something on it cannot be drawn: {errors[0]}")


def _shut_doors() -> None:
    """From here on no connection is opened and no program started, whoever asks for it."""

    def judge(event: str, _arguments: object) -> None:
        if event.startswith(CHECKED_EVENTS):
            raise PermissionError(f"A paper is made without {event}.")

    sys.addaudithook(judge)


if __name__ == "__main__":
    sys.exit(main())

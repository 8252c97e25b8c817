"""The text of a PDF, page by page, read in a process of its own that is bounded in time and memory.

What reads it there is `outcomes/framework/pdf_child.py`; a file made to do harm ends that process and nothing else.
"""

import json
import subprocess
import sys
from pathlib import Path

from .reading import LARGEST, Unreadable

SECONDS, MEGABYTES = 60, 1_500
MOST_PAGES = 1_000
_ROOT = Path(__file__).resolve().parents[3]
_SAYS = {
    "locked": "The PDF is protected by a password. Save it again without one, or give the Word document.",
    "damaged": "The PDF cannot be read: it is damaged. Save it again as PDF, or give the Word document.",
    "long": f"The PDF has more than {MOST_PAGES:,} pages. Save only those that hold the plan.",
    "scanned": "The PDF holds pictures of pages and no text, as a scanner makes it. Give the document it was made "
    "from, or have its text recognised first.",
    "memory": "The PDF needs more time or memory than the text of a plan does. Save only the pages that hold the plan, "
    "or give the Word document.",
}  # fmt: skip


def read_pdf(data: bytes) -> str:
    """The text, in the order in which the file draws it: a form feed before each page but the first, a blank line where
    more room parts two lines than usual. Running heads and page numbers are left out where they repeat.

    Raises Unreadable for a file that is too large, protected, damaged, or made of pictures.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"The file is larger than {LARGEST // 1_000_000} MB. Save only the pages that hold the plan.")
    command = [
        sys.executable,
        "-m",
        "outcomes.framework.pdf_child",
        *map(str, (SECONDS, MEGABYTES, MOST_PAGES)),
    ]
    try:
        done = subprocess.run(  # noqa: S603  the command is fixed, the file comes on stdin
            command, input=data, capture_output=True, cwd=_ROOT, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(_SAYS["memory"]) from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise Unreadable(_SAYS["memory" if done.returncode < 0 else "damaged"]) from None
    if "text" not in told:
        raise Unreadable(_SAYS[told["failed"]])
    return str(told["text"])

"""The process that reads one PDF and ends: `python -m outcomes.framework.pdf_child`, the file on its stdin.

Knows no Django and no database, and bounds itself before it reads a byte. Called with seconds, megabytes and the most
pages; the answer on stdout is one JSON object: `text`, or `failed` with why.
"""

import json
import sys

from outcomes.framework.importer.pdf_pages import Refused, text_of
from plan.pdf.child import end_with_parent, limit


def main() -> int:
    end_with_parent()
    seconds, megabytes, most = (int(one) for one in sys.argv[1:4])
    limit(seconds, megabytes)
    try:
        told = {"text": text_of(sys.stdin.buffer.read(), most)}
    except Refused as refusal:
        told = {"failed": str(refusal)}
    except (MemoryError, RecursionError):
        told = {"failed": "memory"}
    except Exception:
        told = {"failed": "damaged"}  # the library meets broken files with many kinds of errors
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""JSON as it comes in: no more than so much of it, strictly JSON, and never an error of ours."""

import json
from typing import Any, NoReturn

from django.conf import settings
from rest_framework.parsers import BaseParser

from .problems import Problem


class Json(BaseParser):
    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        largest = settings.API_LARGEST_BODY
        content = stream.read(largest + 1)
        if len(content) > largest:
            raise Problem(413, f"Send at most {largest // 1_000_000} MB at once, in several requests if need be.")
        try:
            return json.loads(content.decode("utf-8"), parse_constant=_refused)
        except RecursionError:
            raise Problem(400, "This JSON is nested too deeply.") from None
        except ValueError:
            raise Problem(400, "This is not JSON in UTF-8.") from None


def _refused(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON.")

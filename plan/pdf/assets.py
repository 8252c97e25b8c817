"""Where a paper may take pictures, stylesheets and fonts from: the project's own static folders, and itself.

An asset is named as in `{% static %}`, "plan/paper-base.css". Everything else, on this machine or any other,
is refused before it is looked for.
"""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

# Relative names are joined to this. "invalid" is reserved (RFC 6761): no host ever answers to it.
ASSETS = "https://assets.invalid/"
PROJECT = Path(__file__).resolve().parents[2]


def static_folders(project: Path = PROJECT) -> list[Path]:
    """Return the static folders of the packages in `project`: not what was collected or uploaded."""
    return sorted(
        folder for folder in project.glob("*/static") if folder.is_dir() and (folder.parent / "__init__.py").is_file()
    )


class NotAllowed(ValueError):
    """A paper asked for something that does not belong to the project."""


class Assets(URLFetcher):
    """Fetches bundled assets and `data:` addresses; remembers in `refused` what else was asked for.

    WeasyPrint goes on without what it could not fetch, and takes even fatal errors in a drawing for a broken
    drawing. So the caller looks at `refused` when the rendering is over.
    """

    def __init__(self, folders: list[Path], mend: Callable[[str], str] = str) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.folders = [folder.resolve() for folder in folders]
        self.mend = mend  # mends the text of drawings that arrive as data
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the asset. Raises NotAllowed for whatever is neither bundled nor in the address itself."""
        if url[:5].lower() == "data:":
            return self._data(url)
        path = self._bundled(url)
        if path is None:
            self.refused.append(url)
            raise NotAllowed(f"not one of the project's own files: {url}")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def _data(self, url: str) -> URLFetcherResponse:
        response = super().fetch(url)
        if response.content_type != "image/svg+xml":
            return response
        drawing = self.mend(response.read().decode("utf-8", "replace"))
        return URLFetcherResponse("data:", drawing.encode(), {"Content-Type": "image/svg+xml"})

    def _bundled(self, url: str) -> Path | None:
        if not url.startswith(ASSETS):
            return None
        name = unquote(urlsplit(url).path).lstrip("/")
        if not name or "\x00" in name:
            return None
        for folder in self.folders:
            path = (folder / name).resolve()
            if path.is_relative_to(folder) and path.is_file():
                return path
        return None

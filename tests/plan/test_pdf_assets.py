from urllib.parse import quote

import pytest

from plan.pdf.assets import ASSETS, Assets, NotAllowed, static_folders


@pytest.fixture
def assets(tmp_path):
    static = tmp_path / "project" / "plan" / "static"
    (static / "plan").mkdir(parents=True)
    (static / "plan" / "a.css").write_text("p { color: red }")
    (tmp_path / "project" / "secret.css").write_text("secret")
    (static / "plan" / "way-out.css").symlink_to(tmp_path / "project" / "secret.css")
    return Assets([static], lambda text: text.replace("bad", "good"))


def test_a_bundled_asset_is_found_by_its_name(assets):
    response = assets(f"{ASSETS}plan/a.css?v=1")
    assert response.read() == b"p { color: red }"
    assert response.content_type == "text/css"
    assert assets.refused == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x",
        "file:///etc/passwd",
        f"{ASSETS}plan/missing.css",
        f"{ASSETS}plan",
        ASSETS,
        f"{ASSETS}../../secret.css",
        f"{ASSETS}%2e%2e/%2e%2e/secret.css",
        f"{ASSETS}plan/..%2f..%2f..%2fsecret.css",
        f"{ASSETS}/etc/passwd",
        f"{ASSETS}plan/way-out.css",
        f"{ASSETS}plan/a.css%00.png",
        "https://assets.invalid.example.org/plan/a.css",
    ],
)
def test_everything_else_is_refused_and_remembered(assets, url):
    with pytest.raises(NotAllowed):
        assets(url)
    assert assets.refused == [url]


def test_drawings_that_arrive_as_data_are_mended_and_pictures_are_not(assets):
    svg = assets("data:image/svg+xml," + quote("<svg><text>bad é</text></svg>"))
    assert svg.content_type == "image/svg+xml"
    assert svg.read() == "<svg><text>good é</text></svg>".encode()
    assert assets("data:image/png;base64,YmFk").read() == b"bad"


def test_static_folders_are_those_of_packages(tmp_path):
    for name in ("plan", "outcomes", "var"):
        (tmp_path / name / "static").mkdir(parents=True)
    for name in ("plan", "outcomes"):
        (tmp_path / name / "__init__.py").touch()
    assert static_folders(tmp_path) == [tmp_path / "outcomes" / "static", tmp_path / "plan" / "static"]
    assert [folder.parent.name for folder in static_folders()].count("plan") == 1

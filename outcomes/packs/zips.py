"""Makes a package of Office files the same bytes whenever it is made: libraries put the moment of making into them."""

import io
import zipfile
from collections.abc import Mapping

from plan.characters import clean

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can say


def steady(package: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The same package with every entry dated alike, and with some entries `replaced` by others.

    Raises zipfile.BadZipFile for what is no package.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = (replaced or {}).get(entry.filename)
            told = zipfile.ZipInfo(entry.filename, FIRST_DAY)
            told.compress_type, told.external_attr, told.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(told, old.read(entry) if content is None else content)
    return out.getvalue()


def core_properties(*, title: str, creator: str, subject: str, moment: str) -> bytes:
    """What a file says of itself (`docProps/core.xml`): no person's name, and a moment that its content decides."""
    from xml.sax.saxutils import escape

    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    told = {"dc:title": title, "dc:subject": subject, "dc:creator": creator, "cp:lastModifiedBy": creator,
            "dc:language": "en-GB"}  # fmt: skip
    words = "".join(f"<{name}>{escape(clean(value))}</{name}>" for name, value in told.items())
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{declared}<cp:coreProperties {spaces}>{words}{days}</cp:coreProperties>".encode()

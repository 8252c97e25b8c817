"""Anybody's Word document: headings by style, by counted numbers or by bold numbers; and files that are refused."""

import io
import zipfile

import pytest
from docx import Document

from outcomes.framework.importer import NotAPlan, Unreadable
from outcomes.framework.importer.papers import read_outline
from outcomes.framework.importer.word.package import Package, W
from outcomes.framework.importer.word.paragraphs import read_blocks

AIMS, COMMITMENTS = "What will success look like?", "Our commitments"
PARTS = {
    "1. Warm Homes": {
        "1.1 Homes are warm": (["Fewer cold homes"], ["We will insulate lofts", "We will mend boilers"]),
        "1.2 Homes are dry": (["Fewer damp homes"], ["We will clear gutters"]),
    },
    "2. Lively Markets": {"2.1 Stalls are let": (["More stalls let"], ["We will lower the rent of stalls"])},
}


def as_bytes(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paper(*, numbered: bool, style: bool, plain_lists: bool = False) -> bytes:
    document = Document()
    document.add_paragraph("Report of the Chief Executive", style="Title" if style else None)

    def heading(text: str, level: int) -> None:
        text = text if numbered else text.split(" ", 1)[1]
        if style:
            document.add_heading(text, level)
        else:
            document.add_paragraph().add_run(text).bold = True

    for title, subs in PARTS.items():
        heading(title, 1)
        paragraph = document.add_paragraph("Why it matters, with ")
        paragraph.add_run("stress").bold = True
        paragraph.add_run(".")
        for sub, (aims, commitments) in subs.items():
            heading(sub, 2)
            document.add_paragraph("How things stand.")
            for name, items in ((AIMS, aims), (COMMITMENTS, commitments)):
                document.add_paragraph(name)
                for item in items:
                    document.add_paragraph(f"• {item}" if plain_lists else item, None if plain_lists else "List Bullet")
    return as_bytes(document)


@pytest.mark.parametrize(
    ("numbered", "style", "plain_lists"),
    [(True, True, False), (False, True, False), (True, False, False), (True, False, True)],
)
def test_a_plan_is_found_by_styles_or_by_bold_numbers(numbered, style, plain_lists):
    outline = read_outline(paper(numbered=numbered, style=style, plain_lists=plain_lists))
    assert [one.title for one in outline.outcomes] == ["Warm Homes", "Lively Markets"]
    found = {
        f"{sub.number} {sub.title}": ([aim.text for aim in sub.aims], [one.text for one in sub.commitments])
        for outcome in outline.outcomes
        for sub in outcome.sub_outcomes
    }
    assert found == {name: told for subs in PARTS.values() for name, told in subs.items()}
    if not plain_lists:
        assert outline.outcomes[0].narrative == "Why it matters, with **stress**."


def test_a_document_without_a_plan_says_what_was_looked_for():
    document = Document()
    document.add_heading("1. Apologies", 1)
    document.add_paragraph("None were received.")
    with pytest.raises(NotAPlan, match="success"):
        read_outline(as_bytes(document))


def zipped(parts: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped({"xl/other.xml": b"<a/>"}), "no Word document"),
        (zipped({"word/document.xml": ENTITIES}), "declares entities"),
        (zipped({"word/document.xml": b"<a>" + b" " * 20_000_000 + b"</a>"}), "unpacks to far more"),
        (zipped({"word/document.xml": b"<a"}), "damaged"),
        (zipped({"word/document.xml": b"<a/>"}), "damaged"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04" + b"\0" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_what_is_no_sound_document_is_refused_with_what_to_do(data, says):
    with pytest.raises(Unreadable, match=says):
        read_outline(data)


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_ways_of_packing_that_unpack_without_a_bound_are_refused(way):
    parts = {"word/document.xml": f'<a xmlns:w="{W[1:-1]}"><w:body/></a>'.encode()}
    assert Package(zipped(parts)).body().tag == f"{W}body"
    with pytest.raises(Unreadable, match="damaged"):
        Package(zipped(parts, way))


def test_a_document_nested_without_end_is_refused():
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inner = b"<w:sdt><w:sdtContent>" * 100 + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * 100
    document = f'<w:document xmlns:w="{w}"><w:body>'.encode() + inner + b"</w:body></w:document>"
    with pytest.raises(Unreadable, match="within each other"):
        read_outline(zipped({"word/document.xml": document}))


def test_of_tracked_changes_the_words_that_stay_are_read():
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = "<w:r><w:t>We will </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
    words += "<w:ins><w:r><w:t>mend</w:t></w:r></w:ins><w:r><w:noBreakHyphen/><w:br/><w:t>it</w:t></w:r>"
    document = f'<w:document xmlns:w="{w}"><w:body><w:p>{words}</w:p></w:body></w:document>'.encode()
    (block,) = read_blocks(zipped({"word/document.xml": document}))
    assert block.text == "We will mend\N{NON-BREAKING HYPHEN}\nit"

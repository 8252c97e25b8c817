"""What WeasyPrint leaves undone in a tagged PDF, done to the finished file.

WeasyPrint 70 makes good PDF/A-2a and nearly good PDF/UA-1. Left to do, each with the clause of ISO 14289-1 or of
ISO 32000-1 that wants it:

* running headers and footers, and pictures without words, are artifacts (7.1, 7.8), not content without a place;
* whatever stands in a list item beside its label stands in one LBody (7.2), nested lists too;
* the annotation of a link belongs to the Link itself (7.18.5), however many elements the link's words hold;
* a table whose headers stand in a head has a body (7.2);
* header cells say what they head, /Scope (7.5), and can be found by the cells that name them (/IDTree, 14.7.2);
* the file says that it claims PDF/UA-1 (5).

Everything is decided by the content, nothing by the clock or by chance: the same pages give the same bytes.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from plan.pdf.xmp import packet

# An element of the structure tree: a dictionary, whose members pikepdf knows only as objects.
Element = Any

_MARK = re.compile(rb"/\w+\s+<</MCID (\d+)>>\s+BDC")


def finish(pdf: bytes, *, title: str, language: str, identifier: str, created: datetime | None) -> bytes:
    """Return the PDF that WeasyPrint wrote, made PDF/UA-1 and PDF/A-2a at once.

    Raises pikepdf.PdfError when `pdf` is none.
    """
    with Pdf.open(io.BytesIO(pdf)) as paper:
        root = paper.Root.StructTreeRoot
        _put_links_together(paper)
        elements = list(_elements(root.K[0]))
        _drop_silent_figures(elements)
        for element in elements:
            if element.S == "/LI":
                _fill_list_item(paper, element)
            elif element.S == "/TR":
                _scope_headers(element)
            elif element.S == "/Table":
                _give_body(element)
        _index_headers(paper, elements)
        _mark_artifacts(paper)
        producer = str(paper.docinfo.get("/Producer", ""))
        xmp = packet(title=title, language=language, identifier=identifier, created=created, producer=producer)
        paper.Root.Metadata = paper.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)
        finished = io.BytesIO()
        paper.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
        return finished.getvalue()


def _all_kids(element: Element) -> list[Any]:
    """The element's children in reading order: elements, marks (numbers) and annotations."""
    kids: Any = element.get("/K", [])
    return list(kids) if isinstance(kids, Array) else [kids]


def _kids(element: Element) -> list[Element]:
    """The element's children that are elements themselves, in reading order."""
    return [kid for kid in _all_kids(element) if isinstance(kid, Dictionary) and "/S" in kid]


def _elements(top: Element) -> Iterator[Element]:
    """Every element under `top`, itself first, parents before children."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += reversed(_kids(element))


def _page_marks(paper: Pdf) -> Iterator[tuple[int, Any]]:
    """For each number of the parent tree the elements that own a page's marks; annotations have none."""
    numbers = paper.Root.StructTreeRoot.ParentTree.Nums
    for position in range(0, len(numbers), 2):
        if isinstance(numbers[position + 1], Array):
            yield int(numbers[position]), numbers[position + 1]


def _drop_silent_figures(elements: list[Element]) -> None:
    """A picture without words says nothing: out of the tree, so that it becomes an artifact."""
    for element in elements:
        if element.S == "/Figure" and not str(element.get("/Alt", "")).strip():
            kept = [kid for kid in element.P.K if not _same(kid, element)]
            element.P.K = Array(kept)


def _same(one: object, other: Element) -> bool:
    return isinstance(one, pikepdf.Object) and one.is_indirect and one.objgen == other.objgen


def _fill_list_item(paper: Pdf, item: Element) -> None:
    """Put what stands beside the label into one LBody, with the lists that follow the item."""
    kids = _kids(item)
    body = [kid for kid in kids if kid.S != "/Lbl"]
    nested = _lists_after(item)
    if not nested and [kid.S for kid in body] in ([], ["/LBody"]):
        return
    one = paper.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array()))
    if "/Pg" in item:
        one.Pg = item.Pg
    parts = [part for kid in body + nested for part in (_kids(kid) if kid.S == "/LBody" else [kid])]
    for part in sorted(parts, key=_first_mark):
        part.P = one
        one.K.append(part)
    item.K = Array([kid for kid in kids if kid.S == "/Lbl"] + [one])


def _first_mark(element: Element) -> int:
    """The number of the first mark in the element: marks are numbered as they are read. Items end with the page."""
    marks = [int(kid) for part in _elements(element) for kid in _all_kids(part) if isinstance(kid, int)]
    return min(marks, default=0)


def _lists_after(item: Element) -> list[Element]:
    """Take the lists that stand right after the item out of its list and return them.

    WeasyPrint puts a nested list beside the item it belongs to.
    """
    siblings = list(item.P.K)
    position = next(index for index, kid in enumerate(siblings) if _same(kid, item)) + 1
    nested = []
    while position < len(siblings) and siblings[position].S == "/L":
        nested.append(siblings.pop(position))
    if nested:
        item.P.K = Array(siblings)
    return nested


def _put_links_together(paper: Pdf) -> None:
    """Give each Link the annotations of the elements within it, once per place on the page."""
    top = paper.Root.StructTreeRoot.K[0]
    owners = {int(number): owner for number, owner in _annotation_owners(paper)}
    waiting: list[tuple[Element, Element | None]] = [(top, None)]
    while waiting:
        element, link = waiting.pop()
        inner = link if link is not None else (element if element.S == "/Link" else None)
        if link is not None:
            _give_annotations(element, link, owners)
            if element.S == "/Link":  # words that the stylesheet added: part of the link, not one within it
                element.S = Name.Span
        waiting += [(kid, inner) for kid in reversed(_kids(element))]
    _write_annotation_owners(paper, owners)


def _annotation_owners(paper: Pdf) -> Iterator[tuple[int, Element]]:
    numbers = paper.Root.StructTreeRoot.ParentTree.Nums
    for position in range(0, len(numbers), 2):
        if isinstance(numbers[position + 1], Dictionary):
            yield int(numbers[position]), numbers[position + 1]


def _write_annotation_owners(paper: Pdf, owners: dict[int, Element]) -> None:
    numbers: Any = Array()
    for number, marks in _page_marks(paper):
        numbers.extend([number, marks])
    for number, owner in sorted(owners.items()):
        numbers.extend([number, owner])
    paper.Root.StructTreeRoot.ParentTree.Nums = numbers


def _give_annotations(element: Element, link: Element, owners: dict[int, Element]) -> None:
    """Move the element's annotations up to its link; drop those the link covers with one of its own."""
    has_own = any(_is_annotation(kid) for kid in link.K)
    kept = Array()
    for kid in element.K:
        if not _is_annotation(kid):
            kept.append(kid)
        elif has_own:
            _remove_annotation(kid)
            del owners[int(kid.Obj.StructParent)]
        else:
            link.K.append(kid)
            owners[int(kid.Obj.StructParent)] = link
    element.K = kept


def _is_annotation(kid: object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def _remove_annotation(reference: Element) -> None:
    page = reference.Pg
    page.Annots = Array([annotation for annotation in page.Annots if not _same(annotation, reference.Obj)])


def _give_body(table: Element) -> None:
    """A table of nothing but headers, or the part of one on this page, has them in its body (7.2)."""
    kids = _kids(table)
    if "/TBody" not in [kid.S for kid in kids]:
        for kid in kids:
            if kid.S == "/THead":
                kid.S = Name.TBody


def _scope_headers(row: Element) -> None:
    """Say of each header cell whether it heads its row or its column.

    WeasyPrint does not write the HTML's scope down, but it wrote which headers each cell has: a header that
    a cell of its own row names heads the row.
    """
    cells = _kids(row)
    named = {bytes(name) for cell in cells if cell.S == "/TD" for name in cell.A.get("/Headers", [])}
    for cell in cells:
        if cell.S == "/TH":
            cell.A.Scope = Name.Row if "/ID" in cell and bytes(cell.ID) in named else Name.Column
        elif cell.S == "/TD" and "/Headers" in cell.A and not len(cell.A.Headers):
            del cell.A["/Headers"]


def _index_headers(paper: Pdf, elements: list[Element]) -> None:
    """Let the names by which cells know their headers be looked up."""
    named = sorted(((bytes(element.ID), element) for element in elements if "/ID" in element), key=lambda pair: pair[0])
    if named:
        names = Array()
        for name, element in named:
            names.extend([pikepdf.String(name), element])
        leaf = Dictionary(Names=names)
        paper.Root.StructTreeRoot.IDTree = paper.make_indirect(leaf)


def _mark_artifacts(paper: Pdf) -> None:
    """Turn marked content whose element is not in the tree into artifacts."""
    in_tree = {element.objgen for element in _elements(paper.Root.StructTreeRoot.K[0])}
    pages = {int(page.StructParents): page for page in paper.pages if "/StructParents" in page}
    for number, owners in _page_marks(paper):
        lost = {mark for mark, owner in enumerate(owners) if owner.objgen not in in_tree}
        if not lost:
            continue
        page = pages[number]
        page.Contents.write(_without_marks(page.Contents.read_bytes(), lost))
        for mark in lost:
            owners[mark] = None


def _without_marks(content: bytes, lost: set[int]) -> bytes:
    return _MARK.sub(lambda mark: b"/Artifact BMC" if int(mark[1]) in lost else mark[0], content)

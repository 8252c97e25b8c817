"""A Word document that people and screen readers can work with: real styles, one language, headings, repeated headers.

The one module that knows the library. What it leaves to chance (the moment of saving, its own name as author, a picture
of somebody else's document) is set or taken out, so that the same content gives the same bytes.
"""

import io
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from plan.characters import clean

from ..zips import core_properties, steady

FONT, MONOSPACED = "Arial", "Courier New"
INK, LINK = RGBColor(0x1B, 0x24, 0x30), RGBColor(0x1F, 0x3F, 0x8F)
QUIET = RGBColor(0x4A, 0x55, 0x65)
SIZES = {"Title": 20, "Heading 1": 15, "Heading 2": 13, "Heading 3": 12, "Heading 4": 12, "Heading 5": 12}
DEEPEST = 5  # of headings
NUMBERED = "Numbered paragraph"
BULLET, DECIMAL, PARAGRAPH = 901, 902, 903  # our own definitions of lists, out of the template's way
LEVELS = 6  # of lists within lists
BULLETS = "•–▪"
ALIGNED = {"align-right": WD_ALIGN_PARAGRAPH.RIGHT, "align-centre": WD_ALIGN_PARAGRAPH.CENTER}


class WordDocument:
    """A document in the making. `add_…` put something at its end; `as_bytes` finishes it."""

    def __init__(self, *, footer: str) -> None:
        self.docx: Any = Document()
        self._ids: dict[str, str | None] = {}  # the library would look through all styles for each paragraph
        self._styles()
        self._lists()
        self._footer(footer)

    # What stands in it -----------------------------------------------------------------------------------------------

    def paragraph(self, style: str = "Normal", *, within: Any = None) -> Any:
        """An empty paragraph in a style, at the end of the document or of a table's cell."""
        made = (within or self.docx).add_paragraph()
        if style not in self._ids:
            self._ids[style] = self.docx.part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        made._p.style = self._ids[style]
        return made

    def say(self, words: str, style: str = "Normal") -> Any:
        """A paragraph of plain words."""
        made = self.paragraph(style)
        made.add_run(clean(words))
        return made

    def style(self, name: str, *, bold: bool = False, quiet: bool = False) -> None:
        """A style of the document's own for paragraphs, like its usual one but for this."""
        made = self.docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = self._normal
        made.font.bold = bold or None
        if quiet:
            made.font.color.rgb = QUIET

    def bookmark(self, paragraph: Any, key: int, name: str) -> None:
        """Give a paragraph a name that outlives being edited. `key` is its own within the document."""
        start = _element("w:bookmarkStart", id=str(key), name=name)
        end = _element("w:bookmarkEnd", id=str(key))
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)

    def heading(self, level: int, *, within: Any = None) -> Any:
        return self.paragraph(f"Heading {min(level, DEEPEST)}", within=within)

    def new_list(self, *, ordered: bool, start: int = 1, level: int = 0) -> int:
        """A list that counts by itself: the number by which its paragraphs are joined to it."""
        if not ordered:
            return self._bullets
        return self._instance(DECIMAL, {level: max(start, 0)})

    def in_list(self, paragraph: Any, number: int, level: int) -> None:
        properties = paragraph._p.get_or_add_pPr()
        joined = OxmlElement("w:numPr")
        joined.append(_element("w:ilvl", val=str(min(level, LEVELS - 1))))
        joined.append(_element("w:numId", val=str(number)))
        properties._insert_numPr(joined)

    def indent(self, paragraph: Any, level: int) -> None:
        paragraph.paragraph_format.left_indent = Cm(0.75 * level)

    def link(self, paragraph: Any, address: str) -> Any:
        """A link at the paragraph's end, to which runs are added."""
        related = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = OxmlElement("w:hyperlink")
        made.set(qn("r:id"), related)
        paragraph._p.append(made)
        return made

    def run(self, paragraph: Any, words: str, *, bold: bool, italic: bool, code: bool, link: Any = None) -> None:
        made = paragraph.add_run(clean(words))
        made.bold, made.italic = bold or None, italic or None
        if code:
            made.font.name = MONOSPACED
        if link is not None:
            made.font.underline, made.font.color.rgb = True, LINK
            link.append(made._r)

    def align(self, paragraph: Any, name: str) -> None:
        """Align a cell's words by the name that `plan.text` gives the way."""
        if name in ALIGNED:
            paragraph.alignment = ALIGNED[name]

    def table(self, rows: int, columns: int, *, heads: bool = True) -> Any:
        """A table whose rows stay whole; its first is said again on each page where it heads the columns."""
        made = self.docx.add_table(rows=rows, cols=columns, style="Table Grid")
        for place, row in enumerate(made.rows):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if place == 0 and heads:
                properties.append(OxmlElement("w:tblHeader"))
        return made

    def rule(self) -> None:
        """A line across."""
        borders = OxmlElement("w:pBdr")
        borders.append(_element("w:bottom", val="single", sz="6", space="1", color="808080"))
        properties = self.paragraph()._p.get_or_add_pPr()
        properties.insert(0, borders)

    def as_bytes(self, *, title: str, subject: str, creator: str, moment: str) -> bytes:
        """The finished file: `creator` is an office or a council, `moment` ISO 8601 in UTC."""
        file = io.BytesIO()
        self.docx.save(file)
        told = core_properties(title=title, subject=subject, creator=creator, moment=moment)
        return steady(file.getvalue(), {"docProps/core.xml": told})

    # How it looks ----------------------------------------------------------------------------------------------------

    def _styles(self) -> None:
        known = self.docx.styles
        styles = {style.name: style for style in known}  # to look one up takes the library milliseconds
        self._normal = styles["Normal"]
        for name in ("Normal", "Quote", *SIZES):
            style = styles[name]
            style.font.name, style.font.color.rgb = FONT, INK
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            style.font.size = Pt(SIZES.get(name, 12))
        styles["Normal"].paragraph_format.space_after = Pt(8)
        styles["Quote"].paragraph_format.left_indent = Cm(1)
        for name in SIZES:
            styles[name].paragraph_format.keep_with_next = True
            styles[name].paragraph_format.space_after = Pt(5)
        styles["Footer"].font.name, styles["Footer"].font.size = FONT, Pt(9)
        numbered = known.add_style(NUMBERED, WD_STYLE_TYPE.PARAGRAPH)
        numbered.base_style = styles["Normal"]
        language = known.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
        for kind in ("val", "eastAsia"):
            language.set(qn(f"w:{kind}"), "en-GB")
        page = self.docx.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.5)
        package = self.docx.part.package
        for key in [key for key, related in package.rels.items() if related.reltype.endswith("/thumbnail")]:
            del package.rels[key]  # of the template that the library brings

    def _lists(self) -> None:
        """Definitions of lists: bullets, numbers, and the report's own paragraph numbers."""
        self.numbering = self.docx.part.numbering_part.element
        self._define(BULLET, "bullet", indent=0.0)
        self._define(DECIMAL, "decimal", indent=0.0)
        self._define(PARAGRAPH, "decimal", indent=-0.75)
        self._bullets = self._instance(BULLET)
        self.paragraphs = self._instance(PARAGRAPH)
        joined = OxmlElement("w:numPr")
        joined.append(_element("w:numId", val=str(self.paragraphs)))
        self.docx.styles[NUMBERED].element.get_or_add_pPr()._insert_numPr(joined)

    def _define(self, key: int, form: str, *, indent: float) -> None:
        made = _element("w:abstractNum", abstractNumId=str(key))
        made.append(_element("w:multiLevelType", val="multilevel"))
        for level in range(LEVELS):
            shown = BULLETS[level % len(BULLETS)] if form == "bullet" else f"%{level + 1}."
            one = _element("w:lvl", ilvl=str(level))
            one.append(_element("w:start", val="1"))
            one.append(_element("w:numFmt", val=form))
            one.append(_element("w:lvlText", val=shown))
            one.append(_element("w:lvlJc", val="left"))
            properties = OxmlElement("w:pPr")
            left = int((0.75 * (level + 2) + indent) * 567)
            properties.append(_element("w:ind", left=str(left), hanging=str(int(0.75 * 567))))
            one.append(properties)
            made.append(one)
        first = self.numbering.find(qn("w:num"))  # definitions stand before what is made of them
        if first is None:
            self.numbering.append(made)
        else:
            first.addprevious(made)

    def _instance(self, definition: int, starts: dict[int, int] | None = None) -> int:
        number = self.numbering.add_num(definition)
        for level, start in (starts or {}).items():
            number.add_lvlOverride(ilvl=min(level, LEVELS - 1)).add_startOverride(start)
        return number.numId

    def _footer(self, words: str) -> None:
        """The running line, with the number of the page: a field, which whoever opens it counts."""
        line = self.docx.sections[0].footer.paragraphs[0]
        line.add_run(f"{clean(words)} · Page " if words else "Page ")
        field = line.add_run()
        for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
            if code:
                made = OxmlElement("w:instrText")
                made.text = code
            else:
                made = _element("w:fldChar", fldCharType=kind)
            field._r.append(made)


def _element(name: str, /, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made

"""A paper with one of everything a pack is made of, for the tests of the door to paper."""

from urllib.parse import quote

from plan.text import to_html

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" width="120" height="40">'
    "<title>Rose from 62% to 79%</title>"
    '<polyline points="4,34 40,26 76,18 112,6" fill="none" stroke="#0b6b4f" stroke-width="2"/>'
    '<circle cx="112" cy="6" r="3" fill="#0b6b4f"/>'
    '<text x="60" y="38" font-family="Liberation Sans" font-size="8">2022/23</text></svg>'
)
NARRATIVE = """
Residents *feel* safe; see [the **county** survey](https://example.org/survey) and [the plan](/plans/2022-26/).

# What the board did

1. Opened two hubs

   One in the north, one in the south.
2. Wrote to partners
   - districts
     - planning
   - police

   and to nobody else

> A quotation, with a list:
>
> - first
> - second

| Measure | Quarter 1 | Quarter 2 |
|---|--:|:-:|
| Calls answered | 1,204 | 1,377 |
| Visits | 88 | – |

| | |
|---|---|
| Lead | Adults and Communities |
| Due | March 2023 |

#### A much deeper heading

Code: `x < y`

    indented & kept

---

Last line.
"""


def document(body: str, *, title: str = "How the Plan is going", head: str = "", language: str = "en-GB") -> str:
    """A whole page around `body`, with running lines in its margins."""
    return (
        f'<!doctype html><html lang="{language}"><head><title>{title}</title>{head}</head>'
        f'<body data-top-left="Borsetshire Council" data-top-right="Quarter 2 2022/23 (July to September)"'
        f' data-bottom-left="Agenda item 9">{body}</body></html>'
    )


def demo() -> str:
    """Contents, narrative, tables, charts as picture and drawn inline, rows enough for a second page."""
    rows = "".join(
        f'<tr><th scope="row">Commitment {number}</th><td>On track</td><td class="align-right">{number}%</td></tr>'
        for number in range(1, 46)
    )
    chart = quote(CHART)
    return document(f"""
<h1>How the Strategic Plan is going</h1>
<h2>Contents</h2>
<ol class="contents">
<li><a href="#safe"><span>6</span> <strong>Safe and Well</strong></a></li>
<li><a href="#rows"><span>7</span> Every commitment</a></li>
</ol>
<h2 id="safe">Safe and Well</h2>
{to_html(NARRATIVE, heading_level=3, paper_base="https://plan.example.org")}
<figure><img alt="Line chart: rose from 62% to 79%" src="data:image/svg+xml,{chart}" width="240" height="80">
<figcaption>Feel safe after dark</figcaption></figure>
<p>Drawn in the line: {CHART} and an ornament <img alt="" src="data:image/svg+xml,{chart}"></p>
<h2 id="rows" class="new-page">Every commitment</h2>
<table><caption>Status by commitment</caption>
<thead><tr><th scope="col">Commitment</th><th scope="col">Status</th><th scope="col">Done</th></tr>
<tr><th scope="col" colspan="2">As the board sees it</th><th scope="col">Counted</th></tr></thead>
<tbody>{rows}</tbody></table>
<dl><dt>Outcome</dt><dd>What the Plan wants for people.</dd>
<dt>Remit</dt><dd><p>What a committee looks at.</p></dd></dl>
""")

"""Word documents: `document.py` makes one, `blocks.py` puts Markdown into it, `report.py` draws covering reports."""

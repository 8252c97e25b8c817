"""Reading Word documents: `package.py` opens one safely, `paragraphs.py` tells what stands in it, `inline.py` and
`narrative.py` make Markdown of that, and an outline comes of it in `own.py` (documents that this system made) or
`headed.py` (all others)."""

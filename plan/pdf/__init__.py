"""The one door to paper: HTML in, an accessible and archivable PDF out.

`render_pdf` is all that the rest of the system calls. Nothing else imports WeasyPrint or pikepdf.
"""

from plan.pdf.render import Paper, RenderFailed, render_paper, render_pdf

__all__ = ["Paper", "RenderFailed", "render_paper", "render_pdf"]

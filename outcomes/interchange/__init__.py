"""Editions out of the system and back: `words.py` writes Word documents, `books.py` workbooks, `files.py` keeps what was
written as long as the edition says the same, `changes.py` takes a workbook's changes into a new draft."""

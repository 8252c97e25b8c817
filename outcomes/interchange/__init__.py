"""Editions out of the system and back: `words.py` writes Word documents, `books.py` workbooks, `files.py` keeps
what was written as long as the edition says the same, `bringing.py` makes a draft of a workbook, `changes.py` tells
what that would change, `uploads.py` keeps a file until somebody has read what it would make."""

"""Results brought in from a table: read (`sheets`), understood cell by cell (`cells`), checked as a set (`checks`),
written all at once or not at all (`writing`). The same checks serve the command, the desk and the API."""

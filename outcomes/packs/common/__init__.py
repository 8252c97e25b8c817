"""One report for several committees, with a part of its own for each (requirement 77)."""

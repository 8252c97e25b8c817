"""What was heard, gathered into themes: which comment speaks of what."""

"""The plan itself as a document, in full and in short (requirements 116 and 117)."""

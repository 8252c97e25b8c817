"""The consultation report as a kind of pack: the Cabinet's Appendix B (document 001, paragraphs 8 and 34)."""

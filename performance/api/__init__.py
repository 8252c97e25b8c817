"""Indicators and results in the API."""

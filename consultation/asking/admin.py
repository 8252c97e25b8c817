"""Consultations and their questions on the desk."""

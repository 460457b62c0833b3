"""Lan Toả: one entry, many reports; every number opens the records behind it."""

__version__ = "0.1.0"

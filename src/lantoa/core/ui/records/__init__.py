"""Generic pages for every kind of record: list, detail, form, steps, approvals, export.

A kind registers what is its own (core.records.kinds) and inherits the rest; its form is a subclass of `forms.RecordForm`.
Views fetch in scope, call one service of core.records and answer; nothing here decides about rights.
"""

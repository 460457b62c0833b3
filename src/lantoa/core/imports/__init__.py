"""The office's own sheets as records: read, matched once, looked through, entered in batches, taken back as one.

A row is checked by the very form of its kind, and entered by the very service behind that form; nothing here knows what a kind is about.
It stands above `ui`, whose forms it fills; what it enters is a draft or is submitted, and is approved by someone else like any record.
"""

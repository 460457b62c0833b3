"""Suspected doubles: two records that may tell of one thing, found by what their kind says of name, host, place and start.

It knows no domain: a kind declares by `records.kinds.Alike` which of its fields say what. Found pairs are offered to people who may
decide over both; they merge them, which can be undone at any time, or tell them apart, which is remembered.
"""

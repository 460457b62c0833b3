"""Initiatives (mô hình): what people do and keep doing, by whom, where, since when, with what results.

An initiative counts once, at its own unit, however many places it is in; a movement (phong trào) is never one.
It is kept up until its stop is recorded with a day and a reason; the record stays.
"""

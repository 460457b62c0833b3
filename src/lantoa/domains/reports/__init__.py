"""Reports: half-year, year, two-year, three-year and closing reviews, in Party or State form.

A report is a record: figures, tables and lists come from measures, texts from the units; nothing is typed twice.
Closing it freezes every figure with the rows behind it; what changes afterwards is told as a difference.
"""

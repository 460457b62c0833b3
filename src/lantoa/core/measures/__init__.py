"""Measures: every number of the program, as a fold of rows that open their records.

A measure is defined once, from records to rows; `read()` folds them over the unit tree and lays declared figures beside what was counted.
A number without records behind it is declared, never counted; a reading says both, and how many units have reported.
"""

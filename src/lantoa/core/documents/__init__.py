"""Documents as data, and the files made from them: the opening of an official document, tables of measures, Word, Excel.

A document is frozen blocks whose numbers know their measure, unit and category; whoever has readings and texts can make one.
Nothing here knows what a report is, asks the clock or writes a row (docs/adr/0011).
"""

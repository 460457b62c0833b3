"""Tables in the sheets that offices keep: .xlsx and .csv, read row by row, whatever stands above, between and below the rows.

Cells keep what the sheet knows of them (a day, a number, a text); what they mean, and what a table is of, is for whoever asks.
"""

from lantoa.lib.sheets.cells import EMPTY, Cell, CellKind
from lantoa.lib.sheets.reading import MOST_COLUMNS, Book, SheetRefused, open_book
from lantoa.lib.sheets.tables import Header, Merge, find_header, header_of, is_heading, is_numbering, is_total

__all__ = [
    "EMPTY",
    "MOST_COLUMNS",
    "Book",
    "Cell",
    "CellKind",
    "Header",
    "Merge",
    "SheetRefused",
    "find_header",
    "header_of",
    "is_heading",
    "is_numbering",
    "is_total",
    "open_book",
]

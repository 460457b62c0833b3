"""PDF files: of a document in the prescribed form by WeasyPrint, of a filled Word file by LibreOffice where it is found.

Both run in processes of their own with limits; neither library is loaded by the server. `NoPdf` says what to do where one is missing.
"""

from lantoa.core.documents.printing.office import office_found, pdf_of_word
from lantoa.core.documents.printing.pages import pdf_of_document
from lantoa.core.documents.printing.refusals import NoPdf

__all__ = ["NoPdf", "office_found", "pdf_of_document", "pdf_of_word"]

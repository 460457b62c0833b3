"""Word files with placeholders, written by an office: which they ask for, what is wrong with them, and what they become when filled.

Whatever comes from such a file is read in a child process that can open no file, may use little time and memory, and knows nothing but
what it is handed (`running`). The names that may be asked for are the caller's: a `Schema`.
"""

from lantoa.lib.wordforms.asked import Ask, Flaw, Place, Read, ask_key
from lantoa.lib.wordforms.running import FormRefused, fill_form, read_form
from lantoa.lib.wordforms.schema import Answer, Kind, Schema

__all__ = ["Answer", "Ask", "Flaw", "FormRefused", "Kind", "Place", "Read", "Schema", "ask_key", "fill_form", "read_form"]

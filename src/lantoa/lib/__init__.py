"""Plain Python that the rest of the house stands on: periods, Vietnamese text, numbers, secrecy marks and file checks.

Nothing here imports Django, asks the clock or writes a sentence for a person to read.
A refusal is an exception with a machine `code` and its `params`; whoever catches it says it in the reader's language.
"""

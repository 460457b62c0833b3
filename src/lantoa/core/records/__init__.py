"""Records: everything that is entered once and approved by someone else, whatever its kind.

One header table carries what all kinds share; `create`, `change` and `advance` are the only ways to write one,
and each leaves an event in the record's own hash chain. What stands above is told through hooks and reactions.
"""

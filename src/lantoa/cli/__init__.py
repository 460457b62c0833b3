"""The `lantoa` command: starting, setting up, copying and checking an installation.

Every other command belongs to the package whose matter it is: a `cli.py` there with `register(app)` is found by itself.
A failure is one sentence on standard error; wrong usage ends with 2, a failure with 1.
"""

"""Units: every organisation and territory that does, holds or receives something, over time.

A unit has a life, names, and one parent per hierarchy and day; when it ends, successors take its place.
Nothing here knows who may see what, nor what is recorded: that is told further up.
"""

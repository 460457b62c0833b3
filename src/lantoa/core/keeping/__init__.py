"""Keeping: nothing that an office has entered is lost, and nothing half-written is ever taken for whole.

One archive holds a whole installation's rows and files and can be restored on either database; backups run by the clock and tell
when they fail. What `lantoa doctor` looks at stands in the `health` modules of the packages, in the registry of `lib.health`.
"""

"""Access: who may do what where, and until when.

Roles are granted at a unit for a period and reach all that stands under it or has passed to it by succession.
All row access goes through `scope_q`; a refusal is a `Decision` that says why.
"""

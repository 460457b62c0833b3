"""The components: typed functions from values to escaped HTML. Registered as template tags in `templatetags/lantoa.py`.

Everything that comes in is escaped; only what `format_html` made, or a block of a template, passes as HTML.
"""

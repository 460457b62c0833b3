"""Wiring only: settings, addresses, the web server's entry, forms of dates and numbers. Nothing imports it but the command line."""

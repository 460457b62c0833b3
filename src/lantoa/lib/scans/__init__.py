"""Reading pictures and scanned pages for the mark of a state secret, before anything of them is kept.

What has no text of its own is read by Tesseract in a child process: with no files, little memory, a bounded time, and nothing
coming back but the mark. It is a net, not a wall: a blurred, covered or handwritten mark passes. docs/adr/0012 says what it catches.
"""

from lantoa.lib.scans.asking import SECONDS, Seen, engine_found, look

__all__ = ["SECONDS", "Seen", "engine_found", "look"]

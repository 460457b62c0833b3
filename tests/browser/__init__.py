"""The program as people meet it: a real server over a demo of its own, driven through Chromium. Nothing here asks the database."""

"""The `lantoa` command, mostly as real processes in homes of their own."""

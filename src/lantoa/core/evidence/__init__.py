"""Evidence: photos and documents that stand behind records, each file kept once, named by its own hash.

`cite` is the only way in. It checks what a file truly is, takes the place out of photos and refuses marks of classification
before a byte is kept; what is kept is handed out only to those who may see a record that cites it.
"""

"""Pages of an office's own Word templates: the list, uploading with what the checker says, versions, and the words to copy from."""

"""Pages of suspected doubles: the list for who may decide, one pair side by side, undoing a merger."""

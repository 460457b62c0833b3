"""What stands behind a number: the page and the panel that every figure opens."""

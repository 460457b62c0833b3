"""The generic pages. Each view fetches in scope, binds a form, calls one service and answers."""

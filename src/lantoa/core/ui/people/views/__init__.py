"""The pages of people. Each view fetches in scope, binds a form, calls one service and answers."""

"""The demo: five districts on the real tree, with what their public accounts tell, entered through the program's own services.

It lives in a database of its own, is marked as a demo there, and refuses a database that has accounts of people.
What is carried over from the accounts, and what is not, stands in docs/demo.md; no sentence of theirs is used.
"""

"""People: accounts, persons, the posts they hold for a term, and what is known of a person and why.

A person is known by name and post only; every field has a purpose and a time after which it goes.
Values of persons in the audit trail lie under a key of that person, so that they can be forgotten without breaking the chain.
"""

"""Value chains: the buyer's contract, the supplier, the cooperative beside an initiative, and One Commune One Product (OCOP).

A product counts while its certificate runs: three to five stars, thirty-six months (Decision 148/QĐ-TTg of 24/2/2023).
Both are records of their own; that they belong to an initiative is told by a link.
"""

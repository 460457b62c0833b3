"""Contributions (đóng góp): what people and organisations give to the programme's works, each of one kind.

Unlike kinds (money, land, work days, turns, goods, rides) are never added together, and a figure stays as it was told.
A donor may stay unnamed; those whom a gift helped are counted, never named.
"""

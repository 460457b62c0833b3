"""Pages of units: the tree of a day, a unit over time, founding and renaming. The tree at the side of other pages is here too.

What an organisation is called and what became of it is known to all with a role; what happens there is shown in scope only.
"""

"""Pages of units: the tree of a day, a unit over time, founding and renaming. The tree at the side of other pages is here too.

What a territory is called and what became of it is public among those with a role; what happens at a unit is shown in scope only.
"""

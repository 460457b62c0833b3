"""Search: one box that finds any unit, and any record that the person may see, by the folded words of its title.

It reads `Record.search_text` and the names of units through their own selectors, so it can show no more than a list does.
A query that bears a mark of classification is refused before it is looked for, and repeated nowhere.
"""

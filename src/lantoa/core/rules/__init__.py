"""Rules with dates: terms and other numbers that a law or decision sets for a time, each with its source and what is doubtful about it.

`selectors.rule(code, on=day)` is the rule of that day, never of now; `clocks.deadline` counts a term by it in hours, days or working
days. Rows are added and never changed: a later row takes over from its first day, and what was counted before stays so.
"""

"""Pages of rules with dates and of the calendar of working days: what holds on the day viewed, what held before, who entered it."""

"""The ground floor: what every stage of the loop stands on, and none is known by name."""

"""The overview of a unit: what has been told, what waits, and who has not been heard. It knows measures, not stages."""

"""Tests of core.keeping; what needs real processes stands in tests/cli."""

"""Tests: contracts over the registries, browser tests, and the rest as a mirror of `src/lantoa`."""

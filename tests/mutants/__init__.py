"""Mutants of the shipped project: one thing wrong in each, and the rules must see it (`make mutants`)."""

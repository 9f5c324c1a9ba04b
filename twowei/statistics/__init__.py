"""Figures from the casebook: tallies whose every number opens its list, accuracy with its uncertainty."""

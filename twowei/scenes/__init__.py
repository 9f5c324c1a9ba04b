"""Seeded drawings of satellite imagery with true changes, for training, trials and tests."""

from .pair import DrawnPair, draw_pair

__all__ = ["DrawnPair", "draw_pair"]

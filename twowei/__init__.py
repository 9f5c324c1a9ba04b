"""Finds suspected new buildings between two months of imagery and follows each to its demolition."""

__version__ = "0.1.0"

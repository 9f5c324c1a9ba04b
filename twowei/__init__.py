"""Finds suspected new buildings between two months of imagery and follows each to its demolition."""

import os

__version__ = "0.1.0"

# Read when numpy loads. Its matrices are small here, and after each product its threads go on spinning for the next:
# measuring the shift of a pair took 20 s of processor time instead of 12.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
